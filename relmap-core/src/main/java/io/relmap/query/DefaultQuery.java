package io.relmap.query;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.Loader;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.JoinKind;
import io.relmap.sql.RowLock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query as it is being put together; {@link QueryStatements} turns it into SQL when it is asked. */
final class DefaultQuery<T> implements Query<T> {

    private final Loader loader;
    private final QueryParts parts;

    DefaultQuery(Loader loader, Mapper mapper) {
        this.loader = loader;
        this.parts = new QueryParts(mapper);
    }

    @Override
    public Query<T> where(Condition condition) {
        parts.conditions().add((ConditionNode) condition);
        return this;
    }

    @Override
    public Query<T> where(String condition, Map<String, ?> parameters) {
        parts.conditions().add(new TextCondition(condition, parameters));
        return this;
    }

    @Override
    public Query<T> orderBy(String... terms) {
        parts.orders().addAll(Arrays.stream(terms).map(OrderTerm::text).toList());
        return this;
    }

    @Override
    public Query<T> orderBy(SortTerm... terms) {
        parts.orders().addAll(Arrays.stream(terms).map(OrderTerm::of).toList());
        return this;
    }

    @Override
    public Query<T> groupBy(String... expressions) {
        parts.grouping().by(List.of(expressions));
        return this;
    }

    @Override
    public Query<T> having(String condition, Map<String, ?> parameters) {
        parts.grouping().having(condition, parameters);
        return this;
    }

    @Override
    public Query<T> join(String path) {
        return join(PathRef.of(null, path), JoinKind.INNER);
    }

    @Override
    public Query<T> join(RelationshipPath<?, ?> path) {
        return join(path.path(), JoinKind.INNER);
    }

    @Override
    public Query<T> outerJoin(String path) {
        return join(PathRef.of(null, path), JoinKind.LEFT);
    }

    @Override
    public Query<T> outerJoin(RelationshipPath<?, ?> path) {
        return join(path.path(), JoinKind.LEFT);
    }

    @Override
    public Query<T> fullJoin(String path) {
        return join(PathRef.of(null, path), JoinKind.FULL);
    }

    @Override
    public Query<T> fullJoin(RelationshipPath<?, ?> path) {
        return join(path.path(), JoinKind.FULL);
    }

    @Override
    public Query<T> fullJoin(String path, String alias) {
        return join(PathRef.of(null, path), JoinKind.FULL, Alias.of(alias), null);
    }

    @Override
    public <U> Query<T> fullJoin(RelationshipPath<?, U> path, Alias<U> alias) {
        return join(path.path(), JoinKind.FULL, alias, null);
    }

    private Query<T> join(PathRef path, JoinKind kind) {
        return join(path, kind, null, null);
    }

    private Query<T> join(
            PathRef path, JoinKind kind, @Nullable Alias<?> alias, @Nullable Condition on) {
        Dialect dialect = loader.context().cache().dialect();
        if (kind == JoinKind.FULL && !dialect.supports(Capability.FULL_JOINS)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + parts.mapper()
                            + " joins "
                            + path
                            + " by a full outer join, which "
                            + dialect.name()
                            + " does not know. Use outerJoin(), and a second query for what has no "
                            + parts.mapper()
                            + ".");
        }
        parts.joins().add(new QueryParts.Join(path, kind, alias, (ConditionNode) on));
        return this;
    }

    @Override
    public Query<T> join(String path, String alias) {
        return join(PathRef.of(null, path), JoinKind.INNER, Alias.of(alias), null);
    }

    @Override
    public <U> Query<T> join(RelationshipPath<?, U> path, Alias<U> alias) {
        return join(path.path(), JoinKind.INNER, alias, null);
    }

    @Override
    public Query<T> outerJoin(String path, String alias) {
        return join(PathRef.of(null, path), JoinKind.LEFT, Alias.of(alias), null);
    }

    @Override
    public <U> Query<T> outerJoin(RelationshipPath<?, U> path, Alias<U> alias) {
        return join(path.path(), JoinKind.LEFT, alias, null);
    }

    @Override
    public Query<T> outerJoin(String path, String alias, Condition on) {
        return join(PathRef.of(null, path), JoinKind.LEFT, Alias.of(alias), on);
    }

    @Override
    public <U> Query<T> outerJoin(RelationshipPath<?, U> path, Alias<U> alias, Condition on) {
        return join(path.path(), JoinKind.LEFT, alias, on);
    }

    @Override
    public Query<T> options(Load... options) {
        parts.options().addAll(Arrays.asList(options));
        return this;
    }

    @Override
    public Query<T> withCriteria(Class<?> entity, Condition condition) {
        return withCriteria((Object) entity, condition);
    }

    @Override
    public Query<T> withCriteria(Class<?> entity, String condition, Map<String, ?> parameters) {
        return withCriteria(entity, new TextCondition(condition, parameters));
    }

    @Override
    public Query<T> withCriteria(String entity, Condition condition) {
        return withCriteria((Object) entity, condition);
    }

    private Query<T> withCriteria(Object entity, Condition condition) {
        parts.criteria().add(new QueryParts.EntityCondition(entity, (ConditionNode) condition));
        return this;
    }

    @Override
    public Query<T> limit(int rows) {
        parts.limit(notNegative(rows, "limit"));
        return this;
    }

    @Override
    public Query<T> offset(int rows) {
        parts.offset(notNegative(rows, "offset"));
        return this;
    }

    @Override
    public Query<T> distinct() {
        parts.distinct(true);
        return this;
    }

    @Override
    public Query<T> lock(RowLock lock) {
        parts.lock(lock);
        return this;
    }

    @Override
    public Query<T> populateExisting() {
        parts.overwriting(true);
        return this;
    }

    @Override
    public Query<T> readOnly() {
        parts.readOnly(true);
        return this;
    }

    @Override
    public Query<T> fetchSize(int rows) {
        parts.fetchSize(notNegative(rows, "fetch size"));
        return this;
    }

    @Override
    public Query<T> comment(String text) {
        parts.comment(text);
        return this;
    }

    @Override
    public Query<T> named(String alias) {
        parts.name(alias);
        return this;
    }

    @Override
    public Query<T> named(Alias<T> alias) {
        return named(alias.name());
    }

    @Override
    public Condition asExists() {
        return Subquery.exists(parts);
    }

    @Override
    public <V> Subquery<V> asValues(ColumnPath<?, V> value) {
        return new Subquery<>(parts, scope -> QueryText.path(value.path(), "a subquery", scope));
    }

    @Override
    public <V> Subquery<V> asValues(String value, Class<V> type) {
        Objects.requireNonNull(type);
        return new Subquery<>(parts, scope -> QueryText.value(value, "a subquery", scope));
    }

    @Override
    public List<T> list() {
        return typed(statements().list());
    }

    @Override
    public T one() {
        T found = oneOrNone();
        if (found == null) {
            throw new NoResultException(
                    ErrorCode.NO_RESULT,
                    "The query for "
                            + parts.mapper()
                            + " found nothing, but one() promises one object. Use oneOrNone() where"
                            + " there may be none.");
        }
        return found;
    }

    @Override
    public @Nullable T oneOrNone() {
        List<T> found = list();
        if (found.size() > 1) {
            throw new MultipleResultsException(
                    ErrorCode.MULTIPLE_RESULTS,
                    "The query for "
                            + parts.mapper()
                            + " found "
                            + found.size()
                            + " objects where there may be one. Narrow the condition, or use first().");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable T first() {
        List<T> found = typed(statements().first());
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    @SuppressWarnings("unchecked") // as Queries.create
    public Stream<T> stream() {
        return (Stream<T>) statements().stream();
    }

    @Override
    public Window<T> window() {
        return typed(new WindowedQuery(loader, parts).after(null));
    }

    @Override
    public Window<T> windowAfter(@Nullable Position position) {
        return typed(new WindowedQuery(loader, parts).after(position));
    }

    @Override
    public Window<T> windowBefore(@Nullable Position position) {
        return typed(new WindowedQuery(loader, parts).before(position));
    }

    @Override
    public long count() {
        return statements().count();
    }

    @Override
    public boolean exists() {
        return statements().exists();
    }

    @Override
    public int delete(Synchronize mode) {
        return new BulkStatements(loader, parts, mode).delete();
    }

    @Override
    public int update(Map<String, ?> values, Synchronize mode) {
        return new BulkStatements(loader, parts, mode).update(values);
    }

    @Override
    public Rows<@Nullable Object[]> select(String... expressions) {
        return new DefaultRows<>(loader, parts, List.of(expressions), row -> row);
    }

    @Override
    public <R extends Record> Rows<R> select(Class<R> type, String... expressions) {
        return new DefaultRows<>(
                loader, parts, List.of(expressions), RecordMaker.of(type, expressions.length));
    }

    /** Rows come from a native statement. */
    Query<T> from(NativeSql source) {
        parts.source(source);
        return this;
    }

    /** In the order that a relationship says, as far as it speaks of the target's own columns. */
    Query<T> orderedBy(Relationship relationship) {
        parts.orders().add(OrderTerm.of(relationship));
        return this;
    }

    private QueryStatements statements() {
        return new QueryStatements(loader, parts);
    }

    private static int notNegative(int rows, String what) {
        if (rows < 0) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, "The " + what + " is negative: " + rows + ".");
        }
        return rows;
    }

    @SuppressWarnings("unchecked") // as Queries.create
    private static <T> Window<T> typed(Window<Object> window) {
        return (Window<T>) window;
    }

    @SuppressWarnings("unchecked") // as Queries.create
    private static <T> List<T> typed(List<Object> objects) {
        return (List<T>) objects;
    }
}

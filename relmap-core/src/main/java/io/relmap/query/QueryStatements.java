package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.RowConsumer;
import io.relmap.load.Aliases;
import io.relmap.load.Criterion;
import io.relmap.load.EntityQuery;
import io.relmap.load.LoadFlag;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.load.RootRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Aggregates;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Ordering;
import io.relmap.sql.RowCount;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.SubqueryRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns one query into statements and runs them. Keys of objects in conditions are read then (QU-14). */
final class QueryStatements {

    private final Loader loader;
    private final QueryParts parts;

    QueryStatements(Loader loader, QueryParts parts) {
        this.loader = loader;
        this.parts = parts;
    }

    List<Object> list() {
        return run(parts.limit());
    }

    List<Object> first() {
        return run(firstOf(parts));
    }

    /** The limit for the first row alone. */
    static int firstOf(QueryParts parts) {
        Integer limit = parts.limit();
        return limit == null ? 1 : Math.min(limit, 1);
    }

    Stream<Object> stream() {
        LoadOptions options = options();
        loader.context().autoflush();
        return loader.stream(entityQuery(options, parts.limit()), parts.fetchSize());
    }

    long count() {
        parts.grouping().refuse("count()", parts.mapper());
        Scope scope = prepared();
        Select.Builder base = objects(scope);
        if (scope.joins().repeats()) {
            base.distinct();
            int place = 0;
            for (ColumnAttribute key : parts.mapper().identity()) {
                base.item(plain(scope, key), "key_" + place++);
            }
            SubqueryRef distinct = new SubqueryRef(base.build(), scope.aliases().next("anon"));
            base = Select.builder().from(distinct);
        }
        long[] count = new long[1];
        run(
                base.item(new RowCount()).build(),
                cause("count of "),
                row -> count[0] = row.getLong(1));
        return count[0];
    }

    boolean exists() {
        parts.grouping().refuse("exists()", parts.mapper());
        Scope scope = prepared();
        Select.Builder base = objects(scope).item(new Literal(1, null)).limit(new Literal(1, null));
        boolean[] found = new boolean[1];
        run(base.build(), cause("existence of "), row -> found[0] = true);
        return found[0];
    }

    /** Runs a statement whose rows are no objects. */
    void run(Select select, StatementCause cause, RowConsumer rows) {
        check(select);
        loader.rows(select, cause, rows);
    }

    /** Whether native statements in it have the columns that it speaks of. */
    void check(Select select) {
        new NativeColumns(select).check(loader.context());
    }

    private List<Object> run(@Nullable Integer limit) {
        LoadOptions options = options();
        loader.context().autoflush();
        return loader.list(entityQuery(options, limit));
    }

    /**
     * Reads objects row by row: an object comes as often as its rows do.
     *
     * @param beside what each row has before the object's columns
     * @return whether rows may repeat an object within the query's limit
     */
    boolean rows(Function<Scope, List<? extends Expression>> beside, RootRow rows) {
        LoadOptions options = options();
        loader.context().autoflush();
        EntityQuery query = entityQuery(options, parts.limit(), beside);
        boolean isMultiplied = loader.rows(query, rows);
        return !isMultiplied || query.flags().contains(LoadFlag.REPEATS);
    }

    private LoadOptions options() {
        LoadOptions options =
                LoadTree.options(parts.mapper(), loader.context().instances(), parts.options());
        return parts.criteria().isEmpty() ? options : options.with(criteria());
    }

    private Map<Mapper, Criterion> criteria() {
        return EntityCriteria.of(parts.mapper(), parts.criteria(), loader.context().instances());
    }

    private EntityQuery entityQuery(LoadOptions options, @Nullable Integer limit) {
        return entityQuery(options, limit, scope -> List.of());
    }

    private EntityQuery entityQuery(
            LoadOptions options,
            @Nullable Integer limit,
            Function<Scope, List<? extends Expression>> beside) {
        parts.grouping().refuse("a query for objects", parts.mapper());
        Scope scope = scope();
        Select.Builder base = objects(scope);
        orderings(scope).forEach(base::orderBy);
        base.replaceFrom(List.of(scope.joins().from()));
        if (parts.isDistinct()) {
            base.distinct();
        }
        if (limit != null) {
            base.limit(new Literal(limit, null));
        }
        Integer offset = parts.offset();
        if (offset != null) {
            base.offset(new Literal(offset, null));
        }
        EnumSet<LoadFlag> flags = EnumSet.noneOf(LoadFlag.class);
        if (parts.isOverwriting()) {
            flags.add(LoadFlag.OVERWRITE);
        }
        if (parts.isReadOnly()) {
            flags.add(LoadFlag.READ_ONLY);
        }
        if (parts.lock() != RowLock.NONE) {
            flags.add(LoadFlag.NO_BATCHES);
        }
        if (scope.joins().repeats()) {
            flags.add(LoadFlag.REPEATS);
        }
        Select select = base.lock(parts.lock()).build();
        NativeColumns natives = new NativeColumns(select);
        parts.mapper().columns().forEach(each -> natives.use(plain(scope, each)));
        natives.check(loader.context());
        return new EntityQuery(
                parts.mapper(),
                scope.root(),
                select,
                List.copyOf(beside.apply(scope)),
                options,
                scope.joins().byPlace(),
                scope.aliases(),
                flags,
                parts.comment());
    }

    private StatementCause cause(String what) {
        return StatementCause.of(StatementCause.Kind.QUERY, what + parts.mapper());
    }

    private Scope prepared() {
        loader.context().autoflush();
        return scope();
    }

    /** The statement with the joins that the program asked for. */
    Scope scope() {
        QueryNames names =
                new QueryNames(
                        parts.mapper(), new Aliases(), loader.context().instances(), criteria());
        NativeSql source = parts.source();
        Scope scope =
                source == null
                        ? Scope.of(names, parts.mapper())
                        : Scope.of(names, parts.mapper(), source);
        scope.named(parts.name());
        parts.joins().forEach(scope.joins()::join);
        return scope;
    }

    /** As {@link #base}, where rows without an object say nothing. */
    private Select.Builder objects(Scope scope) {
        Select.Builder base = base(scope);
        scope.rows().forEach(base::where);
        return base;
    }

    /** FROM and WHERE. */
    Select.Builder base(Scope scope) {
        Select.Builder base = Select.builder();
        parts.conditions().forEach(condition -> base.where(condition.expression(scope)));
        scope.criterion().forEach(base::where);
        return base.from(scope.joins().from());
    }

    private List<Ordering> orderings(Scope scope) {
        List<Ordering> terms = orderings(scope, columns(parts.mapper(), scope));
        refuseAggregates(parts.mapper(), terms);
        return terms;
    }

    /** The columns of the objects that a query finds. */
    static List<Expression> columns(Mapper mapper, Scope scope) {
        return mapper.columns().stream().<Expression>map(column -> plain(scope, column)).toList();
    }

    private static ColumnRef plain(Scope scope, ColumnAttribute attribute) {
        return RelationshipConditions.plain(scope.root(), attribute.column());
    }

    /** Refuses aggregates in the order of rows that are no groups. */
    static void refuseAggregates(Mapper mapper, List<Ordering> terms) {
        if (terms.stream().anyMatch(term -> Aggregates.contains(term.expression()))) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + mapper
                            + " is ordered by an aggregate, but its rows are not grouped. Use groupBy(),"
                            + " and say with select(...) what is wanted of each group.");
        }
    }

    /** The order of the query; with DISTINCT it must be one of the selected columns (spec QU-26). */
    List<Ordering> orderings(Scope scope, List<Expression> selected) {
        return orderings(parts, scope, selected);
    }

    /** The order of a query, which may be part of another one. */
    static List<Ordering> orderings(QueryParts parts, Scope scope, List<Expression> selected) {
        List<Ordering> terms =
                parts.orders().stream().flatMap(t -> t.orderings(scope).stream()).toList();
        for (Ordering term : terms) {
            scope.requireOneRow(term);
            if (parts.isDistinct() && !selected.contains(term.expression())) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY,
                        "The query for "
                                + parts.mapper()
                                + " is distinct, but ordered by something that it does not select:"
                                + " equal rows could not be told apart. Leave distinct() out;"
                                + " results never repeat an object.");
            }
        }
        return terms;
    }
}

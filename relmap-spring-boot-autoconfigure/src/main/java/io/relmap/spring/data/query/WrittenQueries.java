package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Queries;
import io.relmap.session.Session;
import io.relmap.spring.data.Meta;
import io.relmap.spring.data.Modifying;
import io.relmap.spring.data.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/**
 * From {@code @Query} to what runs it.
 *
 * @param method the method
 * @param mapper the mapper of the repository's entity
 * @param session the shared session
 * @param factory makes interfaces
 * @param values works out expressions
 */
record WrittenQueries(
        RelmapQueryMethod method,
        Mapper mapper,
        Session session,
        ProjectionFactory factory,
        ValueExpressionDelegate values) {

    /**
     * What an annotation says.
     *
     * @throws IllegalArgumentException if it makes no sense for its method
     * @throws io.relmap.error.InvalidRequestException if a text cannot be understood
     */
    RepositoryQuery of(Query query) {
        Modifying modifying = method.modifying();
        if (modifying == null && query.set().length > 0) {
            throw new IllegalArgumentException("@Query(set = ...) is for @Modifying methods");
        } else if (!query.nativeQuery() && !query.countQuery().isBlank()) {
            throw new IllegalArgumentException(
                    "countQuery is for native queries; others are counted as they are");
        } else if (query.nativeQuery()) {
            return ofSql(query, modifying);
        } else if (modifying != null) {
            return modifying(query, modifying);
        }
        WrittenCondition condition = condition(query.value(), WrittenJoin.of(query, mapper));
        BoundText having = BoundText.of(query.having(), parameters(), values);
        BoundText.check(List.of(condition.text(), having), parameters());
        condition.check(mapper);
        Sort order = QueryShape.order(query.orderBy());
        if (query.select().length > 0) {
            SelectedRows rows =
                    SelectedRows.of(
                            query,
                            () -> method.described(session.query(method.domainType())),
                            condition,
                            having,
                            order);
            rows.check(mapper);
            return new RowQuery(method, rows, factory);
        } else if (query.groupBy().length > 0 || !having.text().isBlank()) {
            throw new IllegalArgumentException(
                    "Groups are no objects: say by select what is wanted of each");
        }
        return objects(condition, order, null);
    }

    /** What a condition says by itself. */
    RepositoryQuery ofCondition(String text) {
        WrittenCondition condition = condition(text, List.of());
        BoundText.check(List.of(condition.text()), parameters());
        condition.check(mapper);
        return objects(condition, Sort.unsorted(), null);
    }

    private RepositoryQuery objects(Restriction restriction, Sort order, @Nullable NativeText sql) {
        if (restriction instanceof WrittenCondition condition && condition.joins().isEmpty()) {
            Queries.checkOrder(mapper, SortTerms.of(order));
        }
        return new RelmapRepositoryQuery(
                method,
                session,
                new Projections(mapper, method.domainType(), factory),
                QueryShape.written(order, method.subject(), restriction),
                sql);
    }

    private RepositoryQuery ofSql(Query query, @Nullable Modifying modifying) {
        NativeText sql = NativeText.of(query, parameters(), values, session);
        if (modifying != null) {
            return new ModifyingQuery(method, session, modifying, sql::execute);
        }
        Class<?> type = method.rowType();
        boolean whole =
                type.isAssignableFrom(method.domainType())
                        && !type.equals(Object.class)
                        && !method.getParameters().hasDynamicProjection();
        if (!whole && query.orderBy().length > 0) {
            throw new IllegalArgumentException(
                    "A native query for values has its order in its own words: leave orderBy out");
        }
        if (whole) {
            return objects((found, arguments) -> {}, QueryShape.order(query.orderBy()), sql);
        }
        if (parameters().hasSortParameter()) {
            throw new IllegalArgumentException(
                    "A native query for values has its order in its own words: give no Sort");
        }
        method.refuse("sends SQL of its own", Meta.class);
        return new RowQuery(method, sql, factory);
    }

    private RepositoryQuery modifying(Query query, Modifying options) {
        if (query.select().length > 0
                || query.groupBy().length > 0
                || query.join().length > 0
                || query.outerJoin().length > 0
                || query.orderBy().length > 0
                || !query.having().isBlank()) {
            throw new IllegalArgumentException(
                    "A @Modifying method takes a condition and set only: no select, joins, groups and"
                            + " order");
        }
        WrittenCondition condition = condition(query.value(), List.of());
        WrittenUpdate update = WrittenUpdate.of(query.set(), mapper, parameters(), values);
        List<BoundText> texts = new ArrayList<>(update.texts());
        texts.add(condition.text());
        BoundText.check(texts, parameters());
        condition.check(mapper);
        boolean deletes = QueryKind.of(method.subject()) == QueryKind.DELETE;
        if (deletes == !update.values().isEmpty()) {
            throw new IllegalArgumentException(
                    "A @Modifying method says by set what becomes of attributes, or its name begins"
                            + " with delete or remove");
        }
        return new ModifyingQuery(
                method,
                session,
                options,
                arguments -> {
                    var found = session.query(method.domainType());
                    condition.apply(found, arguments);
                    return deletes ? found.delete() : update.run(found, arguments);
                });
    }

    private WrittenCondition condition(String text, List<WrittenJoin> joins) {
        return new WrittenCondition(BoundText.of(text, parameters(), values), joins);
    }

    private Parameters<?, ?> parameters() {
        return method.getParameters();
    }
}

package io.relmap.query;

import io.relmap.mapping.Mapper;
import io.relmap.sql.JoinKind;
import io.relmap.sql.RowLock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query was told. Not thread-safe. */
final class QueryParts {

    private final Mapper mapper;
    private final List<ConditionNode> conditions = new ArrayList<>();
    private final List<OrderTerm> orders = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final Grouping grouping = new Grouping();
    private final List<EntityCondition> criteria = new ArrayList<>();
    private @Nullable String name;
    private @Nullable NativeSql source;
    private final List<Load> options = new ArrayList<>();
    private @Nullable Integer limit;
    private @Nullable Integer offset;
    private boolean distinct;
    private boolean overwriting;
    private boolean readOnly;
    private RowLock lock = RowLock.NONE;
    private int fetchSize;
    private @Nullable String comment;

    /**
     * What rows of an entity must satisfy wherever they are met.
     *
     * @param entity its class, or its name
     */
    record EntityCondition(Object entity, ConditionNode condition) {}

    /**
     * A join that the program asked for.
     *
     * @param path the relationship
     * @param kind whether objects without a target stay
     * @param alias its own name, or null for the one that all paths over the relationship share
     * @param on what targets must satisfy beside, where it has a name, or null
     */
    record Join(
            PathRef path, JoinKind kind, @Nullable Alias<?> alias, @Nullable ConditionNode on) {}

    QueryParts(Mapper mapper) {
        this.mapper = mapper;
    }

    Mapper mapper() {
        return mapper;
    }

    List<ConditionNode> conditions() {
        return conditions;
    }

    List<OrderTerm> orders() {
        return orders;
    }

    List<Join> joins() {
        return joins;
    }

    /** What the query's own entity is called in it and in queries inside it. */
    @Nullable String name() {
        return name;
    }

    void name(String value) {
        name = value;
    }

    /** What stands for the entity's table, or null for the table itself. */
    @Nullable NativeSql source() {
        return source;
    }

    void source(NativeSql value) {
        source = value;
    }

    Grouping grouping() {
        return grouping;
    }

    List<EntityCondition> criteria() {
        return criteria;
    }

    List<Load> options() {
        return options;
    }

    @Nullable Integer limit() {
        return limit;
    }

    void limit(int rows) {
        limit = rows;
    }

    @Nullable Integer offset() {
        return offset;
    }

    void offset(int rows) {
        offset = rows;
    }

    boolean isDistinct() {
        return distinct;
    }

    void distinct(boolean value) {
        distinct = value;
    }

    /** Whether rows overwrite what is loaded; a lock does so too (spec SE-42). */
    boolean isOverwriting() {
        return overwriting || lock != RowLock.NONE;
    }

    void overwriting(boolean value) {
        overwriting = value;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void readOnly(boolean value) {
        readOnly = value;
    }

    RowLock lock() {
        return lock;
    }

    void lock(RowLock value) {
        lock = value;
    }

    int fetchSize() {
        return fetchSize;
    }

    void fetchSize(int rows) {
        fetchSize = rows;
    }

    @Nullable String comment() {
        return comment;
    }

    void comment(String text) {
        comment = text;
    }

    /** The same, to be told more. */
    QueryParts copy() {
        QueryParts copy = new QueryParts(mapper);
        copy.conditions.addAll(conditions);
        copy.orders.addAll(orders);
        copy.joins.addAll(joins);
        copy.name = name;
        copy.source = source;
        copy.grouping.addAll(grouping);
        copy.criteria.addAll(criteria);
        copy.options.addAll(options);
        copy.limit = limit;
        copy.offset = offset;
        copy.distinct = distinct;
        copy.overwriting = overwriting;
        copy.readOnly = readOnly;
        copy.lock = lock;
        copy.fetchSize = fetchSize;
        copy.comment = comment;
        return copy;
    }
}

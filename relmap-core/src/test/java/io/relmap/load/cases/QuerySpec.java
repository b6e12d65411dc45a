package io.relmap.load.cases;

import io.relmap.load.cases.OptionParser.Option;
import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query that a step speaks of; it can be said again with something else. Not thread-safe. */
final class QuerySpec {

    /** What is asked of a query. */
    enum Result {
        LIST,
        FIRST,
        ONE,
        ONE_OR_NONE,
        COUNT,
        EXISTS
    }

    /** A join along a relationship. */
    record Join(String path, boolean outer) {}

    private final Names names;
    private final List<Supplier<Condition>> conditions = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<Supplier<Query<Object>>> starts = new ArrayList<>();
    private final List<CriteriaOf> criteria = new ArrayList<>();
    private @Nullable Integer limit;
    private @Nullable Integer offset;
    private @Nullable Integer fetchSize;
    private boolean distinct;
    private boolean populateExisting;
    private Result result = Result.LIST;

    /** A condition for an entity wherever it is met. */
    private record CriteriaOf(String entity, Supplier<Condition> condition) {}

    QuerySpec(Mapper root) {
        this(new Names(root));
    }

    private QuerySpec(Names names) {
        this.names = names;
    }

    /** The same query, to be changed. */
    QuerySpec copy() {
        QuerySpec copy = new QuerySpec(names.copy());
        copy.conditions.addAll(conditions);
        copy.joins.addAll(joins);
        copy.order.addAll(order);
        copy.options.addAll(options);
        copy.starts.addAll(starts);
        copy.criteria.addAll(criteria);
        copy.limit = limit;
        copy.offset = offset;
        copy.fetchSize = fetchSize;
        copy.distinct = distinct;
        copy.populateExisting = populateExisting;
        copy.result = result;
        return copy;
    }

    Names names() {
        return names;
    }

    Mapper root() {
        return names.root().mapper();
    }

    /** Makes it a query inside another's rows: the elements of one object. */
    void from(Supplier<Query<Object>> start) {
        starts.add(start);
    }

    void where(Supplier<Condition> condition) {
        conditions.add(condition);
    }

    void join(String path, boolean outer) {
        joins.add(new Join(path, outer));
    }

    void orderBy(String term) {
        order.add(term);
    }

    void options(List<Option> more) {
        options.addAll(more);
    }

    void withoutOptions() {
        options.clear();
    }

    List<Option> options() {
        return options;
    }

    void criteria(String entity, Supplier<Condition> condition) {
        criteria.add(new CriteriaOf(entity, condition));
    }

    void limit(int rows) {
        limit = rows;
    }

    void offset(int rows) {
        offset = rows;
    }

    void fetchSize(int rows) {
        fetchSize = rows;
    }

    void distinct() {
        distinct = true;
    }

    void populateExisting() {
        populateExisting = true;
    }

    void result(Result what) {
        result = what;
    }

    /** Runs it. */
    @Nullable Object run(Session session) {
        Query<Object> query = query(session);
        return switch (result) {
            case LIST -> fetchSize == null ? query.list() : streamed(query);
            case FIRST -> query.first();
            case ONE -> query.one();
            case ONE_OR_NONE -> query.oneOrNone();
            case COUNT -> query.count();
            case EXISTS -> query.exists();
        };
    }

    private static List<Object> streamed(Query<Object> query) {
        try (Stream<Object> stream = query.stream()) {
            return stream.toList();
        }
    }

    private Query<Object> query(Session session) {
        Query<Object> query =
                starts.isEmpty() ? session.query(root().entityName()) : starts.get(0).get();
        for (Join join : joins) {
            if (join.outer()) {
                query.outerJoin(join.path());
            } else {
                query.join(join.path());
            }
        }
        for (Supplier<Condition> condition : conditions) {
            query.where(condition.get());
        }
        order.forEach(query::orderBy);
        for (Option option : options) {
            query.options(option.load().get());
        }
        for (CriteriaOf all : criteria) {
            query.withCriteria(all.entity(), all.condition().get());
        }
        if (limit != null) {
            query.limit(limit);
        }
        if (offset != null) {
            query.offset(offset);
        }
        if (fetchSize != null) {
            query.fetchSize(fetchSize);
        }
        if (distinct) {
            query.distinct();
        }
        if (populateExisting) {
            query.populateExisting();
        }
        return query;
    }
}

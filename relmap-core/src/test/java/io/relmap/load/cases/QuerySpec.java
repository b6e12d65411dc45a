package io.relmap.load.cases;

import io.relmap.load.cases.OptionParser.Option;
import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A join along a relationship.
     *
     * @param alias the name under which it is joined beside others, or null
     * @param on what targets of an outer join must satisfy, or null
     */
    record Join(
            String path, boolean outer, @Nullable String alias, @Nullable Supplier<Condition> on) {

        void addTo(Query<Object> query) {
            if (alias != null && on != null) {
                query.outerJoin(path, alias, on.get());
            } else if (alias != null && outer) {
                query.outerJoin(path, alias);
            } else if (alias != null) {
                query.join(path, alias);
            } else if (outer) {
                query.outerJoin(path);
            } else {
                query.join(path);
            }
        }
    }

    private final Names names;
    private final List<Supplier<Condition>> conditions = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<Supplier<Query<Object>>> starts = new ArrayList<>();
    private final List<CriteriaOf> criteria = new ArrayList<>();
    private final List<List<String>> values = new ArrayList<>();
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
        copy.values.addAll(values);
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

    void join(Join join) {
        joins.add(join);
    }

    boolean isOrdered() {
        return !order.isEmpty();
    }

    /** Asks for single attributes instead of objects. */
    void values(List<List<String>> words) {
        values.addAll(words);
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
        if (!values.isEmpty()) {
            return rows(query);
        }
        return switch (result) {
            case LIST -> fetchSize == null ? query.list() : streamed(query);
            case FIRST -> query.first();
            case ONE -> query.one();
            case ONE_OR_NONE -> query.oneOrNone();
            case COUNT -> query.count();
            case EXISTS -> query.exists();
        };
    }

    /** Rows of values; of one value, that itself. */
    private Object rows(Query<Object> query) {
        String[] paths =
                values.stream().map(words -> names.attribute(words).path()).toArray(String[]::new);
        var rows = query.select(paths);
        List<@Nullable Object[]> found =
                result == Result.ONE ? List.<@Nullable Object[]>of(rows.one()) : rows.list();
        return paths.length == 1
                ? found.stream().map(row -> row[0]).toList()
                : found.stream().map(Arrays::asList).toList();
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
            join.addTo(query);
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

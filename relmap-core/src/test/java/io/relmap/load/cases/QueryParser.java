package io.relmap.load.cases;

import io.relmap.load.cases.Names.Attribute;
import io.relmap.load.cases.QuerySpec.Result;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries: {@code query Author join books where Book.year > 1990 order by Author.id, joinedload(profile)}.
 * What stands for one thing may stand in any order.
 */
final class QueryParser {

    private static final List<String> AFTER_ROOT =
            List.of("where", "join", "outer", "left", "distinct", "order", "limit", "with_parent");

    private static final Set<String> FUNCTIONS =
            Set.of("length", "lower", "upper", "abs", "coalesce", "trim", "round");

    private static final Map<String, Result> RESULTS =
            Map.of(
                    "all", Result.LIST,
                    "first", Result.FIRST,
                    "one", Result.ONE,
                    "one_or_none", Result.ONE_OR_NONE,
                    "count", Result.COUNT,
                    "exists", Result.EXISTS);

    private final Tokens tokens;
    private final Scene scene;

    QueryParser(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    /** A query, or null if the step goes on with something else. */
    @Nullable QuerySpec query() {
        int mark = tokens.mark();
        QuerySpec query = start();
        if (query == null) {
            tokens.reset(mark);
            return null;
        }
        clauses(query);
        return query;
    }

    private @Nullable QuerySpec start() {
        if (tokens.accept("query")) {
            return root();
        } else if (tokens.sees("same") || tokens.sees("the", "same")) {
            return again();
        } else if (tokens.sees("with", "populate_existing")) {
            return lastQuery();
        } else if (new OptionParser(tokens, scene).isNext()) {
            return new RecordedRoot(scene).query();
        }
        Mapper entity = entity();
        if (entity == null || AFTER_ROOT.stream().noneMatch(word -> tokens.peek(1).is(word))) {
            return null;
        }
        return root();
    }

    private QuerySpec root() {
        if (tokens.sees("(") && tokens.peek(2).is(".")) {
            return ofValues();
        }
        boolean inBrackets = tokens.accept("(");
        Mapper entity = entity();
        if (entity == null) {
            throw tokens.notUnderstood();
        }
        String name = tokens.word();
        if (inBrackets) {
            tokens.expect(")");
        }
        scene.lastRoot(entity);
        QuerySpec query = new QuerySpec(entity);
        query.names().nameRoot(name);
        if (tokens.sees("(") && !inBrackets && isKey()) {
            tokens.expect("(");
            key(query, new ValueParser(tokens, scene).value());
            tokens.expect(")");
        } else if (tokens.peek().kind() == Token.Kind.NUMBER) {
            key(query, new ValueParser(tokens, scene).value());
        } else if (tokens.sees(".")) {
            requireResult();
        }
        return query;
    }

    /** {@code (Author.name, Review.stars)}: rows of attributes; the first one's entity is the root. */
    private QuerySpec ofValues() {
        tokens.expect("(");
        Mapper root = entity();
        if (root == null) {
            throw tokens.notUnderstood();
        }
        List<List<String>> values = new ArrayList<>();
        do {
            values.add(words());
        } while (tokens.accept(","));
        tokens.expect(")");
        if (values.stream().anyMatch(words -> words.size() < 2)) {
            throw new NotUnderstoodException("objects beside values");
        }
        QuerySpec query = new QuerySpec(root);
        query.values(values);
        return query;
    }

    private boolean isKey() {
        Token.Kind kind = tokens.peek(1).kind();
        return (kind == Token.Kind.NUMBER || kind == Token.Kind.TEXT) && tokens.peek(2).is(")");
    }

    /** Behind an entity only a method may follow: single attributes are another kind of query. */
    private void requireResult() {
        if (!RESULTS.containsKey(tokens.peek(1).text()) || !tokens.peek(2).is("(")) {
            throw tokens.notUnderstood();
        }
    }

    static void key(QuerySpec query, Value value) {
        List<ColumnAttribute> identity = query.root().identity();
        if (identity.size() != 1) {
            throw new NotUnderstoodException("one value for the key of " + query.root());
        }
        query.where(() -> Paths.of(identity.get(0).name()).eq(value.get()));
    }

    private @Nullable Mapper entity() {
        Token token = tokens.peek();
        return token.kind() == Token.Kind.WORD ? scene.entity(token.text()) : null;
    }

    /** "the same with limit 1", "same, lazy": other loader options, or what is said besides. */
    private QuerySpec again() {
        tokens.accept("the");
        tokens.expect("same");
        QuerySpec query = lastQuery();
        if (tokens.accept(",", "lazy")) {
            query.withoutOptions();
            return query;
        }
        if (!tokens.sees("with") && !tokens.sees(",") && !tokens.sees("but")) {
            throw tokens.notUnderstood();
        }
        tokens.next();
        if (new OptionParser(tokens, scene).isNext()) {
            query.withoutOptions();
        }
        if (!clause(query)) {
            throw tokens.notUnderstood();
        }
        return query;
    }

    private QuerySpec lastQuery() {
        QuerySpec last = scene.last();
        if (last == null) {
            throw new NotUnderstoodException("the query before was not understood");
        }
        return last.copy();
    }

    // Clauses ---------------------------------------------------------------------------------

    /** Reads clauses as long as there are any; also for a query that was begun in another way. */
    void clauses(QuerySpec query) {
        while (true) {
            int mark = tokens.mark();
            if (tokens.peek().spaced()) {
                tokens.skipBrackets();
            }
            boolean isPlus = tokens.accept("+");
            if (!isPlus && !tokens.accept(",") && tokens.accept("then")) {
                isPlus = true;
            }
            tokens.acceptAny("with", "options", "option");
            tokens.acceptAny("options", "option");
            if (isPlus && !new OptionParser(tokens, scene).isNext() || !clause(query)) {
                tokens.reset(mark);
                return;
            }
        }
    }

    private boolean clause(QuerySpec query) {
        OptionParser options = new OptionParser(tokens, scene);
        if (options.isNext()) {
            List<OptionParser.Option> all = options.option(query.names());
            query.options(all);
            all.forEach(option -> joined(query, option));
        } else if (options.sees("on")) {
            query.options(options.listed(query.root()));
        } else if (tokens.accept("where")) {
            query.where(condition(query.names()));
        } else if (tokens.accept("order", "by")) {
            order(query);
        } else if (tokens.sees("join") || tokens.sees("outer") || tokens.sees("left", "outer")) {
            join(query);
        } else if (tokens.accept("limit")) {
            query.limit(tokens.number());
        } else if (tokens.accept("offset")) {
            query.offset(tokens.number());
        } else if (tokens.accept("withCriteria", "(")) {
            criteria(query);
        } else if (tokens.accept("filter", "(") || tokens.accept("filter_by", "(")) {
            query.where(new ConditionParser(tokens, scene, ofLast(query)).conditions());
            tokens.expect(")");
        } else if (tokens.accept("with_parent", "(")) {
            query.where(elements());
            tokens.expect(")");
        } else if (tokens.accept("yield_per", "(")) {
            query.fetchSize(tokens.number());
            tokens.expect(")");
        } else {
            return word(query) || slice(query) || result(query);
        }
        return true;
    }

    private static void joined(QuerySpec query, OptionParser.Option option) {
        if (option.alias() != null) {
            Attribute attribute = query.names().attribute(List.of(option.path()));
            query.join(new QuerySpec.Join(attribute.path(), true, option.alias(), null));
            query.names().join(attribute, option.alias());
        }
    }

    /** What is one word, or says that something is not there. */
    private boolean word(QuerySpec query) {
        if (tokens.accept("distinct")) {
            query.distinct();
        } else if (tokens.accept("populate_existing")) {
            query.populateExisting();
        } else {
            return tokens.accept("without", "order")
                    || tokens.accept("without", "options")
                    || tokens.accept("without", "yield_per")
                    || tokens.accept("->", "list")
                    || tokens.accept("again", "without", "options")
                    || tokens.accept("again");
        }
        return true;
    }

    private boolean slice(QuerySpec query) {
        if (!tokens.sees("[") || !(tokens.peek(2).is(":") || tokens.peek(2).is("]"))) {
            return false;
        }
        tokens.expect("[");
        int from = tokens.number();
        if (tokens.accept("]")) {
            query.limit(1);
            query.offset(from);
            query.result(Result.ONE_OR_NONE);
            return true;
        }
        tokens.expect(":");
        int to = tokens.number();
        tokens.expect("]");
        tokens.accept("slice");
        query.limit(to - from);
        if (from > 0) {
            query.offset(from);
        }
        return true;
    }

    private boolean result(QuerySpec query) {
        int mark = tokens.mark();
        boolean isMethod = tokens.accept(".");
        Result result = RESULTS.get(tokens.next().text());
        if (result == null || !tokens.accept("(", ")")) {
            tokens.reset(mark);
            return false;
        }
        if (!isMethod && result == Result.LIST) {
            throw tokens.notUnderstood();
        }
        query.result(result);
        return true;
    }

    private Supplier<Condition> condition(Names names) {
        return new ConditionParser(tokens, scene, names).condition();
    }

    /** Plain names mean the entity that was joined last (spec QU-25). */
    private static Names ofLast(QuerySpec query) {
        Names names = query.names().copy();
        names.places()
                .sort(Comparator.comparingInt(place -> -query.names().places().indexOf(place)));
        return names;
    }

    private void criteria(QuerySpec query) {
        Mapper entity = entity();
        if (entity == null) {
            throw tokens.notUnderstood();
        }
        tokens.next();
        tokens.expect(",");
        Supplier<Condition> condition = condition(new Names(entity));
        tokens.expect(")");
        query.criteria(entity.entityName(), condition);
    }

    /** {@code with_parent(author1, Author.books)}. */
    private Supplier<Condition> elements() {
        Value owner = new ValueParser(tokens, scene).value();
        tokens.expect(",");
        List<String> words = words();
        String name = words.get(words.size() - 1);
        return () -> Paths.relationship(name).elementsOf(Objects.requireNonNull(owner.get()));
    }

    private void join(QuerySpec query) {
        tokens.accept("left");
        boolean outer = tokens.accept("outer");
        tokens.expect("join");
        List<String> words = words();
        Mapper entity = words.size() == 1 ? scene.entity(words.get(0)) : null;
        Attribute joined =
                entity == null ? query.names().toJoin(words) : query.names().onlyWayTo(entity);
        join(query, joined, outer);
        while (tokens.sees(",") && tokens.peek(2).is("as")) {
            tokens.expect(",");
            join(query, query.names().toJoin(words()), outer);
        }
    }

    /** {@code tags as t1 and t1.label = 'y'}: what only an outer join tells apart from the query's own condition. */
    private void join(QuerySpec query, Attribute joined, boolean outer) {
        if (joined.relationship() == null) {
            query.join(new QuerySpec.Join(joined.path(), outer, null, null));
            return;
        }
        String alias = tokens.accept("as") || tokens.accept("of") ? tokens.word() : null;
        if (alias != null && scene.entity(alias) != joined.relationship().target()) {
            boolean isDeclared = scene.entity(alias) != null;
            if (isDeclared || query.names().place(alias) != null) {
                throw new NotUnderstoodException("the alias " + alias);
            }
        }
        query.names().join(joined, alias);
        Supplier<Condition> on = null;
        if (tokens.accept("and")) {
            if (alias == null) {
                throw tokens.notUnderstood();
            }
            Names target = new Names(joined.relationship().target());
            target.alias(alias, target.root());
            Supplier<Condition> condition = condition(target);
            if (outer) {
                on = condition;
            } else {
                throw new NotUnderstoodException("a condition of an inner join");
            }
        }
        query.join(new QuerySpec.Join(joined.path(), outer, alias, on));
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of(tokens.word()));
        while (tokens.sees(".") && !tokens.isCall(1) && !tokens.peek().spaced()) {
            tokens.expect(".");
            words.add(tokens.word());
        }
        return words;
    }

    // Order -----------------------------------------------------------------------------------

    private void order(QuerySpec query) {
        if (!term(query)) {
            throw tokens.notUnderstood();
        }
        int mark = tokens.mark();
        while (tokens.accept(",") && term(query)) {
            mark = tokens.mark();
        }
        tokens.reset(mark);
    }

    private boolean term(QuerySpec query) {
        if (tokens.accept("ids")) {
            query.names().places().forEach(place -> orderByKey(query, place));
            return true;
        }
        int mark = tokens.mark();
        boolean descending = tokens.accept("desc");
        if (tokens.peek().kind() != Token.Kind.WORD) {
            tokens.reset(mark);
            return false;
        }
        boolean isFunction = tokens.isCall(0) && FUNCTIONS.contains(tokens.peek().text());
        String function = isFunction ? tokens.word() : null;
        if (function != null) {
            tokens.expect("(");
        }
        String path;
        try {
            Attribute attribute = query.names().attribute(words());
            path = attribute.path();
            if (attribute.relationship() != null) {
                throw new NotUnderstoodException("ordered by " + path);
            }
        } catch (NotUnderstoodException e) {
            tokens.reset(mark);
            return false;
        }
        if (function != null) {
            tokens.expect(")");
            path = "func." + function + "(" + path + ")";
        }
        query.orderBy(descending || tokens.accept("desc") ? path + " desc" : path);
        return true;
    }

    private static void orderByKey(QuerySpec query, Place place) {
        place.mapper().identity().forEach(key -> query.orderBy(place.to(key.name())));
    }
}

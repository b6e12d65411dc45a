package io.relmap.load.cases;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Condition;
import io.relmap.query.Load;
import io.relmap.query.LoadPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads loader options: {@code joinedload(books and year > 1990).selectinload(reviews)}. */
final class OptionParser {

    private static final String CONTAINS_EAGER = "contains_eager";
    private static final String WALK = "defaultload";

    private static final Map<String, Lazy> STRATEGIES =
            Map.of(
                    "joinedload", Lazy.JOINED,
                    "selectinload", Lazy.SELECT_IN,
                    "subqueryload", Lazy.SUBQUERY,
                    "lazyload", Lazy.SELECT,
                    "immediateload", Lazy.IMMEDIATE,
                    "raiseload", Lazy.RAISE,
                    "noload", Lazy.NO_LOAD);

    private final Tokens tokens;
    private final Scene scene;
    private boolean aliased;
    private @Nullable String joined;

    OptionParser(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    /**
     * A chain of options, one for each of its branches.
     *
     * @param parts what each adds to the ones before
     * @param path the relationships, with dots
     * @param at the entity that it has come to, or null where it is not known
     */
    private record Chain(List<Link> parts, String path, @Nullable Mapper at) {

        Chain then(Link link, String name, @Nullable Mapper next) {
            List<Link> all = new ArrayList<>(parts);
            all.add(link);
            return new Chain(all, path.isEmpty() ? name : path + "." + name, next);
        }

        Load made() {
            LoadPath made = null;
            for (Link part : parts) {
                made = part.add(made);
            }
            if (made == null) {
                throw new NotUnderstoodException("an empty option");
            }
            return made;
        }
    }

    @FunctionalInterface
    private interface Link {
        LoadPath add(@Nullable LoadPath soFar);
    }

    /**
     * An option, and the relationships that it speaks of.
     *
     * @param path with dots, from the root
     * @param alias the name of the join that the option makes itself, or null
     */
    record Option(Supplier<Load> load, String path, @Nullable String alias) {

        Option(Supplier<Load> load, String path) {
            this(load, path, null);
        }
    }

    boolean isNext() {
        return isNext(0) || seesRoot();
    }

    /** {@code Load(Author).raiseload('*')}. */
    private boolean seesRoot() {
        return tokens.sees("Load") && tokens.peek(1).is("(") && tokens.peek(3).is(")");
    }

    private boolean isNext(int ahead) {
        return tokens.peek(ahead).kind() == Token.Kind.WORD
                && tokens.peek(ahead + 1).is("(")
                && isName(tokens.peek(ahead).text());
    }

    private static boolean isName(String word) {
        return STRATEGIES.containsKey(word) || word.equals(CONTAINS_EAGER) || word.equals(WALK);
    }

    /** One chain, and what it branches into. */
    List<Option> option(Names names) {
        aliased = names.isAliased();
        List<Option> options = new ArrayList<>();
        if (seesRoot()) {
            return List.of(ofRoot(names.root().mapper()));
        }
        chain(new Chain(List.of(), "", names.root().mapper()))
                .forEach(chain -> options.add(new Option(chain::made, chain.path(), joined)));
        return options;
    }

    private Option ofRoot(Mapper root) {
        tokens.expect("Load", "(");
        if (scene.entity(tokens.word()) != root) {
            throw tokens.notUnderstood();
        }
        tokens.expect(")", ".");
        Lazy strategy = STRATEGIES.get(tokens.word());
        tokens.expect("(");
        if (strategy == null || !tokens.next().text().equals("*")) {
            throw tokens.notUnderstood();
        }
        tokens.expect(")");
        return new Option(() -> Load.all(strategy), "*");
    }

    /** {@code lazyload on books, books.reviews}: the same for several paths. */
    List<Option> listed(Mapper root) {
        Lazy strategy = STRATEGIES.get(tokens.word());
        if (strategy == null) {
            throw tokens.notUnderstood();
        }
        tokens.expect("on");
        List<Option> options = new ArrayList<>();
        do {
            List<String> words = path();
            target(root, words);
            String path = String.join(".", words);
            options.add(new Option(() -> Load.along(strategy, path), path));
        } while (tokens.accept(","));
        return options;
    }

    boolean sees(String what) {
        return STRATEGIES.containsKey(tokens.peek().text()) && tokens.peek(1).is(what);
    }

    private List<Chain> chain(Chain start) {
        Chain chain = part(start);
        while (tokens.sees(".") && (isNext(1) || tokens.peek(1).is("options"))) {
            tokens.expect(".");
            if (tokens.accept("options", "(")) {
                return branches(chain);
            }
            chain = part(chain);
        }
        return List.of(chain);
    }

    private List<Chain> branches(Chain chain) {
        List<Chain> branches = new ArrayList<>();
        do {
            branches.addAll(chain(chain));
        } while (tokens.accept(","));
        tokens.expect(")");
        return branches;
    }

    private Chain part(Chain chain) {
        String name = tokens.word();
        tokens.expect("(");
        if (tokens.peek().kind() == Token.Kind.TEXT) {
            return everything(chain, name);
        }
        List<String> words = path();
        Mapper from = chain.at();
        if (words.size() > 1 && scene.entity(words.get(0)) != null) {
            if (aliased && scene.isEntity(words.get(0)) && chain.path().isEmpty()) {
                throw new NotUnderstoodException(words.get(0) + " instead of its alias");
            }
            from = from(from, words.get(0), words.get(1));
            words = words.subList(1, words.size());
        }
        Mapper target = from == null ? null : target(from, words);
        String path = String.join(".", words);
        if (tokens.accept("of")) {
            String alias = tokens.word();
            if (target == null || scene.entity(alias) != target) {
                throw tokens.notUnderstood();
            }
            tokens.expect(")");
            return ofAlias(chain, name, path, target, alias);
        }
        boolean onlySql = tokens.accept(",", "sql_only", "=", "true");
        UnaryOperator<LoadPath> detail = details(target);
        return chain.then(
                soFar ->
                        detail.apply(
                                onlySql
                                        ? along(soFar, Lazy.RAISE_ON_SQL, path)
                                        : going(soFar, name, path)),
                path,
                target);
    }

    /** An option that names a join: the query's, or one that it makes itself, which relmap has the query make (spec LO-60). */
    private Chain ofAlias(Chain chain, String name, String path, Mapper target, String alias) {
        if (name.equals("joinedload") && chain.path().isEmpty()) {
            joined = alias;
        } else if (!name.equals(CONTAINS_EAGER)) {
            throw new NotUnderstoodException(name + " of an alias");
        }
        return chain.then(
                soFar ->
                        soFar == null
                                ? Load.containsEager(path, alias)
                                : soFar.containsEager(path, alias),
                path,
                target);
    }

    /** The entity that an option names; that it is the wrong one can only be said if it has other attributes. */
    private @Nullable Mapper from(@Nullable Mapper expected, String named, String attribute) {
        if (expected == null || scene.entity(named) == expected) {
            return expected;
        }
        if (expected.findRelationship(attribute) != null
                || expected.findColumn(attribute) != null) {
            throw new NotUnderstoodException(named + " instead of " + expected);
        }
        return expected;
    }

    /** What a path leads to; null if it is no path of relationships, which is relmap's to say. */
    private @Nullable Mapper target(Mapper from, List<String> words) {
        Mapper at = from;
        for (String word : words) {
            Relationship relationship = at.findRelationship(word);
            if (relationship == null) {
                return null;
            }
            at = relationship.target();
        }
        return at;
    }

    private Chain everything(Chain chain, String name) {
        Lazy strategy = STRATEGIES.get(name);
        if (!tokens.next().text().equals("*") || strategy == null) {
            throw tokens.notUnderstood();
        }
        tokens.expect(")");
        return chain.then(
                soFar -> soFar == null ? Load.everything(strategy) : soFar.all(strategy),
                "*",
                null);
    }

    private static LoadPath going(@Nullable LoadPath soFar, String name, String path) {
        if (name.equals(CONTAINS_EAGER)) {
            return soFar == null ? Load.containsEager(path) : soFar.containsEager(path);
        } else if (name.equals(WALK)) {
            return soFar == null ? Load.path(path) : soFar.path(path);
        }
        Lazy strategy = STRATEGIES.get(name);
        if (strategy == null) {
            throw new NotUnderstoodException("the option " + name);
        }
        return along(soFar, strategy, path);
    }

    private static LoadPath along(@Nullable LoadPath soFar, Lazy strategy, String path) {
        return soFar == null ? Load.along(strategy, path) : soFar.along(strategy, path);
    }

    private List<String> path() {
        List<String> words = new ArrayList<>(List.of(tokens.word()));
        while (tokens.accept(".")) {
            words.add(tokens.word());
        }
        return words;
    }

    // Details ---------------------------------------------------------------------------------

    private UnaryOperator<LoadPath> details(@Nullable Mapper target) {
        UnaryOperator<LoadPath> all = load -> load;
        while (!tokens.accept(")")) {
            UnaryOperator<LoadPath> before = all;
            UnaryOperator<LoadPath> one = detail(target);
            all = load -> one.apply(before.apply(load));
        }
        return all;
    }

    private UnaryOperator<LoadPath> detail(@Nullable Mapper target) {
        if (tokens.accept("and") && target != null) {
            Supplier<Condition> condition =
                    new ConditionParser(tokens, scene, new Names(target)).condition();
            return load -> load.where(condition.get());
        }
        tokens.expect(",");
        String name = tokens.word();
        tokens.expect("=");
        if (name.equals("innerjoin")) {
            InnerJoin inner = inner(tokens.next().text().toLowerCase(Locale.ROOT));
            return load -> load.innerJoin(inner);
        }
        int number = tokens.number();
        return switch (name) {
            case "chunksize" -> load -> load.chunkSize(number);
            case "recursion_depth" ->
                    load -> number < 0 ? load.recursive() : load.recursive(number);
            default -> throw new NotUnderstoodException("the detail " + name);
        };
    }

    private static InnerJoin inner(String value) {
        return switch (value) {
            case "true", "nested" -> InnerJoin.TRUE;
            case "false" -> InnerJoin.FALSE;
            case "unnested" -> InnerJoin.UNNESTED;
            default -> throw new NotUnderstoodException("innerjoin=" + value);
        };
    }
}

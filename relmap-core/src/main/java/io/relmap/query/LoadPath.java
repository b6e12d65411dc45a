package io.relmap.query;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.LoadDetails;
import io.relmap.load.LoadDetails.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A loader option as it is being told: each method adds to it, from where the path so far ends, and returns the longer
 * option. {@link Load} begins one. Immutable.
 */
public final class LoadPath implements Load {

    static final LoadPath START = new LoadPath(List.of());

    private final List<Part> parts;

    /**
     * One call.
     *
     * @param path the relationships to go along; empty for all relationships at the present place
     * @param strategy how the last one is loaded, or null where the way only leads over it
     * @param details what else is said, but for the condition
     * @param condition what targets must satisfy, or null
     * @param columns what is said of columns at the present place, or null
     * @param plan what else is said of the present place, or null
     * @param reach which relationships the strategy counts for
     */
    record Part(
            @Nullable PathRef path,
            @Nullable Lazy strategy,
            LoadDetails details,
            @Nullable ConditionNode condition,
            @Nullable ColumnOption columns,
            @Nullable LoadPlan plan,
            Reach reach) {

        Part(
                @Nullable PathRef path,
                @Nullable Lazy strategy,
                LoadDetails details,
                @Nullable ConditionNode condition,
                Reach reach) {
            this(path, strategy, details, condition, null, null, reach);
        }

        static Part of(ColumnOption option) {
            return new Part(null, null, LoadDetails.NONE, null, option, null, Reach.LAST);
        }

        static Part of(LoadPlan plan) {
            return new Part(null, null, LoadDetails.NONE, null, null, plan, Reach.LAST);
        }
    }

    /** Which relationships a strategy counts for. */
    enum Reach {
        LAST,
        EACH,
        ALL_HERE,
        ALL_EVERYWHERE
    }

    private LoadPath(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** By a second statement over the keys of all objects found. */
    public LoadPath selectIn(String path) {
        return with(PathRef.of(null, path), Lazy.SELECT_IN, Reach.LAST);
    }

    /** By a second statement over the keys of all objects found. */
    public LoadPath selectIn(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.SELECT_IN, Reach.LAST);
    }

    /** By a join in the query itself. */
    public LoadPath joined(String path) {
        return with(PathRef.of(null, path), Lazy.JOINED, Reach.LAST);
    }

    /** By a join in the query itself. */
    public LoadPath joined(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.JOINED, Reach.LAST);
    }

    /** By a second statement for the objects found. */
    public LoadPath subquery(String path) {
        return with(PathRef.of(null, path), Lazy.SUBQUERY, Reach.LAST);
    }

    /** By a second statement for the objects found. */
    public LoadPath subquery(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.SUBQUERY, Reach.LAST);
    }

    /**
     * By the query's own join of the relationship, which must be there: {@code query.join("books")} (spec LO-53). What the
     * query's conditions leave out is missing in the collection, which counts as loaded until it expires; an inner join
     * leaves out objects without a target. Counts for this query only, not for later loads of its objects.
     */
    public LoadPath containsEager(String path) {
        return containsEager(PathRef.of(null, path), null);
    }

    /** As {@link #containsEager(String)}. */
    public LoadPath containsEager(RelationshipPath<?, ?> path) {
        return containsEager(path.path(), null);
    }

    /**
     * As {@link #containsEager(String)}, by the join of this name: {@code query.outerJoin("books", "late")}. Of a longer
     * path the name is that of the last join.
     */
    public LoadPath containsEager(String path, String alias) {
        return containsEager(PathRef.of(null, path), alias);
    }

    /** As {@link #containsEager(String, String)}. */
    public <T> LoadPath containsEager(RelationshipPath<?, T> path, Alias<T> alias) {
        return containsEager(path.path(), alias.name());
    }

    private LoadPath containsEager(PathRef path, @Nullable String alias) {
        List<Part> all = goingOn();
        List<String> names = path.names();
        if (alias != null && names.size() > 1) {
            all.add(contained(new PathRef(path.owner(), names.subList(0, names.size() - 1)), null));
            all.add(contained(new PathRef(null, List.of(names.get(names.size() - 1))), alias));
        } else {
            all.add(contained(path, alias));
        }
        return new LoadPath(all);
    }

    private static Part contained(PathRef path, @Nullable String alias) {
        return new Part(path, Lazy.JOINED, LoadDetails.NONE.fromQuery(alias), null, Reach.EACH);
    }

    /** At first access. */
    public LoadPath lazy(String path) {
        return with(PathRef.of(null, path), Lazy.SELECT, Reach.LAST);
    }

    /** At first access. */
    public LoadPath lazy(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.SELECT, Reach.LAST);
    }

    /** While the query runs, one SELECT for each object. */
    public LoadPath immediate(String path) {
        return with(PathRef.of(null, path), Lazy.IMMEDIATE, Reach.LAST);
    }

    /** While the query runs, one SELECT for each object. */
    public LoadPath immediate(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.IMMEDIATE, Reach.LAST);
    }

    /** Access is an error. */
    public LoadPath raise(String path) {
        return with(PathRef.of(null, path), Lazy.RAISE, Reach.LAST);
    }

    /** Access is an error. */
    public LoadPath raise(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.RAISE, Reach.LAST);
    }

    /** Access is an error where it would take a SELECT. */
    public LoadPath raiseOnSql(String path) {
        return with(PathRef.of(null, path), Lazy.RAISE_ON_SQL, Reach.LAST);
    }

    /** Access is an error where it would take a SELECT. */
    public LoadPath raiseOnSql(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.RAISE_ON_SQL, Reach.LAST);
    }

    /** Never: null or empty. */
    public LoadPath noLoad(String path) {
        return with(PathRef.of(null, path), Lazy.NO_LOAD, Reach.LAST);
    }

    /** Never: null or empty. */
    public LoadPath noLoad(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.NO_LOAD, Reach.LAST);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    public LoadPath along(Lazy strategy, String path) {
        return with(PathRef.of(null, path), strategy, Reach.EACH);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    public LoadPath along(Lazy strategy, RelationshipPath<?, ?> path) {
        return with(path.path(), strategy, Reach.EACH);
    }

    /** Only goes along the path, for calls that follow. */
    public LoadPath path(String path) {
        return with(PathRef.of(null, path), null, Reach.LAST);
    }

    /** Only goes along the path, for calls that follow. */
    public LoadPath path(RelationshipPath<?, ?> path) {
        return with(path.path(), null, Reach.LAST);
    }

    /**
     * All relationships of the entity where this option ends that nothing else is said of; nothing can follow (spec
     * LO-110).
     */
    public LoadPath all(Lazy strategy) {
        return with(null, strategy, Reach.ALL_HERE);
    }

    /**
     * A column in a {@code Deferred}, of the entity where this option ends, is loaded with its object (spec LO-114).
     *
     * @param column the attribute's name
     */
    public LoadPath undefer(String column) {
        return columns(ColumnOption.Kind.UNDEFER, List.of(PathRef.of(null, column)));
    }

    /** As {@link #undefer(String)}. */
    public LoadPath undefer(ColumnPath<?, ?> column) {
        return columns(ColumnOption.Kind.UNDEFER, List.of(column.path()));
    }

    /** All columns of a {@code DeferredGroup} of the entity where this option ends are loaded with its object. */
    public LoadPath undeferGroup(String group) {
        return columns(ColumnOption.Kind.UNDEFER_GROUP, List.of(PathRef.of(null, group)));
    }

    /**
     * Columns of the entity where this option ends are not loaded with its objects (spec LO-114). What is not loaded is
     * not written either.
     *
     * <p>A {@code Deferred} and an attribute of a {@code DynamicEntity} load themselves at first access. A plain field cannot: it
     * holds null, or 0 or false, until {@code Inspect.of(object).attribute(name).get()}, {@code session.refresh(object)}, or a
     * query that reads the column fills it; a value that is assigned meanwhile is kept and written, but for that very
     * null, 0 or false. Objects that the session had already lose nothing.
     *
     * <p>An embedded value is left out as a whole. Keys, versions, foreign keys, unique columns, keys of maps and what
     * relationships join by must be known whenever the object is: to name one of these is an error.
     *
     * @param columns the attributes' names
     */
    public LoadPath defer(String... columns) {
        return columns(ColumnOption.Kind.DEFER, named(columns));
    }

    /** As {@link #defer(String...)}. */
    public LoadPath defer(ColumnPath<?, ?> first, ColumnPath<?, ?>... more) {
        return columns(ColumnOption.Kind.DEFER, named(first, more));
    }

    /**
     * Of the entity where this option ends, these columns are loaded with its objects and no others, but for those that must
     * be known (spec LO-114): see {@link #defer(String...)}. Without a name, only the latter. Called again, the columns of
     * both calls are loaded.
     *
     * @param columns the attributes' names; a {@code Deferred} may be among them
     */
    public LoadPath loadOnly(String... columns) {
        return columns(ColumnOption.Kind.ONLY, named(columns));
    }

    /** As {@link #loadOnly(String...)}. */
    public LoadPath loadOnly(ColumnPath<?, ?> first, ColumnPath<?, ?>... more) {
        return columns(ColumnOption.Kind.ONLY, named(first, more));
    }

    /**
     * What {@link #defer} or {@link #loadOnly} has just left out may not be loaded at access either: that is an error (spec
     * LO-114). A refresh and another query may load it.
     *
     * @throws IllegalStateException if no columns were left out right before
     */
    public LoadPath raising() {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        ColumnOption option = last == null ? null : last.columns();
        if (option == null || !option.leavesOut()) {
            throw new IllegalStateException(
                    "Say which columns are left out first, as in Load.defer(...).raising()");
        }
        List<Part> all = new ArrayList<>(parts.subList(0, parts.size() - 1));
        all.add(Part.of(option.refusing()));
        return new LoadPath(all);
    }

    /** Of the entity where this option ends, what a plan says holds. */
    public LoadPath with(LoadPlan plan) {
        List<Part> all = goingOn();
        all.add(Part.of(plan));
        return new LoadPath(all);
    }

    private LoadPath columns(ColumnOption.Kind kind, List<PathRef> names) {
        List<Part> all = new ArrayList<>(parts);
        all.add(Part.of(new ColumnOption(kind, names, false)));
        return new LoadPath(all);
    }

    private static List<PathRef> named(String... names) {
        return Arrays.stream(names).map(name -> PathRef.of(null, name)).toList();
    }

    private static List<PathRef> named(ColumnPath<?, ?> first, ColumnPath<?, ?>... more) {
        return Stream.concat(Stream.of(first), Arrays.stream(more))
                .<PathRef>map(ColumnPath::path)
                .toList();
    }

    /**
     * How joined loading of the last relationship joins (spec LO-41).
     *
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath innerJoin(InnerJoin kind) {
        return detailed(details -> details.withInnerJoin(kind));
    }

    /**
     * How many keys each statement for the last relationship takes, where it is loaded by {@code selectIn} (spec LO-85);
     * 500, or more where they travel as one array, if this is not called.
     *
     * @throws InvalidRequestException if it is less than 1
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath chunkSize(int keys) {
        if (keys < 1) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "A statement takes one key at least, not " + keys + ".");
        }
        return detailed(details -> details.withChunkSize(keys));
    }

    /**
     * Loads the last relationship, which leads to its own entity, on further levels too: the children of the children
     * (spec LO-88). By {@code selectIn} or {@code immediate}; one statement a level by the first.
     *
     * @param levels how many, beside the one that is written
     * @throws InvalidRequestException if it is negative
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath recursive(int levels) {
        if (levels < 0) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "There are no " + levels + " levels. For all levels leave the number out.");
        }
        return detailed(details -> details.withRecursion(levels));
    }

    /**
     * As {@link #recursive(int)}, until a level brings no new object. Rows that refer to each other in a ring end it.
     *
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath recursive() {
        return detailed(details -> details.withRecursion(LoadDetails.ENDLESS));
    }

    /**
     * Loads only those targets of the last relationship that satisfy a condition (spec LO-61): a collection holds them
     * alone, a reference whose target does not satisfy it is null (by an inner join, its owner is not found). Paths of the
     * condition begin at the target; those over relationships are tested by EXISTS.
     *
     * <p>The relationship counts as loaded. Objects that this query creates keep the condition for later loads and
     * refreshes, until a query with {@link Query#populateExisting()} loads them anew; what is loaded already is not loaded
     * again for it, and objects that were there before keep their own options. What a flush or a cascade loads for itself is
     * not narrowed; a delete forgets the part, and takes the whole. Called again, both conditions must hold.
     *
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath where(Condition condition) {
        return last(
                part ->
                        new Part(
                                part.path(),
                                part.strategy(),
                                part.details(),
                                part.condition() == null
                                        ? (ConditionNode) condition
                                        : (ConditionNode) part.condition().and(condition),
                                part.reach()));
    }

    /** As {@link #where(Condition)}, in the closed language: {@code "year > :y"}. */
    public LoadPath where(String condition, Map<String, ?> parameters) {
        return where(new TextCondition(condition, parameters));
    }

    /** As {@link #where(Condition)}, in the closed language without parameters. */
    public LoadPath where(String condition) {
        return where(condition, Map.of());
    }

    /**
     * Joins the last relationship, a collection, though another collection is joined to the same objects: the database
     * then sends every pair of their members. Without this, all joined collections but the first are loaded by {@code
     * selectIn} (spec PE-4).
     *
     * @throws IllegalStateException if no relationship was named with a strategy
     */
    public LoadPath allowProduct() {
        return detailed(details -> details.withSource(Source.OWN_JOIN_ALWAYS));
    }

    /** The parts, to be followed by another one: behind all relationships none is meant (spec LO-110). */
    private List<Part> goingOn() {
        if (!parts.isEmpty()) {
            Reach reach = parts.get(parts.size() - 1).reach();
            if (reach == Reach.ALL_HERE || reach == Reach.ALL_EVERYWHERE) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY,
                        "A loader option speaks of all relationships of an entity and goes on, but it"
                                + " is not said over which one. End it there, and name the way in"
                                + " another option.");
            }
        }
        return new ArrayList<>(parts);
    }

    private LoadPath detailed(UnaryOperator<LoadDetails> change) {
        return last(
                part ->
                        new Part(
                                part.path(),
                                part.strategy(),
                                change.apply(part.details()),
                                part.condition(),
                                part.reach()));
    }

    private LoadPath last(UnaryOperator<Part> change) {
        List<Part> all = new ArrayList<>(parts);
        Part last = all.isEmpty() ? null : all.remove(all.size() - 1);
        if (last != null && (last.columns() != null || last.plan() != null)) {
            throw new IllegalStateException(
                    "Say what holds for a relationship right behind it, before its columns and plans");
        } else if (last == null || last.path() == null || last.strategy() == null) {
            throw new IllegalStateException(
                    "Name a relationship and how it is loaded first, as in Load.selectIn(...)");
        }
        all.add(change.apply(last));
        return new LoadPath(all);
    }

    LoadPath everything(Lazy strategy) {
        return with(null, strategy, Reach.ALL_EVERYWHERE);
    }

    List<Part> parts() {
        return parts;
    }

    private LoadPath with(@Nullable PathRef path, @Nullable Lazy strategy, Reach reach) {
        List<Part> all = goingOn();
        all.add(new Part(path, strategy, LoadDetails.NONE, null, reach));
        return new LoadPath(all);
    }

    @Override
    public String toString() {
        return "Load" + parts;
    }
}

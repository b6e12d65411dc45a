package io.relmap.query;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loader option of a query: how relationships along a path are loaded, whatever is mapped (spec section 8
 * of loading). A strategy counts for the last relationship of its path; the ones before it are only gone
 * along, unless {@link #along} says otherwise. Further calls go on from where the path ends. Immutable.
 */
public final class Load {

    private final List<Part> parts;

    /**
     * One call.
     *
     * @param path the relationships to go along; empty for all relationships at the present place
     * @param strategy how the last one is loaded, or null where the way only leads over it
     * @param innerJoin how joined loading joins, or null as mapped
     * @param reach which relationships the strategy counts for
     */
    record Part(
            @Nullable PathRef path,
            @Nullable Lazy strategy,
            @Nullable InnerJoin innerJoin,
            Reach reach) {}

    /** Which relationships a strategy counts for. */
    enum Reach {
        LAST,
        EACH,
        ALL_HERE,
        ALL_EVERYWHERE
    }

    private Load(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** By a second statement over the keys of all objects found. */
    public static Load selectIn(String path) {
        return start(Lazy.SELECT_IN, path);
    }

    /** By a second statement over the keys of all objects found. */
    public static Load selectIn(RelationshipPath<?, ?> path) {
        return start(Lazy.SELECT_IN, path);
    }

    /** By a join in the query itself. */
    public static Load joined(String path) {
        return start(Lazy.JOINED, path);
    }

    /** By a join in the query itself. */
    public static Load joined(RelationshipPath<?, ?> path) {
        return start(Lazy.JOINED, path);
    }

    /** By a second statement for the objects found. */
    public static Load subquery(String path) {
        return start(Lazy.SUBQUERY, path);
    }

    /** By a second statement for the objects found. */
    public static Load subquery(RelationshipPath<?, ?> path) {
        return start(Lazy.SUBQUERY, path);
    }

    /** At first access. */
    public static Load lazy(String path) {
        return start(Lazy.SELECT, path);
    }

    /** At first access. */
    public static Load lazy(RelationshipPath<?, ?> path) {
        return start(Lazy.SELECT, path);
    }

    /** While the query runs, one SELECT for each object. */
    public static Load immediate(String path) {
        return start(Lazy.IMMEDIATE, path);
    }

    /** While the query runs, one SELECT for each object. */
    public static Load immediate(RelationshipPath<?, ?> path) {
        return start(Lazy.IMMEDIATE, path);
    }

    /** Access is an error. */
    public static Load raise(String path) {
        return start(Lazy.RAISE, path);
    }

    /** Access is an error. */
    public static Load raise(RelationshipPath<?, ?> path) {
        return start(Lazy.RAISE, path);
    }

    /** Access is an error where it would take a SELECT. */
    public static Load raiseOnSql(String path) {
        return start(Lazy.RAISE_ON_SQL, path);
    }

    /** Access is an error where it would take a SELECT. */
    public static Load raiseOnSql(RelationshipPath<?, ?> path) {
        return start(Lazy.RAISE_ON_SQL, path);
    }

    /** Never: null or empty. */
    public static Load noLoad(String path) {
        return start(Lazy.NO_LOAD, path);
    }

    /** Never: null or empty. */
    public static Load noLoad(RelationshipPath<?, ?> path) {
        return start(Lazy.NO_LOAD, path);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    public static Load along(Lazy strategy, String path) {
        return new Load(List.of()).with(PathRef.of(null, path), strategy, Reach.EACH);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    public static Load along(Lazy strategy, RelationshipPath<?, ?> path) {
        return new Load(List.of()).with(path.path(), strategy, Reach.EACH);
    }

    /** Only goes along the path, for calls that follow. */
    public static Load path(String path) {
        return new Load(List.of()).with(PathRef.of(null, path), null, Reach.LAST);
    }

    /** Only goes along the path, for calls that follow. */
    public static Load path(RelationshipPath<?, ?> path) {
        return new Load(List.of()).with(path.path(), null, Reach.LAST);
    }

    /** All relationships that nothing else is said of, at any depth (spec LO-110). */
    public static Load everything(Lazy strategy) {
        return new Load(List.of()).with(null, strategy, Reach.ALL_EVERYWHERE);
    }

    /** As the static one, from where this option ends. */
    public Load thenSelectIn(String path) {
        return with(PathRef.of(null, path), Lazy.SELECT_IN, Reach.LAST);
    }

    /** As the static one, from where this option ends. */
    public Load thenSelectIn(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.SELECT_IN, Reach.LAST);
    }

    /** As the static one, from where this option ends. */
    public Load thenJoined(String path) {
        return with(PathRef.of(null, path), Lazy.JOINED, Reach.LAST);
    }

    /** As the static one, from where this option ends. */
    public Load thenJoined(RelationshipPath<?, ?> path) {
        return with(path.path(), Lazy.JOINED, Reach.LAST);
    }

    /** Any strategy, from where this option ends. */
    public Load then(Lazy strategy, String path) {
        return with(PathRef.of(null, path), strategy, Reach.LAST);
    }

    /** Any strategy, from where this option ends. */
    public Load then(Lazy strategy, RelationshipPath<?, ?> path) {
        return with(path.path(), strategy, Reach.LAST);
    }

    /** All relationships of the entity where this option ends that nothing else is said of. */
    public Load thenAll(Lazy strategy) {
        return with(null, strategy, Reach.ALL_HERE);
    }

    /** How joined loading of the last relationship joins (spec LO-41). */
    public Load innerJoin(InnerJoin kind) {
        if (parts.isEmpty()) {
            throw new IllegalStateException("Name a relationship first");
        }
        List<Part> all = new ArrayList<>(parts);
        Part last = all.remove(all.size() - 1);
        all.add(new Part(last.path(), last.strategy(), kind, last.reach()));
        return new Load(all);
    }

    List<Part> parts() {
        return parts;
    }

    private static Load start(Lazy strategy, String path) {
        return new Load(List.of()).with(PathRef.of(null, path), strategy, Reach.LAST);
    }

    private static Load start(Lazy strategy, RelationshipPath<?, ?> path) {
        return new Load(List.of()).with(path.path(), strategy, Reach.LAST);
    }

    private Load with(@Nullable PathRef path, @Nullable Lazy strategy, Reach reach) {
        List<Part> all = new ArrayList<>(parts);
        all.add(new Part(path, strategy, null, reach));
        return new Load(all);
    }

    @Override
    public String toString() {
        return "Load" + parts;
    }
}

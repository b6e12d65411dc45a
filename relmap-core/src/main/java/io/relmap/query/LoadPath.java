package io.relmap.query;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import java.util.ArrayList;
import java.util.List;
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

    /** All relationships of the entity where this option ends that nothing else is said of. */
    public LoadPath all(Lazy strategy) {
        return with(null, strategy, Reach.ALL_HERE);
    }

    /**
     * How joined loading of the last relationship joins (spec LO-41).
     *
     * @throws IllegalStateException if no relationship was named
     */
    public LoadPath innerJoin(InnerJoin kind) {
        if (parts.isEmpty()) {
            throw new IllegalStateException("Name a relationship first");
        }
        List<Part> all = new ArrayList<>(parts);
        Part last = all.remove(all.size() - 1);
        all.add(new Part(last.path(), last.strategy(), kind, last.reach()));
        return new LoadPath(all);
    }

    LoadPath everything(Lazy strategy) {
        return with(null, strategy, Reach.ALL_EVERYWHERE);
    }

    List<Part> parts() {
        return parts;
    }

    private LoadPath with(@Nullable PathRef path, @Nullable Lazy strategy, Reach reach) {
        List<Part> all = new ArrayList<>(parts);
        all.add(new Part(path, strategy, null, reach));
        return new LoadPath(all);
    }

    @Override
    public String toString() {
        return "Load" + parts;
    }
}

package io.relmap.query;

import org.jspecify.annotations.Nullable;

/**
 * One term of an order over attribute paths.
 *
 * @param owner the entity class that the path begins at: the query's own or one that it joins; null for the
 *     query's own
 * @param path the attribute, over relationships where it has dots
 * @param direction which way
 * @param nulls where NULL goes
 * @param ignoreCase whether letters' case counts
 */
public record SortTerm(
        @Nullable Class<?> owner,
        String path,
        Direction direction,
        Nulls nulls,
        boolean ignoreCase) {

    /** A term over a path that begins at the query's own entity. */
    public SortTerm(String path, Direction direction, Nulls nulls, boolean ignoreCase) {
        this(null, path, direction, nulls, ignoreCase);
    }

    /** Which way. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** Where NULL goes. */
    public enum Nulls {
        DEFAULT,
        FIRST,
        LAST
    }

    /** Ascending. */
    public static SortTerm asc(String path) {
        return new SortTerm(path, Direction.ASCENDING, Nulls.DEFAULT, false);
    }

    /** Descending. */
    public static SortTerm desc(String path) {
        return new SortTerm(path, Direction.DESCENDING, Nulls.DEFAULT, false);
    }
}

package io.relmap.query;

/**
 * One term of an order over attribute paths.
 *
 * @param path the attribute, over relationships where it has dots
 * @param direction which way
 * @param nulls where NULL goes
 * @param ignoreCase whether letters' case counts
 */
public record SortTerm(String path, Direction direction, Nulls nulls, boolean ignoreCase) {

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

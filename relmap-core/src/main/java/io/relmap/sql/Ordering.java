package io.relmap.sql;

/**
 * One term of ORDER BY.
 *
 * @param expression what is compared
 * @param direction which way
 * @param nulls where NULL goes
 */
public record Ordering(Expression expression, Direction direction, Nulls nulls) {

    /** Which way. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** Where NULL goes. */
    public enum Nulls {
        /** As the database likes. */
        DEFAULT,
        FIRST,
        LAST
    }

    /** Ascending. */
    public static Ordering asc(Expression expression) {
        return new Ordering(expression, Direction.ASCENDING, Nulls.DEFAULT);
    }

    /** Descending. */
    public static Ordering desc(Expression expression) {
        return new Ordering(expression, Direction.DESCENDING, Nulls.DEFAULT);
    }
}

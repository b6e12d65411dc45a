package io.relmap.query;

/**
 * How objects of the session follow a bulk statement (spec QU-30, QU-31). Whatever is chosen, the statement itself
 * is the same; objects that are not in the session need nothing.
 */
public enum Synchronize {
    /** {@link #EVALUATE} where that is possible, else {@link #FETCH}. The default. */
    AUTO,

    /**
     * The condition is worked out in memory, for each object of the entity by what the session last knew of its
     * row; nothing is asked of the database. Where that leaves open whether an object is meant, because a column
     * that the condition names has expired, it is reloaded at its next touch (spec QU-32).
     *
     * <p>Comparisons of the entity's own columns can be worked out: whole and decimal numbers, dates, truth
     * values, UUIDs, enums, and texts that are equal or not. Subqueries, functions, patterns, the order of texts, times,
     * floating-point numbers and columns with a converter cannot: only the database knows what it makes of
     * them. Such a condition is refused before any SQL is sent.
     */
    EVALUATE,

    /**
     * The statement returns the keys of its rows, if the session has any object of the entity; where the database has no
     * RETURNING (H2), they are asked for before.
     */
    FETCH,

    /** Objects of the session stay as they are, until they are expired or refreshed. */
    NONE
}

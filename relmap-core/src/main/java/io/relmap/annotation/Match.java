package io.relmap.annotation;

/** When a foreign key of several columns, some of them NULL, is checked (spec RC-10). */
public enum Match {
    /** Nothing is said: every database takes it for {@link #SIMPLE}. */
    DEFAULT,
    /** Not at all if any of its columns is NULL. */
    SIMPLE,
    /** All of its columns are NULL, or all refer to a row. */
    FULL,
    /** Those that are not NULL agree with some row. Hardly any database has it. */
    PARTIAL
}

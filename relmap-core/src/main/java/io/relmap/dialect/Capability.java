package io.relmap.dialect;

import io.relmap.annotation.Internal;

/** What a database, with its driver, can do and another cannot. */
@Internal
public enum Capability {
    /** INSERT, UPDATE and DELETE return columns of their rows, for any number of rows. */
    RETURNING,
    /** The generated keys of a JDBC batch come in the order of its rows (spec UW-143). */
    BATCH_GENERATED_KEYS,
    /** ALTER TABLE adds and drops foreign keys (spec RC-19). */
    ALTER_CONSTRAINTS,
    /** Sequences make keys. */
    SEQUENCES,
    /** A list of values is bound as one array (spec PE-2). */
    ARRAY_BINDING,
    /** Rows are locked by SELECT. */
    ROW_LOCKS,
    /** SELECT passes over rows that others have locked. */
    SKIP_LOCKED,
    /** Checks of foreign keys can be put off to the end of a transaction. */
    DEFERRABLE,
    /** Checks of unique keys, too. */
    DEFERRABLE_UNIQUE,
    /** Foreign keys say how they take NULL in some of their columns. */
    MATCH,
    /** Foreign keys are checked at the end of a statement, not after each of its rows. */
    STATEMENT_END_CHECKS,
    /** Checks that were put off can be made up for before the transaction ends. */
    EARLY_CHECKS,
    /** A comment in a comment ends before the other does. */
    NESTED_COMMENTS,
    /** A comment to the end of the line ends at a carriage return, too. */
    CARRIAGE_RETURN_ENDS_COMMENT,
    /** FULL OUTER JOIN. */
    FULL_JOINS
}

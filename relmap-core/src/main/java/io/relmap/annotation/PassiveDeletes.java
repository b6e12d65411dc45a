package io.relmap.annotation;

/** How far a delete leaves related rows to the database (spec UW-87). */
public enum PassiveDeletes {
    /** What is not loaded is loaded and dealt with. */
    FALSE,
    /** What is not loaded is left to the database's ON DELETE rule. */
    TRUE,
    /** Everything is left to the database, loaded or not. */
    ALL
}

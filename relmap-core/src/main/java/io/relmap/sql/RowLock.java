package io.relmap.sql;

/**
 * How a SELECT locks the rows it finds, until the end of the transaction. SQLite has no locks of rows, and ignores all of
 * these; its transactions that write exclude each other.
 */
public enum RowLock {
    /** Not at all. */
    NONE,
    /** Nobody else may change, delete or lock the rows; waits for those who have locked them. */
    FOR_UPDATE,
    /** As {@link #FOR_UPDATE}, but a row that somebody else has locked is an error at once. */
    FOR_UPDATE_NO_WAIT,
    /** As {@link #FOR_UPDATE}, but rows that somebody else has locked are passed over. */
    FOR_UPDATE_SKIP_LOCKED,
    /** Nobody else may change or delete the rows; several may hold it. On H2 as {@link #FOR_UPDATE}. */
    FOR_SHARE
}

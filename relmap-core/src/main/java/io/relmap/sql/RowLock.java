package io.relmap.sql;

/** How a SELECT locks the rows it finds. */
public enum RowLock {
    NONE,
    FOR_UPDATE,
    FOR_UPDATE_NO_WAIT,
    FOR_UPDATE_SKIP_LOCKED,
    FOR_SHARE
}

package io.relmap.boot.autoconfigure;

/** What is done about the database's tables when the application starts. */
public enum SchemaMode {
    /** Nothing. */
    NONE,
    /** They are compared with the mapping; a difference stops the start. */
    VALIDATE,
    /** They are compared with the mapping; differences, and what would create missing tables, are logged. */
    UPDATE_REPORT,
    /** Those that are missing are created. */
    CREATE,
    /** Those that are missing are created, and all are dropped at the end. */
    CREATE_DROP
}

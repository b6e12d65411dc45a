package io.relmap.error;

/** Why a database refused a statement, in words that do not depend on the database. */
public enum ErrorKind {
    /** Two rows with one key or unique value. */
    UNIQUE,
    /** A reference to a row that is not there, or the loss of one that is referred to. */
    FOREIGN_KEY,
    /** NULL where there must be a value. */
    NOT_NULL,
    /** A value that a condition of the table excludes. */
    CHECK,
    /** Another transaction changed what this one has read; it may succeed if tried again. */
    SERIALIZATION,
    /** Two transactions waited for each other; it may succeed if tried again. */
    DEADLOCK,
    /** A lock was not to be had in time. */
    LOCK_TIMEOUT,
    /** The statement took longer than allowed, or was cancelled. */
    QUERY_TIMEOUT,
    /** There is no connection, or it broke. */
    CONNECTION,
    /** Anything else. */
    OTHER;

    /** Whether a constraint was violated. */
    public boolean isIntegrity() {
        return this == UNIQUE || this == FOREIGN_KEY || this == NOT_NULL || this == CHECK;
    }

    /** Whether the whole transaction may succeed if it is tried again. */
    public boolean isTransient() {
        return this == SERIALIZATION || this == DEADLOCK || this == LOCK_TIMEOUT;
    }
}

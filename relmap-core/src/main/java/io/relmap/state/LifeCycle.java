package io.relmap.state;

/** The five states of an object (spec SE-1). */
public enum LifeCycle {
    /** No session, no row. */
    TRANSIENT,
    /** In a session, to be inserted. */
    PENDING,
    /** In a session, stands for a row. */
    PERSISTENT,
    /** In a session, its row deleted by a flush that is not committed. */
    DELETED,
    /** Stood for a row in a session that it has left. */
    DETACHED
}

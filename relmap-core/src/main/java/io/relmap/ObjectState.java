package io.relmap;

/** In which of five states an object is (spec SE-1). */
public enum ObjectState {
    /** In no session, and stands for no row. */
    TRANSIENT,
    /** In a session; the next flush inserts it. */
    PENDING,
    /** In a session, and stands for a row. */
    PERSISTENT,
    /** In a session; a flush has deleted its row, and the transaction is still open. */
    DELETED,
    /** Stood for a row in a session that it has left. */
    DETACHED
}

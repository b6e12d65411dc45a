package io.relmap.session;

/**
 * Is told what becomes of the objects and transactions of a session (spec SE-91). All methods do nothing
 * unless overridden. Register it on the builder of {@code Relmap}; it serves all sessions, so it must be safe
 * for use by several threads. An exception from a method goes to the caller of the session.
 */
public interface SessionListener {

    /** A session was opened. For measuring: it must not use the session. */
    default void opened(Session session) {}

    /**
     * A session has ended: it was closed, or the transaction that it took part in is over. For measuring: it must not use
     * the session. Told once; where a session is used again after that, what it does then is not told.
     */
    default void ended(Session session, SessionReport report) {}

    /** Right before an object enters a session. */
    default void beforeAttach(Session session, Object entity) {}

    /** Right after an object has entered a session. */
    default void afterAttach(Session session, Object entity) {}

    /** An object moved from one state to another. */
    default void stateChanged(Session session, Object entity, StateChange change) {}

    /** A flush begins; whatever is added, changed or deleted here is part of it. */
    default void beforeFlush(Session session) {}

    /** A flush has written everything; new, dirty and deleted objects are still listed as such. */
    default void afterFlush(Session session) {}

    /** A flush is over and the states of objects have changed. */
    default void afterFlushPostexec(Session session) {}

    /** A flush is over, whether it went well or not. For measuring: it must not use the session. */
    default void flushed(Session session, FlushReport report) {}

    /** A transaction has begun in the database. */
    default void afterBegin(Session session) {}

    /** A commit begins; the flush comes after this. */
    default void beforeCommit(Session session) {}

    /** The database has committed. */
    default void afterCommit(Session session) {}

    /** The database has rolled the whole transaction back. */
    default void afterRollback(Session session) {}

    /** A transaction or savepoint was rolled back, and the states of objects have been restored. */
    default void afterSoftRollback(Session session) {}

    /** A transition between two states of an object (spec SE-2). */
    enum StateChange {
        TRANSIENT_TO_PENDING,
        PENDING_TO_TRANSIENT,
        PENDING_TO_PERSISTENT,
        PERSISTENT_TO_TRANSIENT,
        PERSISTENT_TO_DELETED,
        DELETED_TO_DETACHED,
        DELETED_TO_PERSISTENT,
        PERSISTENT_TO_DETACHED,
        DETACHED_TO_PERSISTENT,
        LOADED_AS_PERSISTENT
    }
}

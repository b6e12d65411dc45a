package io.relmap.session;

/**
 * A session inside a transaction that somebody else begins and ends, such as Spring. It uses the
 * transaction's connection and never commits, rolls back or closes it; {@link #commit()}, {@link
 * #rollback()}, {@link #beginNested()} and {@link #close()} are for programs and refuse. The owner of the
 * transaction tells the session what happens by the methods here, in this order:
 *
 * <ol>
 *   <li>{@link #savepointCreated()} right before a savepoint is set, then either {@link
 *       #savepointReleased} or {@link #savepointRolledBack} right after the database did it;
 *   <li>{@link #beforeCommit()} right before the transaction commits, again if other work came after;
 *   <li>{@link #completed} once, after the transaction has ended.
 * </ol>
 */
public interface ManagedSession extends Session {

    /**
     * Flushes until nothing is left to write (spec SE-24), as a commit does before the database's own. Does
     * nothing in a read-only session.
     *
     * @throws io.relmap.error.PendingRollbackException if a flush failed before and its transaction or
     *     savepoint was not rolled back
     */
    void beforeCommit();

    /**
     * The transaction is over: objects deleted in it become detached or, after a rollback, persistent
     * again; then all objects leave the session, and what they have loaded stays readable (spec SE-56).
     *
     * @param outcome how it ended
     */
    void completed(Outcome outcome);

    /**
     * A savepoint is about to be set: flushes, and remembers the states of objects (spec SE-30).
     *
     * @return a mark to give back when the savepoint ends
     */
    Object savepointCreated();

    /** The savepoint was rolled back: restores the states that objects had, and ends levels inside it. */
    void savepointRolledBack(Object mark);

    /** The savepoint is gone and its work belongs to the level around it. Flush before, by {@link #flush()}. */
    void savepointReleased(Object mark);

    /** How a transaction ended. */
    enum Outcome {
        /** It was committed. */
        COMMITTED,
        /** It was rolled back. */
        ROLLED_BACK,
        /** Nobody knows; objects are treated as after a rollback. */
        UNKNOWN
    }
}

package io.relmap.spring;

import io.relmap.Inspect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.ManagedSession;
import io.relmap.session.ManagedSession.Outcome;
import io.relmap.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The session of one transaction, or of one scope without a transaction. It opens the session at its first use,
 * so that a transaction that only uses plain JDBC pays nothing. Bound to the thread, and used by it alone.
 */
final class SessionHolder {

    private static final int MOST_NAMED = 5;

    private final Supplier<ManagedSession> opener;
    private final Access access;
    private final Owner owner;
    private final Savepoints savepoints = new Savepoints();
    private @Nullable ManagedSession session;
    private @Nullable Object takenBack;
    private boolean over;

    /** Who begins and ends the scope. */
    enum Owner {
        RELMAP_MANAGER,
        SOMEBODY_ELSE
    }

    /**
     * @param opener opens a session on the scope's connection
     * @param access whether the session may write
     * @param owner who begins and ends the scope
     */
    SessionHolder(Supplier<ManagedSession> opener, Access access, Owner owner) {
        this.opener = opener;
        this.access = access;
        this.owner = owner;
    }

    boolean isForeign() {
        return owner == Owner.SOMEBODY_ELSE;
    }

    Access access() {
        return access;
    }

    /** The session, opened if need be. */
    ManagedSession session() {
        if (over) {
            throw new InvalidRequestException(
                    ErrorCode.TRANSACTION_OVER,
                    "The transaction of this session has ended: what is done in afterCommit,"
                            + " afterCompletion or an AFTER_COMMIT listener is not part of it and nothing"
                            + " would commit it. Do it in a transaction of its own"
                            + " (@Transactional(propagation = REQUIRES_NEW)).");
        }
        if (session == null) {
            ManagedSession opened = opener.get();
            savepoints.enter(opened);
            session = opened;
        }
        return session;
    }

    /** Writes what is left, if there is a session. */
    void beforeCommit() {
        if (session != null) {
            session.beforeCommit();
        }
    }

    /** Writes changes, if there is a session that may. */
    void flush() {
        if (session != null && access == Access.WRITING) {
            session.flush();
        }
    }

    /** Whether the session, if there is one, has changes that no flush has written. */
    boolean hasChanges() {
        return session != null && hasChanges(session);
    }

    /** What {@link #hasChanges} means, for a message: which objects, and what was to become of them. */
    String changes() {
        if (session == null) {
            return "";
        }
        Stream<String> all =
                Stream.of(
                                named(session.newObjects(), " (new)"),
                                named(session.dirtyObjects(), " (changed)"),
                                named(session.deletedObjects(), " (deleted)"))
                        .flatMap(each -> each);
        List<String> first = all.limit(MOST_NAMED + 1L).toList();
        return first.size() <= MOST_NAMED
                ? String.join(", ", first)
                : String.join(", ", first.subList(0, MOST_NAMED)) + " and more";
    }

    private static Stream<String> named(Collection<?> objects, String what) {
        return objects.stream().map(object -> Inspect.of(object) + what);
    }

    static boolean hasChanges(Session session) {
        return !session.newObjects().isEmpty()
                || !session.deletedObjects().isEmpty()
                || !session.dirtyObjects().isEmpty();
    }

    /** A savepoint for a nested transaction is about to be set. */
    void prepareSavepoint() {
        savepoints.prepare(session);
    }

    /** A savepoint was set. */
    void savepointSet(Object savepoint) {
        savepoints.set(savepoint, session);
    }

    /** A savepoint is rolled back. */
    void savepointRolledBack(Object savepoint) {
        savepoints.rolledBack(savepoint, session);
    }

    /** The innermost nested transaction ends well: flushes, and its work belongs to the one around it. */
    void completeNested() {
        flush();
        savepoints.releaseHeld(session);
    }

    /** A nested transaction was rolled back to its savepoint although it was to be committed. */
    void takeBack(Object transaction) {
        takenBack = transaction;
    }

    /** Whether this nested transaction was taken back, so that the one around it can go on. Asked once. */
    boolean wasTakenBack(Object transaction) {
        boolean was = takenBack == transaction;
        takenBack = null;
        return was;
    }

    /** The transaction has ended; only the first call counts. The session cannot be used any more. */
    void completed(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        if (session != null) {
            session.completed(outcome);
        }
    }
}

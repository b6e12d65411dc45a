package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.ManagedSession;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The savepoints of one transaction, innermost first, each with the mark that the session gave for it. There may be
 * savepoints before there is a session: it learns of them when it enters.
 *
 * <p>A nested transaction announces its savepoint, so that the session can flush before it is set. A savepoint that
 * a program sets by {@code TransactionStatus.createSavepoint()} is only heard of afterwards: a flush would then put
 * older changes behind the savepoint, and a rollback to it would take rows away that the session believes to be
 * written. So such a savepoint needs a flushed session.
 */
final class Savepoints {

    private final Deque<Entry> entries = new ArrayDeque<>();
    private @Nullable Entry announced;

    /** A session is opened: it hears of the savepoints there are, outermost first. */
    void enter(ManagedSession session) {
        entries.descendingIterator()
                .forEachRemaining(entry -> entry.mark = session.savepointCreated());
    }

    /** A nested transaction is about to set its savepoint. */
    void prepare(@Nullable ManagedSession session) {
        announced = new Entry(true);
        if (session != null) {
            announced.mark = session.savepointCreated();
        }
    }

    /** A savepoint was set. */
    void set(Object savepoint, @Nullable ManagedSession session) {
        Entry entry = announced;
        announced = null;
        if (entry == null) {
            entry = new Entry(false);
            if (session != null) {
                requireFlushed(session);
                entry.mark = session.savepointCreated();
            }
        }
        entry.savepoint = savepoint;
        entries.push(entry);
    }

    private static void requireFlushed(ManagedSession session) {
        if (SessionHolder.hasChanges(session)) {
            throw new InvalidRequestException(
                    ErrorCode.CHANGES_NOT_WRITTEN,
                    "A savepoint was set while the session had changes that are not written yet; a"
                            + " rollback to it would lose them. Call session.flush() before"
                            + " createSavepoint(), or use @Transactional(propagation = NESTED).");
        }
    }

    /** A savepoint is rolled back, and those inside it with it. */
    void rolledBack(Object savepoint, @Nullable ManagedSession session) {
        if (entries.stream().noneMatch(entry -> entry.savepoint == savepoint)) {
            return; // set while synchronization was off
        }
        while (entries.element().savepoint != savepoint) {
            entries.pop();
        }
        Entry entry = entries.element();
        if (session != null && entry.mark != null) {
            session.savepointRolledBack(entry.mark);
        }
        if (entry.nested) {
            entries.pop();
        } else if (session != null) {
            entry.mark = session.savepointCreated(); // it can be rolled back to again
        }
    }

    /** The innermost nested transaction's savepoint is released, with those inside it. */
    void releaseHeld(@Nullable ManagedSession session) {
        Entry entry;
        do {
            entry = entries.poll();
            if (entry != null && session != null && entry.mark != null) {
                session.savepointReleased(entry.mark);
            }
        } while (entry != null && !entry.nested);
    }

    /** One savepoint. */
    private static final class Entry {
        final boolean nested;
        @Nullable Object savepoint;
        @Nullable Object mark;

        Entry(boolean nested) {
            this.nested = nested;
        }
    }
}

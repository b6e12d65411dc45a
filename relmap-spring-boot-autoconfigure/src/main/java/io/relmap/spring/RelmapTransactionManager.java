package io.relmap.spring;

import io.relmap.session.ManagedSession.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions of one data source, for relmap, {@code JdbcClient} and everything else that works on it. Each has one
 * session, opened at its first use. What the session holds is written before a savepoint is set, before {@code
 * BEFORE_COMMIT} listeners run and again before the database commits; a read-only transaction never writes. After
 * the end of the transaction objects are detached, and what they have loaded stays readable.
 *
 * <p>A nested transaction whose flush fails at its end is rolled back to its savepoint, as if its own code had
 * failed: the transaction around it can go on. Safe for use by several threads.
 */
public class RelmapTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient TransactionalSessions sessions;

    /**
     * A manager for the data source of these sessions.
     *
     * @param sessions the sessions that it tells about its transactions
     */
    @SuppressWarnings(
            "this-escape") // the superclass's setters are what its own constructor calls, too
    public RelmapTransactionManager(TransactionalSessions sessions) {
        super(sessions.dataSource());
        this.sessions = sessions;
        // The time limit ends as a TransactionException. Spring takes one for a commit that may
        // have happened and rolls nothing back; the connection's next owner would commit the half.
        setRollbackOnCommitFailure(true);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (sessions.isBound()) {
            throw new IllegalTransactionStateException(
                    "There is a session of another transaction on this thread already: one that began"
                            + " with another transaction manager. Use one manager for both.");
        }
        super.doBegin(transaction, definition);
        sessions.bindNew(
                definition.isReadOnly() ? Access.READ_ONLY : Access.WRITING,
                SessionHolder.Owner.RELMAP_MANAGER);
    }

    @Override
    protected void prepareSynchronization(
            DefaultTransactionStatus status, TransactionDefinition definition) {
        super.prepareSynchronization(status, definition);
        SessionHolder holder = sessions.boundHolder();
        if (status.isNewSynchronization() && status.isNewTransaction() && holder != null) {
            TransactionSynchronizationManager.registerSynchronization(
                    new SessionSynchronization(holder));
        }
    }

    /** Flushes: of the methods that can be overridden, this one alone is called before the savepoint is set. */
    @Override
    protected boolean useSavepointForNestedTransaction() {
        SessionHolder holder = sessions.boundHolder();
        if (holder != null) {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                throw new NestedTransactionNotSupportedException(
                        "A session hears of savepoints by transaction synchronization, which is switched"
                                + " off in this transaction manager.");
            }
            translating(holder::prepareSavepoint);
        }
        return super.useSavepointForNestedTransaction();
    }

    /** Flushes, so that {@code BEFORE_COMMIT} listeners see rows and generated keys. */
    @Override
    protected void prepareForCommit(DefaultTransactionStatus status) {
        SessionHolder holder = sessions.boundHolder();
        if (holder == null) {
            return;
        }
        if (status.hasSavepoint()) {
            completeNested(holder, status);
        } else if (status.isNewTransaction()) {
            UnwrittenChanges.check(holder);
            flushFirst(holder, status);
        }
    }

    private void flushFirst(SessionHolder holder, DefaultTransactionStatus status) {
        try {
            translating(holder::beforeCommit);
        } catch (TransactionException e) {
            triggerBeforeCompletion(status); // Spring expects those from the database's commit only
            throw e;
        }
    }

    private static void completeNested(SessionHolder holder, DefaultTransactionStatus status) {
        try {
            holder.completeNested();
        } catch (RuntimeException e) {
            holder.takeBack(status);
            status.rollbackToHeldSavepoint();
            throw RelmapExceptionTranslator.translated(e);
        }
    }

    /** Not for a nested transaction that is already rolled back to its savepoint. */
    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        SessionHolder holder = sessions.boundHolder();
        if (holder == null || !holder.wasTakenBack(status)) {
            super.doSetRollbackOnly(status);
        }
    }

    /** Writes what {@code BEFORE_COMMIT} listeners changed, then commits. */
    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        SessionHolder holder = sessions.boundHolder();
        if (holder != null) {
            translating(holder::beforeCommit);
        }
        super.doCommit(status);
        if (holder != null) {
            holder.completed(Outcome.COMMITTED);
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        super.doRollback(status);
        SessionHolder holder = sessions.boundHolder();
        if (holder != null) {
            holder.completed(Outcome.ROLLED_BACK);
        }
    }

    @Override
    protected Object doSuspend(Object transaction) {
        return new Suspended(super.doSuspend(transaction), sessions.unbind());
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspendedResources) {
        Suspended suspended = (Suspended) suspendedResources;
        super.doResume(transaction, suspended.connection());
        if (suspended.session() != null) {
            sessions.bind(suspended.session());
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        SessionHolder holder = sessions.unbind();
        try {
            if (holder != null) {
                holder.completed(Outcome.UNKNOWN);
            }
        } finally {
            super.doCleanupAfterCompletion(transaction);
        }
    }

    private static void translating(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw RelmapExceptionTranslator.translated(e);
        }
    }

    /** What a suspended transaction takes away from the thread. */
    private record Suspended(Object connection, @Nullable SessionHolder session) {}
}

package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.ManagedSession.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What there is for sessions in transactions that another manager began (JPA's, JTA's), or in a scope that has no
 * transaction. It flushes before the commit. Work that comes later, from a {@code BEFORE_COMMIT} listener, is
 * flushed by {@link ForeignTransactionListener} where the manager knows it; where it does not, that work would be
 * lost without a word, so {@link #afterCommit()} fails.
 */
final class ForeignTransactionSynchronization extends SessionSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.transaction");

    private final TransactionalSessions sessions;

    private ForeignTransactionSynchronization(
            TransactionalSessions sessions, SessionHolder holder) {
        super(holder);
        this.sessions = sessions;
    }

    /** Binds a holder for what runs on this thread. */
    static SessionHolder register(TransactionalSessions sessions) {
        SessionHolder holder = sessions.bindNew(access(), SessionHolder.Owner.SOMEBODY_ELSE);
        TransactionSynchronizationManager.registerSynchronization(
                new ForeignTransactionSynchronization(sessions, holder));
        return holder;
    }

    private static Access access() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return Access.NO_TRANSACTION;
        }
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? Access.READ_ONLY
                : Access.WRITING;
    }

    /** Before connections are let go, and before JPA's own, as Spring's ORM support does it. */
    @Override
    public int getOrder() {
        return DataSourceUtils.CONNECTION_SYNCHRONIZATION_ORDER - 100;
    }

    @Override
    public void suspend() {
        sessions.unbind();
    }

    @Override
    public void resume() {
        sessions.bind(holder());
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        UnwrittenChanges.check(holder());
        try {
            holder().beforeCommit();
        } catch (RuntimeException e) {
            throw RelmapExceptionTranslator.translatedInCommit(e);
        }
    }

    @Override
    public void afterCommit() {
        if (holder().access() == Access.WRITING && holder().hasChanges()) {
            throw new InvalidRequestException(
                    ErrorCode.CHANGES_NOT_WRITTEN,
                    "The transaction is committed, but changes that were made while it was committing"
                            + " are NOT written: its manager gives no chance to flush them. Make them"
                            + " before, call session.flush() after them, or let a"
                            + " RelmapTransactionManager run the transaction.");
        }
    }

    @Override
    public void afterCompletion(int status) {
        sessions.unbind();
        Outcome outcome =
                switch (status) {
                    case STATUS_COMMITTED -> Outcome.COMMITTED;
                    case STATUS_ROLLED_BACK -> Outcome.ROLLED_BACK;
                    default -> Outcome.UNKNOWN;
                };
        LOG.trace("Transaction of another manager ended: {}", outcome);
        holder().completed(outcome);
    }
}

package io.relmap.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Closes the gaps of a synchronization under another transaction manager, where that manager takes listeners (all of
 * Spring's do): a flush right before the database's commit, after all {@code BEFORE_COMMIT} listeners, and a flush
 * before the savepoint of a nested transaction is set. Does nothing in transactions of {@link
 * RelmapTransactionManager}. Safe for use by several threads.
 */
public final class ForeignTransactionListener implements TransactionExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.transaction");

    private final TransactionalSessions sessions;

    /**
     * A listener for the sessions of one {@code Relmap}.
     *
     * @param sessions the sessions of its transactions
     */
    public ForeignTransactionListener(TransactionalSessions sessions) {
        this.sessions = sessions;
        LOG.info(
                "Another transaction manager than relmap's runs transactions; sessions take part in them");
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        SessionHolder holder = sessions.boundHolder();
        if (holder != null && holder.isForeign() && transaction.isNested()) {
            translating(holder::prepareSavepoint);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        SessionHolder holder = sessions.boundHolder();
        if (holder == null || !holder.isForeign()) {
            return;
        }
        translating(transaction.isNested() ? holder::completeNested : holder::beforeCommit);
    }

    private static void translating(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw RelmapExceptionTranslator.translatedInCommit(e);
        }
    }
}

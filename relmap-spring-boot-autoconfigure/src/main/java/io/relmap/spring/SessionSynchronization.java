package io.relmap.spring;

import org.springframework.transaction.support.TransactionSynchronization;

/** Tells a holder what only synchronizations hear: savepoints, and flushes that a program asks its status for. */
class SessionSynchronization implements TransactionSynchronization {

    private final SessionHolder holder;

    SessionSynchronization(SessionHolder holder) {
        this.holder = holder;
    }

    final SessionHolder holder() {
        return holder;
    }

    @Override
    public final void savepoint(Object savepoint) {
        holder.savepointSet(savepoint);
    }

    @Override
    public final void savepointRollback(Object savepoint) {
        holder.savepointRolledBack(savepoint);
    }

    @Override
    public final void flush() {
        holder.flush();
    }
}

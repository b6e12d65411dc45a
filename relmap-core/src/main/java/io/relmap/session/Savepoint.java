package io.relmap.session;

/** The handle of a savepoint (spec SE-30). */
final class Savepoint implements NestedTransaction {

    private final SessionCore session;
    private final Level level;

    /** Flushes and sets a savepoint. */
    Savepoint(SessionCore session) {
        this.session = session;
        this.level = session.pushLevel();
    }

    @Override
    public void commit() {
        session.guard().run(() -> session.commitNested(level));
    }

    @Override
    public void rollback() {
        session.guard().run(() -> session.rollbackTo(level));
    }

    @Override
    public boolean isActive() {
        return session.transactions().isOpen(level);
    }

    @Override
    public void close() {
        if (isActive()) {
            rollback();
        }
    }
}

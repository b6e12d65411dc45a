package io.relmap.session;

/** A savepoint with the state of the session's objects (spec SE-30). Closing an open one rolls it back. */
public interface NestedTransaction extends AutoCloseable {

    /** Flushes and releases the savepoint. */
    void commit();

    /** Goes back to the savepoint; objects changed since are expired, new ones transient. */
    void rollback();

    /** Whether it is neither committed nor rolled back. */
    boolean isActive();

    /** Rolls back, if it is active. */
    @Override
    void close();
}

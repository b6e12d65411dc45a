package io.relmap.spring;

/** Whether the session of a scope may write, and if not, why. */
enum Access {
    /** A transaction that writes. */
    WRITING,
    /** A transaction that was begun as read-only: nothing is flushed. */
    READ_ONLY,
    /** No transaction at all, as under {@code SUPPORTS}: only reading makes sense. */
    NO_TRANSACTION
}

/**
 * Sessions in Spring's transactions: one session for each transaction, made at its first use.
 *
 * <p>{@link io.relmap.spring.RelmapTransactionManager} begins and ends the transactions of one data source and
 * tells their sessions what happens, in this order:
 *
 * <pre>
 * begin        a holder is bound to the thread; it has no session yet
 * first use    the holder opens a session on the transaction's connection
 * savepoint    the session flushes BEFORE the savepoint is set, and remembers the states of its objects
 * commit       flush, BEFORE_COMMIT listeners, flush again until nothing is left, the database's commit
 * completion   the objects leave the session, what they have loaded stays readable; the holder is unbound
 * </pre>
 *
 * <p>A holder is found under the {@code Relmap} it belongs to, so several of them work side by side. Under another
 * transaction manager a synchronization does what it can and fails loudly where it cannot: see {@code
 * ForeignTransactionSynchronization}.
 */
@NullMarked
package io.relmap.spring;

import org.jspecify.annotations.NullMarked;

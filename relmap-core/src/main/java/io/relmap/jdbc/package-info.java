/**
 * Sends statements: binds values, batches rows, reads generated keys and row counts, and turns the
 * driver's exceptions into relmap's.
 *
 * <p>{@code SqlExecutor} is the entry point. It takes its connection for each statement from a {@code
 * ConnectionSource}, which decides on transactions; {@code Database} holds what all executors of one
 * database share. Every statement passes {@code Observation}, which times, logs and tells listeners.
 */
@NullMarked
package io.relmap.jdbc;

import org.jspecify.annotations.NullMarked;

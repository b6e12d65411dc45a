package io.relmap.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent to the database.
 *
 * @param sql its text, with placeholders for values
 * @param batchSize how many rows of values were sent with it
 * @param cause why it was sent
 * @param values what was bound to it, as far as it is to be seen
 * @param duration how long the database took, without the reading of rows
 * @param failure what went wrong, or null
 */
public record StatementExecution(
        String sql,
        int batchSize,
        StatementCause cause,
        StatementValues values,
        Duration duration,
        @Nullable Throwable failure) {}

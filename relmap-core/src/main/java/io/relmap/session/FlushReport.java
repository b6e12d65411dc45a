package io.relmap.session;

import io.relmap.flush.FlushPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a flush went that had something to write.
 *
 * @param duration how long it took, listeners included
 * @param plan what it ran, with causes; null if nothing was left to write, or if it could not be planned. Not to be
 *     kept: it holds the objects
 * @param statements how many statements it sent, those that it had to load by included; a batch is one
 * @param rows how many rows of values it sent to be written
 * @param failure why it failed, or null
 */
public record FlushReport(
        Duration duration,
        @Nullable FlushPlan plan,
        long statements,
        long rows,
        @Nullable Throwable failure) {}

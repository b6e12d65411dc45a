package io.relmap.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a flush went that had something to write.
 *
 * @param duration how long it took, listeners included
 * @param failure why it failed, or null
 */
public record FlushReport(Duration duration, @Nullable Throwable failure) {}

package io.relmap.jdbc;

import io.relmap.annotation.Internal;

/**
 * What a session has sent up to some point.
 *
 * @param statements how many statements; a batch is one
 * @param rows how many rows of values to be written
 */
@Internal
public record Sent(long statements, long rows) {

    /** What came after an earlier point. */
    public Sent since(Sent before) {
        return new Sent(statements - before.statements, rows - before.rows);
    }
}

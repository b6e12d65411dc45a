package io.relmap.join;

import io.relmap.schema.Column;

/**
 * A value that a flush copies (spec RC-62).
 *
 * @param source where it comes from
 * @param destination the column that holds the reference
 */
public record SyncPair(Column source, Column destination) {

    @Override
    public String toString() {
        return source + " -> " + destination;
    }
}

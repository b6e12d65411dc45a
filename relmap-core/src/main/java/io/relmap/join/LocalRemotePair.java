package io.relmap.join;

import io.relmap.schema.Column;

/**
 * Two columns that a join compares across the relationship (spec RC-61).
 *
 * @param local the column on the owner's side; with an association table, the entity's column
 * @param remote the column on the far side; with an association table, the association's column
 */
public record LocalRemotePair(Column local, Column remote) {

    @Override
    public String toString() {
        return local + " / " + remote;
    }
}

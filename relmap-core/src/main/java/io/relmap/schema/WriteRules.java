package io.relmap.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column come from that the program does not give (spec UW-76, UW-84).
 *
 * @param onInsert what an INSERT gives the column, or null
 * @param onUpdate what an UPDATE of the row gives the column, or null
 * @param changedByDatabase whether the database itself (a trigger) sets the column in INSERT and UPDATE
 * @param computed the expression of a generated column as SQL text, or null; it comes from a mapping, never from
 *     input
 */
public record WriteRules(
        @Nullable ColumnDefault onInsert,
        @Nullable ColumnDefault onUpdate,
        boolean changedByDatabase,
        @Nullable String computed) {

    /** Nothing but what the program gives. */
    public static final WriteRules NONE = new WriteRules(null, null, false, null);
}

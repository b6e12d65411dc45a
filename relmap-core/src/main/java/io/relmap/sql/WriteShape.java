package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;

/**
 * A statement that writes one row and is run for many. Rendered, its placeholders take the values of a
 * row in the order of {@link #binds()}: the key of each {@link BindSlot.Named} is the value's index.
 */
@Internal
public sealed interface WriteShape permits InsertShape, UpdateShape, DeleteShape {

    /** The table written to. */
    Table table();

    /** The columns whose values a row gives, in order. */
    List<Column> binds();

    /** The columns whose values the statement computes itself, and how. */
    default List<Assignment> computed() {
        return List.of();
    }

    /** The columns whose values the database is asked for. */
    default List<Column> returning() {
        return List.of();
    }
}

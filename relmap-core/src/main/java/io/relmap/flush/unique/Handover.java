package io.relmap.flush.unique;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.schema.UniqueConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique value that goes from one row to another.
 *
 * @param from the row that gives it up: it is deleted, or updated to another value
 * @param holder the row that holds it: that one, or a deleted one that the new object takes over (spec UW-100)
 * @param to the row that takes it, which must be written later
 * @param columns the columns of the unique key
 * @param constraint the constraint; null for the primary key
 * @param isUsual whether the usual order of one entity's rows, updates before inserts, sees to it
 * @param heldUntilApart the column that keeps the value from being free once the row that gives it up was saved, since
 *     an UPDATE of its own writes it; null if saving the row frees the value
 * @param isTakenApart whether the row that takes it does so by an UPDATE of its own
 */
@Internal
public record Handover(
        FlushRow from,
        FlushRow holder,
        FlushRow to,
        List<ColumnAttribute> columns,
        @Nullable UniqueConstraint constraint,
        boolean isUsual,
        @Nullable ColumnAttribute heldUntilApart,
        boolean isTakenApart) {

    public Handover {
        columns = List.copyOf(columns);
    }
}

package io.relmap.flush.unique;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import java.util.List;

/**
 * A unique value that goes from one row to another.
 *
 * @param from the row that gives it up: it is deleted, or updated to another value
 * @param to the row that takes it, which must be written later
 * @param columns the columns of the unique key
 */
@Internal
public record Handover(FlushRow from, FlushRow to, List<ColumnAttribute> columns) {

    public Handover {
        columns = List.copyOf(columns);
    }
}

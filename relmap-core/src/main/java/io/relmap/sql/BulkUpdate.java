package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE of all rows that satisfy a condition.
 *
 * @param table the table
 * @param set the new values
 * @param where the condition, or null for every row
 * @param returning the columns that are asked for of each row it finds
 */
@Internal
public record BulkUpdate(
        Table table, List<Assignment> set, @Nullable Expression where, List<Column> returning) {

    public BulkUpdate {
        set = List.copyOf(set);
        returning = List.copyOf(returning);
    }
}

package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE of all rows that satisfy a condition.
 *
 * @param table the table
 * @param set the new values
 * @param where the condition, or null for every row
 */
@Internal
public record BulkUpdate(Table table, List<Assignment> set, @Nullable Expression where) {

    public BulkUpdate {
        set = List.copyOf(set);
    }
}

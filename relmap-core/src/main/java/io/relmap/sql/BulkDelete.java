package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DELETE of all rows that satisfy a condition.
 *
 * @param table the table
 * @param where the condition, or null for every row
 * @param returning the columns that are asked for of each row it finds
 */
@Internal
public record BulkDelete(Table table, @Nullable Expression where, List<Column> returning) {

    public BulkDelete {
        returning = List.copyOf(returning);
    }
}

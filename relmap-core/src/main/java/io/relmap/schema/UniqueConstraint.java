package io.relmap.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique key of a table.
 *
 * @param name the constraint's name, or null
 * @param columns the columns' names
 */
public record UniqueConstraint(@Nullable String name, List<String> columns) {

    public UniqueConstraint {
        columns = List.copyOf(columns);
    }
}

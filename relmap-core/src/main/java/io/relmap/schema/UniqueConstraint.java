package io.relmap.schema;

import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique key of a table.
 *
 * @param name the constraint's name, or null
 * @param columns the columns' names
 * @param deferrable whether a transaction may put the check off, and whether it does so at first; said only to
 *     databases that can
 */
public record UniqueConstraint(@Nullable String name, List<String> columns, Deferrable deferrable) {

    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    /** A key that is checked by each statement. */
    public UniqueConstraint(@Nullable String name, List<String> columns) {
        this(name, columns, Deferrable.NO);
    }
}

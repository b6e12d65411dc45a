package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.sql.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What statements compute for a column that the program gave no value (spec UW-76, UW-84).
 *
 * @param onInsert what an INSERT computes, or null
 * @param onUpdate what each UPDATE of the row computes, or null
 */
@Internal
public record ColumnWrites(@Nullable Expression onInsert, @Nullable Expression onUpdate) {

    /** Nothing is computed. */
    public static final ColumnWrites NONE = new ColumnWrites(null, null);
}

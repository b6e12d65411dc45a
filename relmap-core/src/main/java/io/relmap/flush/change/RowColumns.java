package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.sql.Expression;
import java.util.List;

/**
 * Which columns a statement writes for one row. Rows with equal ones share a statement.
 *
 * @param given the columns that get the object's value
 * @param computed the columns that the statement computes
 * @param fetched the columns whose values the statement is asked for
 * @param unknown the columns that have other values afterwards than the object, and are not asked for (spec UW-84)
 */
@Internal
public record RowColumns(
        List<ColumnAttribute> given,
        List<Computed> computed,
        List<ColumnAttribute> fetched,
        List<ColumnAttribute> unknown) {

    public RowColumns {
        given = List.copyOf(given);
        computed = List.copyOf(computed);
        fetched = List.copyOf(fetched);
        unknown = List.copyOf(unknown);
    }

    /**
     * A column and what a statement computes for it.
     *
     * @param attribute the column
     * @param value what is computed
     */
    public record Computed(ColumnAttribute attribute, Expression value) {}

    /** Whether nothing is written. */
    public boolean isEmpty() {
        return given.isEmpty() && computed.isEmpty();
    }
}

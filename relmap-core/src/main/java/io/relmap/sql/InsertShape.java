package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;

/**
 * What INSERT statements of one kind have in common. The rows' values come in the order of {@code
 * columns}.
 *
 * @param table the table
 * @param columns the columns that are given a value; none makes a row of defaults
 * @param computed the columns that the statement itself computes, and how
 * @param returning the columns whose values the database makes and is asked for
 */
@Internal
public record InsertShape(
        Table table, List<Column> columns, List<Assignment> computed, List<Column> returning)
        implements WriteShape {

    public InsertShape {
        columns = List.copyOf(columns);
        computed = List.copyOf(computed);
        returning = List.copyOf(returning);
    }

    /** An INSERT of given values only. */
    public InsertShape(Table table, List<Column> columns, List<Column> returning) {
        this(table, columns, List.of(), returning);
    }

    /** The same without its result. */
    public InsertShape withoutReturning() {
        return new InsertShape(table, columns, computed, List.of());
    }

    @Override
    public List<Column> binds() {
        return columns;
    }
}

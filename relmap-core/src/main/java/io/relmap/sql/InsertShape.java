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
 * @param returning the columns whose values the database makes and is asked for
 */
@Internal
public record InsertShape(Table table, List<Column> columns, List<Column> returning)
        implements WriteShape {

    public InsertShape {
        columns = List.copyOf(columns);
        returning = List.copyOf(returning);
    }

    @Override
    public List<Column> binds() {
        return columns;
    }
}

package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;

/**
 * What DELETE statements of one kind have in common. A row's values come in the order of {@code where};
 * none is null.
 *
 * @param table the table
 * @param where the columns that a row is found by
 */
@Internal
public record DeleteShape(Table table, List<Column> where) implements WriteShape {

    public DeleteShape {
        where = List.copyOf(where);
    }

    @Override
    public List<Column> binds() {
        return where;
    }
}

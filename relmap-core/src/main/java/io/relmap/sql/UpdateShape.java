package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * What UPDATE statements of one kind have in common. A row's values come in the order of {@code set},
 * then of {@code where}; none of the latter is null.
 *
 * @param table the table
 * @param set the columns that are given a new value
 * @param where the columns that a row is found by, with their present values
 */
@Internal
public record UpdateShape(Table table, List<Column> set, List<Column> where) implements WriteShape {

    public UpdateShape {
        set = List.copyOf(set);
        where = List.copyOf(where);
    }

    @Override
    public List<Column> binds() {
        return Stream.concat(set.stream(), where.stream()).toList();
    }
}

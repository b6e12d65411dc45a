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
 * @param computed the columns that the statement itself computes, and how
 * @param where the columns that a row is found by, with their present values
 * @param returning the columns whose values the database makes and is asked for
 */
@Internal
public record UpdateShape(
        Table table,
        List<Column> set,
        List<Assignment> computed,
        List<Column> where,
        List<Column> returning)
        implements WriteShape {

    public UpdateShape {
        set = List.copyOf(set);
        computed = List.copyOf(computed);
        where = List.copyOf(where);
        returning = List.copyOf(returning);
    }

    /** An UPDATE with given values only. */
    public UpdateShape(Table table, List<Column> set, List<Column> where) {
        this(table, set, List.of(), where, List.of());
    }

    /** The same without its result. */
    public UpdateShape withoutReturning() {
        return new UpdateShape(table, set, computed, where, List.of());
    }

    @Override
    public List<Column> binds() {
        return Stream.concat(set.stream(), where.stream()).toList();
    }
}

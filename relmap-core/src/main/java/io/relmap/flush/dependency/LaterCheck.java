package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.schema.ConstraintNames;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import java.util.List;

/**
 * A deferrable constraint, whose check may come after the rows that tie it are written.
 *
 * @param table the table that it belongs to
 * @param name its name
 * @param columns its columns
 * @param atFirst when the database checks it if nobody says otherwise
 */
@Internal
public record LaterCheck(Table table, String name, List<String> columns, Deferrable atFirst) {

    public LaterCheck {
        columns = List.copyOf(columns);
    }

    /** The check of a foreign key. */
    public static LaterCheck of(Table table, ForeignKeyConstraint key) {
        return new LaterCheck(
                table, ConstraintNames.of(table, key), key.columns(), key.options().deferrable());
    }

    /** The check of a unique key. */
    public static LaterCheck of(Table table, UniqueConstraint key) {
        return new LaterCheck(
                table, ConstraintNames.of(table, key), key.columns(), key.deferrable());
    }

    /** Whether it has to be put off: the check of an initially deferred constraint waits by itself. */
    public boolean isToBePutOff() {
        return atFirst == Deferrable.INITIALLY_IMMEDIATE;
    }

    /** The name with the schema of the table. */
    public TableName qualifiedName() {
        return new TableName(table.tableName().schema(), name);
    }

    /** {@code seat_label_key of seat [label]}. */
    @Override
    public String toString() {
        return name + " of " + table + " " + columns;
    }
}

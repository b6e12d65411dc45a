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
 * @param isToBePutOff whether the database has to be told: the check of an initially deferred constraint waits by itself
 * @param isToBeTakenUp whether the check is made up for when the rows are written; else at the end of the transaction
 */
@Internal
public record LaterCheck(
        Table table,
        String name,
        List<String> columns,
        boolean isToBePutOff,
        boolean isToBeTakenUp) {

    public LaterCheck {
        columns = List.copyOf(columns);
    }

    /**
     * The check of a foreign key.
     *
     * @param takesUp whether a flush on this database, in this transaction, may make up for checks that it puts off
     */
    public static LaterCheck of(Table table, ForeignKeyConstraint key, boolean takesUp) {
        return of(
                table,
                ConstraintNames.of(table, key),
                key.columns(),
                key.options().deferrable(),
                takesUp);
    }

    /** The check of a unique key, in the same way. */
    public static LaterCheck of(Table table, UniqueConstraint key, boolean takesUp) {
        return of(table, ConstraintNames.of(table, key), key.columns(), key.deferrable(), takesUp);
    }

    private static LaterCheck of(
            Table table, String name, List<String> columns, Deferrable atFirst, boolean takesUp) {
        boolean putOff = atFirst == Deferrable.INITIALLY_IMMEDIATE;
        return new LaterCheck(table, name, columns, putOff, putOff && takesUp);
    }

    /** When the check comes if the flush does not take it up; empty if it does. */
    public String waiting() {
        if (!isToBePutOff) {
            return " (deferred by itself)";
        }
        return isToBeTakenUp ? "" : " (until the commit)";
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

package io.relmap.relationship;

import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.TypeRegistry;
import java.util.List;

/** Tables for mappings in code. */
final class Tables {

    private Tables() {}

    /** A table with an integer key that the program gives, and a name. */
    static Table.Builder named(String table) {
        return Table.named(table)
                .column(
                        ColumnDefinition.of("id", TypeRegistry.integer())
                                .notNull()
                                .autoIncrement(AutoIncrement.FALSE))
                .column(ColumnDefinition.of("name", TypeRegistry.varchar(40)))
                .primaryKey(List.of("id"));
    }

    /** Adds a nullable column that refers to the key of a table. */
    static Table.Builder referring(Table.Builder table, String column, String target) {
        return table.column(ColumnDefinition.of(column, TypeRegistry.integer()))
                .foreignKey(foreignKey(column, target));
    }

    /** A table between two others. */
    static Table association(String name, String left, String right) {
        return Table.named(name)
                .column(ColumnDefinition.of(left + "_id", TypeRegistry.integer()).notNull())
                .column(ColumnDefinition.of(right + "_id", TypeRegistry.integer()).notNull())
                .primaryKey(List.of(left + "_id", right + "_id"))
                .foreignKey(foreignKey(left + "_id", left))
                .foreignKey(foreignKey(right + "_id", right))
                .build();
    }

    private static ForeignKeyConstraint foreignKey(String column, String target) {
        return new ForeignKeyConstraint(
                null,
                List.of(column),
                TableName.of(target),
                List.of("id"),
                ForeignKeyConstraint.Options.NONE);
    }
}

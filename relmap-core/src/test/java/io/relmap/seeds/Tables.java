package io.relmap.seeds;

import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the tables of the examples that are mapped in code as shortly as the documents do. */
final class Tables {

    static final Options ON_DELETE_CASCADE =
            new Options(ReferentialAction.CASCADE, null, false, Deferrable.NO);
    static final Options ON_UPDATE_CASCADE =
            new Options(null, ReferentialAction.CASCADE, false, Deferrable.NO);
    static final Options USE_ALTER = new Options(null, null, true, Deferrable.NO);

    private final Table.Builder table;
    private final List<String> key = new ArrayList<>();

    private Tables(String name) {
        table = Table.named(name);
    }

    static Tables named(String name) {
        return new Tables(name);
    }

    /** The key of most tables: {@code id}, made by the database. */
    Tables id() {
        return key("id", TypeRegistry.integer());
    }

    /** A column of the primary key. */
    Tables key(String column, ColumnType type) {
        return key(ColumnDefinition.of(column, type));
    }

    /** An integer key that the database makes although it refers to another table. */
    Tables keyIgnoringForeignKeys(String column) {
        return key(
                ColumnDefinition.of(column, TypeRegistry.integer())
                        .autoIncrement(AutoIncrement.IGNORE_FK));
    }

    private Tables key(ColumnDefinition column) {
        key.add(column.name());
        table.column(column.notNull());
        return this;
    }

    Tables integer(String column) {
        return column(column, TypeRegistry.integer());
    }

    Tables text(String column) {
        return column(column, TypeRegistry.varchar(50));
    }

    Tables column(String column, ColumnType type) {
        table.column(ColumnDefinition.of(column, type));
        return this;
    }

    /** An integer column that refers to another table: {@code "parent_id", "parent.id"}. */
    Tables reference(String column, String to) {
        return integer(column).foreignKey(null, List.of(column), List.of(to), Options.NONE);
    }

    /** A column of the primary key that refers to another table. */
    Tables keyReference(String column, String to, Options options) {
        return key(column, TypeRegistry.integer())
                .foreignKey(null, List.of(column), List.of(to), options);
    }

    Tables foreignKey(
            @Nullable String name, List<String> columns, List<String> references, Options options) {
        String first = references.get(0);
        table.foreignKey(
                new ForeignKeyConstraint(
                        name,
                        columns,
                        TableName.of(first.substring(0, first.indexOf('.'))),
                        references.stream().map(to -> to.substring(to.indexOf('.') + 1)).toList(),
                        options));
        return this;
    }

    Tables unique(String... columns) {
        table.unique(new UniqueConstraint(null, List.of(columns)));
        return this;
    }

    Table build() {
        return table.primaryKey(key).build();
    }
}

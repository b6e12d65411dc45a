package io.relmap.schema;

import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. Compared by identity: two tables may have columns that look alike. Made by
 * {@link Table.Builder}.
 */
public final class Column {

    private final Table table;
    private final int position;
    private final ColumnDefinition definition;

    Column(Table table, int position, ColumnDefinition definition) {
        this.table = table;
        this.position = position;
        this.definition = definition;
    }

    /** The table that the column stands in. */
    public Table table() {
        return table;
    }

    /** The place among the table's columns, from 0. */
    public int position() {
        return position;
    }

    /** The name, as written. */
    public String name() {
        return definition.name();
    }

    /** What the column holds. */
    public ColumnType type() {
        return definition.type();
    }

    /** Whether NULL is allowed. */
    public boolean nullable() {
        return definition.nullable();
    }

    /** Whether the column belongs to the primary key. */
    public boolean primaryKey() {
        return table.primaryKey().contains(this);
    }

    /** Whether the database makes the value of this key column (spec RC-20). */
    public boolean generated() {
        return table.generatedColumn() == this;
    }

    /** How generation was declared. */
    public AutoIncrement autoIncrement() {
        return definition.autoIncrement();
    }

    /** The sequence that makes values, or null for the database's own identity column. */
    public @Nullable String sequence() {
        return definition.sequence();
    }

    /** The DEFAULT clause as SQL text, or null. It comes from a mapping, never from input. */
    public @Nullable String serverDefault() {
        return definition.serverDefault();
    }

    /** Where values come from that the program does not give. */
    public WriteRules rules() {
        return definition.rules();
    }

    /** {@code table.column}, as messages write it. */
    @Override
    public String toString() {
        return table.name() + "." + name();
    }
}

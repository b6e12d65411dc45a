package io.relmap.schema;

import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a column before it stands in a table.
 *
 * @param name the name, as written
 * @param type what it holds
 * @param nullable whether NULL is allowed
 * @param autoIncrement whether the database makes its value
 * @param sequence the sequence that makes values, or null
 * @param serverDefault the DEFAULT clause as SQL text, or null
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        boolean nullable,
        AutoIncrement autoIncrement,
        @Nullable String sequence,
        @Nullable String serverDefault) {

    /** A nullable column that is not generated unless it is the single integer key. */
    public static ColumnDefinition of(String name, ColumnType type) {
        return new ColumnDefinition(name, type, true, AutoIncrement.AUTO, null, null);
    }

    /** The same column with NOT NULL. */
    public ColumnDefinition notNull() {
        return new ColumnDefinition(name, type, false, autoIncrement, sequence, serverDefault);
    }

    /** The same column with another way of generation. */
    public ColumnDefinition autoIncrement(AutoIncrement value) {
        return new ColumnDefinition(name, type, nullable, value, sequence, serverDefault);
    }

    /** The same column, its values made by a sequence. */
    public ColumnDefinition sequence(String value) {
        return new ColumnDefinition(name, type, nullable, autoIncrement, value, serverDefault);
    }

    /** The same column with a DEFAULT clause. */
    public ColumnDefinition serverDefault(String sql) {
        return new ColumnDefinition(name, type, nullable, autoIncrement, sequence, sql);
    }
}

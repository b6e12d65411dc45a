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
 * @param rules where values come from that the program does not give
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        boolean nullable,
        AutoIncrement autoIncrement,
        @Nullable String sequence,
        @Nullable String serverDefault,
        WriteRules rules) {

    /** A nullable column that is not generated unless it is the single integer key. */
    public static ColumnDefinition of(String name, ColumnType type) {
        return new ColumnDefinition(
                name, type, true, AutoIncrement.AUTO, null, null, WriteRules.NONE);
    }

    /** The same column with NOT NULL. */
    public ColumnDefinition notNull() {
        return new ColumnDefinition(
                name, type, false, autoIncrement, sequence, serverDefault, rules);
    }

    /** The same column with another way of generation. */
    public ColumnDefinition autoIncrement(AutoIncrement value) {
        return new ColumnDefinition(name, type, nullable, value, sequence, serverDefault, rules);
    }

    /** The same column, its values made by a sequence. */
    public ColumnDefinition sequence(String value) {
        return new ColumnDefinition(
                name, type, nullable, autoIncrement, value, serverDefault, rules);
    }

    /** The same column with a DEFAULT clause. */
    public ColumnDefinition serverDefault(String sql) {
        return new ColumnDefinition(name, type, nullable, autoIncrement, sequence, sql, rules);
    }

    /** The same column; an INSERT without a value for it writes this one (spec UW-76). */
    public ColumnDefinition onInsert(ColumnDefault value) {
        return rules(
                new WriteRules(
                        value, rules.onUpdate(), rules.changedByDatabase(), rules.computed()));
    }

    /** The same column; each UPDATE of a row that does not set it otherwise writes this (UW-84). */
    public ColumnDefinition onUpdate(ColumnDefault value) {
        return rules(
                new WriteRules(
                        rules.onInsert(), value, rules.changedByDatabase(), rules.computed()));
    }

    /** The same column, set by the database itself in INSERT and UPDATE: by a trigger (UW-84). */
    public ColumnDefinition changedByDatabase() {
        return rules(new WriteRules(rules.onInsert(), rules.onUpdate(), true, rules.computed()));
    }

    /** The same column, generated from others of its row; it is never written. */
    public ColumnDefinition computed(String sql) {
        return rules(
                new WriteRules(rules.onInsert(), rules.onUpdate(), rules.changedByDatabase(), sql));
    }

    private ColumnDefinition rules(WriteRules value) {
        return new ColumnDefinition(
                name, type, nullable, autoIncrement, sequence, serverDefault, value);
    }
}

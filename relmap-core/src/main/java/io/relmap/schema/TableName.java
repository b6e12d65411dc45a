package io.relmap.schema;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, compared exactly as written (spec RC-8).
 *
 * @param schema the schema, or null for the connection's default
 * @param name the table's own name
 */
public record TableName(@Nullable String schema, String name) {

    /** A table without a schema. */
    public static TableName of(String name) {
        return new TableName(null, name);
    }

    /** The name in {@code name} or {@code schema.name}; the last dot parts them. */
    public static TableName parse(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? of(text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** {@code name} or {@code schema.name}, as messages and foreign key texts write it. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}

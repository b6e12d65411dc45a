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

    /** {@code name} or {@code schema.name}, as messages and foreign key texts write it. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}

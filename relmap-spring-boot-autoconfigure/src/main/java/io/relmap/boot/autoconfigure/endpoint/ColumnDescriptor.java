package io.relmap.boot.autoconfigure.endpoint;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.type.ColumnType;

/**
 * One column attribute.
 *
 * @param attribute its name
 * @param column the column
 * @param javaType the type of its values
 * @param sqlType what the column holds
 * @param nullable whether NULL is allowed
 * @param generated whether the database makes the value
 */
public record ColumnDescriptor(
        String attribute,
        String column,
        String javaType,
        String sqlType,
        boolean nullable,
        boolean generated) {

    static ColumnDescriptor of(ColumnAttribute attribute) {
        return new ColumnDescriptor(
                attribute.name(),
                attribute.column().name(),
                attribute.javaType().getName(),
                sqlType(attribute.column().type()),
                attribute.column().nullable(),
                attribute.column().generated());
    }

    private static String sqlType(ColumnType type) {
        String name = type.nativeName();
        if (name != null) {
            return name;
        }
        if (type.precision() > 0) {
            return type.kind() + "(" + type.precision() + ", " + type.scale() + ")";
        }
        return type.length() > 0 ? type.kind() + "(" + type.length() + ")" : type.kind().name();
    }
}

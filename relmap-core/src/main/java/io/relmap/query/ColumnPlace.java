package io.relmap.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Literal;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column attribute at one place of a statement.
 *
 * @param ref the column
 * @param attribute the attribute
 */
record ColumnPlace(ColumnRef ref, ColumnAttribute attribute) {

    /** A value as the attribute's column takes it. */
    Literal literal(@Nullable Object value) {
        return new Literal(value, type());
    }

    /** The column's type, with the attribute's converter. */
    ColumnType type() {
        return type(attribute);
    }

    static ColumnType type(ColumnAttribute attribute) {
        ColumnType type = attribute.column().type();
        Codec<?> converter = attribute.converter();
        return converter == null
                ? type
                : new ColumnType(
                        type.kind(),
                        type.length(),
                        type.precision(),
                        type.scale(),
                        type.nativeName(),
                        converter);
    }
}

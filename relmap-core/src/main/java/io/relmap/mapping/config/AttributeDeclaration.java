package io.relmap.mapping.config;

import io.relmap.mapping.Deferral;
import io.relmap.mapping.EntityAccessFactory.ColumnPlace;
import io.relmap.type.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A column attribute as it was declared.
 *
 * @param name the attribute's name
 * @param column the column's name
 * @param javaType the type of the field, a wrapper for primitives; null for the column's own
 * @param place where the value lives, or null if the class has no field for it
 * @param converter carries values otherwise than the column's type does, or null
 * @param version how it counts changes, or null if it is no version
 * @param deferral how it is loaded at first access, or null if it is loaded with its object
 */
record AttributeDeclaration(
        String name,
        String column,
        @Nullable Class<?> javaType,
        @Nullable ColumnPlace place,
        @Nullable Codec<?> converter,
        @Nullable VersionDeclaration version,
        @Nullable Deferral deferral) {

    /** A column that is loaded with its object. */
    AttributeDeclaration(
            String name,
            String column,
            @Nullable Class<?> javaType,
            @Nullable ColumnPlace place,
            @Nullable Codec<?> converter,
            @Nullable VersionDeclaration version) {
        this(name, column, javaType, place, converter, version, null);
    }

    /** A column without a field. */
    static AttributeDeclaration withoutField(String column) {
        return new AttributeDeclaration(column, column, null, null, null, null);
    }
}

package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.schema.Column;
import io.relmap.type.Codec;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity that is stored in one column.
 *
 * @param name the attribute's name: the field's, or the column's where there is no field
 * @param index its place among the mapper's columns, from 0: the index into value arrays
 * @param column the column
 * @param javaType the type of the field, a wrapper type for primitives
 * @param inMemoryOnly whether the class has no field for it, so that the object's state keeps the value
 * @param converter turns stored values into the field's and back, or null
 * @param deferral how it is loaded at first access, or null if it is loaded with its object
 * @param writes what statements compute for it where the program gives no value
 */
@Internal
public record ColumnAttribute(
        String name,
        int index,
        Column column,
        Class<?> javaType,
        boolean inMemoryOnly,
        @Nullable Codec<?> converter,
        @Nullable Deferral deferral,
        ColumnWrites writes) {

    /** Whether it is not loaded with its object, but at first access. */
    public boolean isDeferred() {
        return deferral != null;
    }

    /** Whether the database computes the column from others of its row: it is never written. */
    public boolean isComputed() {
        return column.rules().computed() != null;
    }

    /** Whether every INSERT and UPDATE may leave another value in the row than it was given. */
    public boolean isMadeByDatabase() {
        return isComputed() || column.rules().changedByDatabase();
    }

    /** How values of this attribute are carried: by its converter if it has one, else as its column says. */
    @SuppressWarnings("unchecked") // the mapping was checked when it was built
    public Codec<Object> codec() {
        return converter == null ? column.type().objectCodec() : (Codec<Object>) converter;
    }

    /**
     * Checks a value that a program gives by the attribute's name, where no field's type does it.
     *
     * @throws IllegalArgumentException if it is not of the attribute's type
     */
    public void check(@Nullable Object value) {
        Class<?> expected = codec().javaType();
        if (value != null && !expected.isInstance(value)) {
            throw new IllegalArgumentException(
                    ErrorCode.WRONG_VALUE.code()
                            + ": "
                            + column
                            + " ("
                            + name
                            + ") takes a "
                            + expected.getName()
                            + ", not a "
                            + value.getClass().getName()
                            + ".");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

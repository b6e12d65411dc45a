package io.relmap.type;

import org.jspecify.annotations.Nullable;

/**
 * What a column holds: its SQL type and how values of it are carried.
 *
 * @param kind the SQL type
 * @param length characters or bytes for types that have a length, else 0 for the dialect's default
 * @param precision digits of a NUMERIC, 0 where not given
 * @param scale digits after the point of a NUMERIC
 * @param nativeName the type's name as the database writes it, for {@link SqlKind#NATIVE}
 * @param codec carries values
 */
public record ColumnType(
        SqlKind kind,
        int length,
        int precision,
        int scale,
        @Nullable String nativeName,
        Codec<?> codec) {

    public ColumnType {
        if ((kind == SqlKind.NATIVE) != (nativeName != null)) {
            throw new IllegalArgumentException(
                    "A native type, and only that, has a native name: " + kind + ", " + nativeName);
        }
    }

    /** The family whose members compare without a cast. */
    public TypeFamily family() {
        return kind.family();
    }

    /** The Java type of values. */
    public Class<?> javaType() {
        return codec.javaType();
    }

    /** The codec, for callers that handle values as objects of a type that only they know. */
    @SuppressWarnings("unchecked") // a column's values are of its codec's type: mapping checks it
    public Codec<Object> objectCodec() {
        return (Codec<Object>) codec;
    }

    /** The same SQL type with values carried otherwise. */
    public ColumnType withCodec(Codec<?> other) {
        return new ColumnType(kind, length, precision, scale, nativeName, other);
    }
}

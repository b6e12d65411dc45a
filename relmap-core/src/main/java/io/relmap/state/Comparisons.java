package io.relmap.state;

import io.relmap.type.Codec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The steps that {@link ColumnHandles} are made of. Primitives are compared with the boxed snapshot without
 * being boxed; null in the snapshot counts as 0 or false, which is what the field holds then.
 */
final class Comparisons {

    private Comparisons() {}

    static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup()
                    .findStatic(Comparisons.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    static boolean differs(Codec<Object> codec, @Nullable Object current, @Nullable Object then) {
        return current != then && !codec.same(current, then);
    }

    static boolean differs(long current, @Nullable Object then) {
        return current != unboxLong(then);
    }

    static boolean differs(int current, @Nullable Object then) {
        return current != unboxInt(then);
    }

    static boolean differs(short current, @Nullable Object then) {
        return current != unboxShort(then);
    }

    static boolean differs(byte current, @Nullable Object then) {
        return current != unboxByte(then);
    }

    static boolean differs(char current, @Nullable Object then) {
        return current != unboxChar(then);
    }

    static boolean differs(boolean current, @Nullable Object then) {
        return current != unboxBoolean(then);
    }

    static boolean differs(double current, @Nullable Object then) {
        return Double.compare(current, unboxDouble(then)) != 0;
    }

    static boolean differs(float current, @Nullable Object then) {
        return Float.compare(current, unboxFloat(then)) != 0;
    }

    static long unboxLong(@Nullable Object value) {
        return value == null ? 0 : (Long) value;
    }

    static int unboxInt(@Nullable Object value) {
        return value == null ? 0 : (Integer) value;
    }

    static short unboxShort(@Nullable Object value) {
        return value == null ? 0 : (Short) value;
    }

    static byte unboxByte(@Nullable Object value) {
        return value == null ? 0 : (Byte) value;
    }

    static char unboxChar(@Nullable Object value) {
        return value == null ? 0 : (Character) value;
    }

    static boolean unboxBoolean(@Nullable Object value) {
        return value != null && (Boolean) value;
    }

    static double unboxDouble(@Nullable Object value) {
        return value == null ? 0 : (Double) value;
    }

    static float unboxFloat(@Nullable Object value) {
        return value == null ? 0 : (Float) value;
    }
}

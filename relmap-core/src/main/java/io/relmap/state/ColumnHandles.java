package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.type.Codec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with one column of an object, each as one method handle that takes any object.
 *
 * @param read {@code (entity) value}
 * @param write {@code (entity, value) void}; for a component of a record it writes the whole record
 * @param writeAlone as {@code write}, but nothing where the value has to be written with others
 * @param differs {@code (entity, snapshot value) boolean}
 */
record ColumnHandles(
        MethodHandle read, MethodHandle write, MethodHandle writeAlone, MethodHandle differs) {

    static final MethodType READ = MethodType.methodType(Object.class, Object.class);
    static final MethodType WRITE = MethodType.methodType(void.class, Object.class, Object.class);
    static final MethodType DIFFERS =
            MethodType.methodType(boolean.class, Object.class, Object.class);

    /** Writes nothing. */
    static final MethodHandle NO_WRITE = MethodHandles.empty(WRITE);

    private static final MethodHandle EXCEPTION = exception();

    private static final MethodHandle SAME =
            Comparisons.find("differs", boolean.class, Codec.class, Object.class, Object.class);

    private static MethodHandle exception() {
        try {
            return MethodHandles.lookup()
                    .findConstructor(
                            IllegalStateException.class,
                            MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** A field. */
    static ColumnHandles ofField(MethodHandles.Lookup lookup, Field field, ColumnAttribute column)
            throws IllegalAccessException {
        MethodHandle getter = lookup.unreflectGetter(field);
        MethodHandle setter = lookup.unreflectSetter(field);
        Class<?> type = field.getType();
        if (type.isPrimitive()) {
            MethodHandle unbox = Comparisons.find("unbox" + name(type), type, Object.class);
            setter = MethodHandles.filterArguments(setter, 1, unbox);
        }
        MethodHandle write = setter.asType(WRITE);
        return new ColumnHandles(getter.asType(READ), write, write, differs(getter, type, column));
    }

    /** A holder of a column: its value is written into the holder, never the field. */
    static ColumnHandles ofHolder(MethodHandles.Lookup lookup, Field field, ColumnAttribute column)
            throws IllegalAccessException {
        MethodHandle holder = lookup.unreflectGetter(field);
        Class<?> type = field.getType();
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        try {
            MethodHandle getter =
                    MethodHandles.filterReturnValue(
                            holder, inside.findGetter(type, "value", Object.class));
            MethodHandle write =
                    MethodHandles.filterArguments(
                                    inside.findSetter(type, "value", Object.class), 0, holder)
                            .asType(WRITE);
            return new ColumnHandles(
                    getter.asType(READ), write, write, differs(getter, Object.class, column));
        } catch (NoSuchFieldException e) {
            throw new LinkageError(type + " holds no value", e);
        }
    }

    /** A column without a field: it is never seen here. */
    static ColumnHandles none(Class<?> type, ColumnAttribute column) {
        String why =
                type.getSimpleName()
                        + "."
                        + column
                        + " has no field: its value lives in the object's state";
        MethodHandle refuse =
                MethodHandles.foldArguments(
                        MethodHandles.throwException(void.class, IllegalStateException.class),
                        EXCEPTION.bindTo(why));
        return new ColumnHandles(
                MethodHandles.empty(READ),
                MethodHandles.dropArguments(refuse, 0, Object.class, Object.class),
                NO_WRITE,
                MethodHandles.empty(DIFFERS));
    }

    /** Whether what a getter gives differs from the snapshot. */
    static MethodHandle differs(MethodHandle getter, Class<?> type, ColumnAttribute column) {
        MethodHandle compare =
                type.isPrimitive()
                        ? Comparisons.find("differs", boolean.class, type, Object.class)
                        : MethodHandles.insertArguments(SAME, 0, column.codec());
        MethodHandle read =
                type.isPrimitive()
                        ? getter
                        : getter.asType(
                                MethodType.methodType(
                                        Object.class, getter.type().parameterType(0)));
        return MethodHandles.filterArguments(compare, 0, read).asType(DIFFERS);
    }

    static String name(Class<?> primitive) {
        String name = primitive.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** What {@code null} becomes in a place of this type. */
    static @Nullable Object zero(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                : null;
    }
}

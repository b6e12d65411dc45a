package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.RelmapException;
import io.relmap.type.Numbers;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes records of rows by their canonical constructor, numbers brought to the components' types. */
final class RecordMaker<R extends Record> implements Function<@Nullable Object[], R> {

    private final Class<R> type;
    private final Class<?>[] components;
    private final Class<?>[] wrappers;
    private final MethodHandle constructor;

    private RecordMaker(Class<R> type, Class<?>[] components, MethodHandle constructor) {
        this.type = type;
        this.components = components;
        this.wrappers = MethodType.methodType(type, components).wrap().parameterArray();
        this.constructor = constructor;
    }

    static <R extends Record> RecordMaker<R> of(Class<R> type, int columns) {
        Class<?>[] components =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        if (components.length != columns) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    type.getName()
                            + " has "
                            + components.length
                            + " components, but "
                            + columns
                            + " attributes are selected. Name one attribute for each component.");
        }
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            MethodHandle handle =
                    MethodHandles.lookup()
                            .unreflectConstructor(canonical)
                            .asSpreader(Object[].class, components.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordMaker<>(type, components, handle);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    type.getName()
                            + " cannot be made by relmap. Open its package to relmap, or make it"
                            + " public.",
                    e);
        }
    }

    @Override
    public R apply(@Nullable Object[] row) {
        @Nullable Object[] values = new Object[row.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = converted(row[i], i);
        }
        try {
            return type.cast(constructor.invokeExact(values));
        } catch (RelmapException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    type.getName() + " cannot be made of a row: its constructor failed.",
                    e);
        }
    }

    /** The value as the component takes it: a number that does not fit is refused, never cut. */
    private @Nullable Object converted(@Nullable Object value, int place) {
        Class<?> wanted = wrappers[place];
        if (value == null) {
            if (components[place].isPrimitive()) {
                throw wrong(
                        place,
                        "which cannot hold the NULL that was found. Make it a " + wanted.getName());
            }
            return null;
        }
        if (!(value instanceof Number number) || !Number.class.isAssignableFrom(wanted)) {
            if (!wanted.isInstance(value)) {
                throw wrong(
                        place,
                        "but a "
                                + value.getClass().getName()
                                + " was found. Give it this type, or select something else");
            }
            return value;
        }
        Number converted = Numbers.as(number, wanted);
        if (converted == null) {
            throw wrong(
                    place,
                    "which cannot hold a number that was found. Give it the attribute's type");
        }
        return converted;
    }

    private InvalidRequestException wrong(int place, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                type.getName()
                        + "."
                        + type.getRecordComponents()[place].getName()
                        + " is of "
                        + components[place].getName()
                        + ", "
                        + what
                        + ".");
    }
}

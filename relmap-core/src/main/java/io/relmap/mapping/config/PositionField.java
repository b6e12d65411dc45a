package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The field of an element in which an ordered list keeps its position (spec CO-29). */
final class PositionField
        implements Function<Object, @Nullable Object>, BiConsumer<Object, @Nullable Object> {

    private record Access(Class<?> type, MethodHandle getter, MethodHandle setter) {}

    private final String attribute;
    private final String relationship;
    private final ClassValue<Access> accesses =
            new ClassValue<>() {
                @Override
                protected Access computeValue(Class<?> type) {
                    return find(type);
                }
            };

    /**
     * @param attribute the field's name
     * @param relationship the list that asks, for messages
     */
    PositionField(String attribute, String relationship) {
        this.attribute = attribute;
        this.relationship = relationship;
    }

    @Override
    public @Nullable Object apply(Object element) {
        try {
            return accesses.get(element.getClass()).getter().invokeExact(element);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(attribute + " cannot be read", failure);
        }
    }

    @Override
    public void accept(Object element, @Nullable Object position) {
        Access access = accesses.get(element.getClass());
        try {
            access.setter().invokeExact(element, fitted(position, access.type()));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(attribute + " cannot be written", failure);
        }
    }

    /** A number as the attribute's type has it; anything else as it is. */
    static @Nullable Object fitted(@Nullable Object position, Class<?> type) {
        if (!(position instanceof Number number)) {
            return position;
        } else if (type == Long.class) {
            return number.longValue();
        } else if (type == Short.class) {
            return number.shortValue();
        } else if (type == Integer.class) {
            return number.intValue();
        } else {
            return position;
        }
    }

    /**
     * Makes sure that objects of a class have the field.
     *
     * @throws MappingException if they have not, or do not let it be written
     */
    void check(Class<?> type) {
        find(type);
    }

    private Access find(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(attribute)) {
                    return access(field, type);
                }
            }
        }
        throw new MappingException(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                relationship
                        + ": "
                        + type.getSimpleName()
                        + " has no field "
                        + attribute
                        + " for its position; add \"Integer "
                        + attribute
                        + "\", or name another");
    }

    private Access access(Field field, Class<?> type) {
        if (field.getType().isPrimitive() || Modifier.isFinal(field.getModifiers())) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    relationship
                            + ": the position "
                            + type.getSimpleName()
                            + "."
                            + attribute
                            + " must be a field that may be null and change, so that a new element can be told"
                            + " from one that has a position: make it \"Integer "
                            + attribute
                            + "\"");
        }
        try {
            field.setAccessible(true);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return new Access(
                    field.getType(),
                    lookup.unreflectGetter(field)
                            .asType(MethodType.methodType(Object.class, Object.class)),
                    lookup.unreflectSetter(field)
                            .asType(MethodType.methodType(void.class, Object.class, Object.class)));
        } catch (InaccessibleObjectException closed) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    relationship
                            + ": the position "
                            + type.getSimpleName()
                            + "."
                            + attribute
                            + " cannot be reached; open the package of "
                            + type.getName()
                            + " to relmap",
                    closed);
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(refused);
        }
    }
}

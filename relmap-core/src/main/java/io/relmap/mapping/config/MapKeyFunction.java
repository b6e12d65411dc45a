package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an element of a map is found by: a field of its class, or a getter. Two of one attribute are
 * equal, so that a class's wiring can be told apart from another.
 */
final class MapKeyFunction implements Function<Object, @Nullable Object> {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final String attribute;
    private final MethodHandle reader;

    private MapKeyFunction(Class<?> type, String attribute, MethodHandle reader) {
        this.type = type;
        this.attribute = attribute;
        this.reader = reader.asType(MethodType.methodType(Object.class, Object.class));
    }

    /**
     * The function for an attribute.
     *
     * @param type the element's class
     * @param attribute a field or getter of it
     * @param relationship the relationship that asks, for messages
     */
    static MapKeyFunction of(Class<?> type, String attribute, String relationship) {
        try {
            MethodHandle reader = reader(type, attribute);
            if (reader == null) {
                throw new MappingException(
                        ErrorCode.UNKNOWN_ATTRIBUTE,
                        relationship
                                + ": the map's key \""
                                + attribute
                                + "\" is neither a field nor a getter of "
                                + type.getSimpleName());
            }
            return new MapKeyFunction(type, attribute, reader);
        } catch (IllegalAccessException e) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    relationship
                            + ": the map's key "
                            + type.getName()
                            + "."
                            + attribute
                            + " cannot be read; open its package to relmap",
                    e);
        }
    }

    private static @Nullable MethodHandle reader(Class<?> type, String attribute)
            throws IllegalAccessException {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(attribute) && HolderField.of(field, type) == null) {
                    return MethodHandles.privateLookupIn(c, LOOKUP).unreflectGetter(field);
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (isGetter(method, attribute)) {
                    return MethodHandles.privateLookupIn(c, LOOKUP).unreflect(method);
                }
            }
        }
        return null;
    }

    private static boolean isGetter(Method method, String attribute) {
        String capital =
                attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
        return method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && List.of(attribute, "get" + capital, "is" + capital).contains(method.getName());
    }

    @Override
    public @Nullable Object apply(Object element) {
        try {
            return reader.invokeExact(element);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The key " + this + " cannot be read", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapKeyFunction that
                && that.type == type
                && that.attribute.equals(attribute);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + attribute.hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + attribute;
    }
}

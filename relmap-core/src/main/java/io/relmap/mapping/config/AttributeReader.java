package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an attribute of an object by its name: a getter if there is one, else the field. */
final class AttributeReader implements Function<Object, @Nullable Object> {

    private final String attribute;
    private final ClassValue<MethodHandle> readers =
            new ClassValue<>() {
                @Override
                protected MethodHandle computeValue(Class<?> type) {
                    return find(type).asType(MethodType.methodType(Object.class, Object.class));
                }
            };

    AttributeReader(String attribute) {
        this.attribute = attribute;
    }

    @Override
    public @Nullable Object apply(Object object) {
        try {
            return readers.get(object.getClass()).invokeExact(object);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("the getter of " + attribute + " failed", failure);
        }
    }

    /**
     * Makes sure that objects of a class have the attribute.
     *
     * @param relationship the map that asks, for messages
     * @throws MappingException if they have not, or do not let it be read
     */
    void check(Class<?> type, String relationship) {
        try {
            find(type);
        } catch (MappingException unknown) {
            throw new MappingException(
                    unknown.code(),
                    relationship
                            + ": the map's key \""
                            + attribute
                            + "\" is neither a field nor a getter of "
                            + type.getSimpleName(),
                    unknown);
        } catch (InaccessibleObjectException closed) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    relationship
                            + ": the map's key \""
                            + attribute
                            + "\" cannot be read; open the package of "
                            + type.getName()
                            + " to relmap, or give it a public getter",
                    closed);
        }
    }

    private MethodHandle find(Class<?> type) {
        String suffix = attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
        try {
            for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                for (Method method : at.getDeclaredMethods()) {
                    if (method.getParameterCount() == 0
                            && method.getReturnType() != void.class
                            && (method.getName().equals("get" + suffix)
                                    || method.getName().equals("is" + suffix)
                                    || method.getName().equals(attribute))) {
                        return MethodHandles.lookup().unreflect(opened(method));
                    }
                }
                for (Field field : at.getDeclaredFields()) {
                    if (field.getName().equals(attribute)) {
                        return MethodHandles.lookup().unreflectGetter(opened(field));
                    }
                }
            }
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(refused);
        }
        throw new MappingException(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                type.getSimpleName() + " has no attribute or getter " + attribute + " (@MapKey)");
    }

    private static <M extends AccessibleObject> M opened(M member) {
        member.setAccessible(true);
        return member;
    }
}

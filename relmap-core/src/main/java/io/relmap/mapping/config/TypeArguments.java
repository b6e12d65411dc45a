package io.relmap.mapping.config;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a field's type argument is, through generic superclasses. */
final class TypeArguments {

    private TypeArguments() {}

    /**
     * The class that stands for a type argument of a field.
     *
     * @return the class, or null for raw types, wildcards and variables that no subclass fills
     */
    static @Nullable Class<?> resolve(Class<?> owner, Field field, int argument) {
        if (!(field.getGenericType() instanceof ParameterizedType type)
                || argument >= type.getActualTypeArguments().length) {
            return null;
        }
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        for (Class<?> at = owner;
                at != null && at != field.getDeclaringClass();
                at = at.getSuperclass()) {
            if (at.getGenericSuperclass() instanceof ParameterizedType superclass) {
                TypeVariable<?>[] variables =
                        ((Class<?>) superclass.getRawType()).getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    known.put(variables[i], superclass.getActualTypeArguments()[i]);
                }
            }
        }
        Type found = type.getActualTypeArguments()[argument];
        while (found instanceof TypeVariable<?> variable && known.containsKey(variable)) {
            found = known.get(variable);
        }
        if (found instanceof ParameterizedType parameterized) {
            found = parameterized.getRawType();
        }
        return found instanceof Class<?> result ? result : null;
    }
}

package io.relmap.mapping.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what the type arguments of a field are in a class that extends the one that declares it. */
final class ResolvedTypes {

    private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

    private ResolvedTypes(Class<?> entity) {
        for (Class<?> c = entity; c != null && c != Object.class; c = c.getSuperclass()) {
            if (c.getGenericSuperclass() instanceof ParameterizedType parent) {
                Type[] arguments = parent.getActualTypeArguments();
                for (int i = 0; i < arguments.length; i++) {
                    bindings.put(c.getSuperclass().getTypeParameters()[i], arguments[i]);
                }
            }
        }
    }

    /** The class of the last type argument, or null if it is raw, a wildcard, or left open. */
    static @Nullable Class<?> last(Type fieldType, Class<?> entity) {
        if (!(fieldType instanceof ParameterizedType parameterized)) {
            return null;
        }
        Type[] arguments = parameterized.getActualTypeArguments();
        return new ResolvedTypes(entity).raw(arguments[arguments.length - 1]);
    }

    /** The class that a type is in the entity, or null if it is a wildcard or left open. */
    static @Nullable Class<?> resolve(Type type, Class<?> entity) {
        return new ResolvedTypes(entity).raw(type);
    }

    private @Nullable Class<?> raw(Type type) {
        Type resolved = type;
        while (resolved instanceof TypeVariable<?> variable) {
            Type bound = bindings.get(variable);
            if (bound == null) {
                return null;
            }
            resolved = bound;
        }
        if (resolved instanceof Class<?> c) {
            return c;
        }
        return resolved instanceof ParameterizedType p ? (Class<?>) p.getRawType() : null;
    }
}

package io.relmap.type;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a converter class says about its two types: {@code implements Converter<J, D>}. */
final class ConverterTypes {

    private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

    private ConverterTypes() {}

    /** The two types, or null where they are erased, as those of a lambda are. */
    static Class<?> @Nullable [] of(Class<?> converter) {
        Type @Nullable [] found = new ConverterTypes().find(converter);
        if (found == null) {
            return null;
        }
        Class<?> java = raw(found[0]);
        Class<?> stored = raw(found[1]);
        return java == null || stored == null ? null : new Class<?>[] {java, stored};
    }

    private Type @Nullable [] find(@Nullable Type type) {
        Class<?> raw = raw(type);
        if (type == null || raw == null) {
            return null;
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                bindings.put(raw.getTypeParameters()[i], resolved(arguments[i]));
            }
        }
        if (raw == Converter.class) {
            TypeVariable<?>[] own = raw.getTypeParameters();
            return new Type[] {resolved(own[0]), resolved(own[1])};
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Type @Nullable [] found = find(parent);
            if (found != null) {
                return found;
            }
        }
        return find(raw.getGenericSuperclass());
    }

    private Type resolved(Type type) {
        return bindings.getOrDefault(type, type);
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : null;
    }
}

package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.mapping.Numbering;
import io.relmap.mapping.RelationshipComparator;
import io.relmap.observe.AttributeListener;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the classes that annotations name. There is one of each class in a program: a relationship is read
 * more than once, and always has the same.
 */
final class NamedClasses {

    private static final ClassValue<Object> OBJECTS =
            new ClassValue<>() {
                @Override
                protected Object computeValue(Class<?> type) {
                    try {
                        Constructor<?> constructor = type.getDeclaredConstructor();
                        constructor.setAccessible(true);
                        return constructor.newInstance();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };

    private NamedClasses() {}

    /** The comparator of this class; null for {@code void}. */
    static @Nullable RelationshipComparator comparator(Class<?> type, String where) {
        return type == void.class ? null : object(type, RelationshipComparator.class, where);
    }

    /** The listeners of these classes. */
    static List<AttributeListener> listeners(Class<?>[] types, String where) {
        List<AttributeListener> listeners = new ArrayList<>();
        for (Class<?> type : types) {
            listeners.add(object(type, AttributeListener.class, where));
        }
        return listeners;
    }

    /** The adapter of this class. */
    static CollectionAdapter<?, ?> adapter(Class<?> type, String where) {
        return object(type, CollectionAdapter.class, where);
    }

    /** The numbering of this class. */
    static Numbering numbering(Class<?> type, String where) {
        return object(type, Numbering.class, where);
    }

    private static <T> T object(Class<?> type, Class<T> role, String where) {
        String needed =
                where
                        + ": "
                        + type.getName()
                        + " has to implement "
                        + role.getName()
                        + " and have a constructor without arguments";
        if (!role.isAssignableFrom(type)) {
            throw new MappingException(ErrorCode.INVALID_ARGUMENT, needed);
        }
        try {
            return role.cast(OBJECTS.get(type));
        } catch (IllegalStateException e) {
            throw new MappingException(ErrorCode.INVALID_ARGUMENT, needed, e);
        }
    }
}

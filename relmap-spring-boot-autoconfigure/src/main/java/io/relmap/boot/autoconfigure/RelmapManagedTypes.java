package io.relmap.boot.autoconfigure;

import java.util.Collection;
import java.util.List;

/**
 * The classes that are mapped. By default those with {@code @Entity} in the application's packages, or in those of
 * {@code @EntityScan}; declare a bean of this type to name them one by one. Immutable.
 */
public final class RelmapManagedTypes {

    private final List<Class<?>> types;

    private RelmapManagedTypes(Collection<Class<?>> types) {
        this.types = List.copyOf(types);
    }

    /** These classes. */
    public static RelmapManagedTypes of(Class<?>... types) {
        return new RelmapManagedTypes(List.of(types));
    }

    /** These classes. */
    public static RelmapManagedTypes of(Collection<Class<?>> types) {
        return new RelmapManagedTypes(types);
    }

    /** The classes. */
    public List<Class<?>> toList() {
        return types;
    }
}

package io.relmap.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

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

    /**
     * The classes of these names, from the class loader of the application: what ahead-of-time processing writes down.
     *
     * @throws IllegalArgumentException if there is no class of a name
     */
    public static RelmapManagedTypes named(String... names) {
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        return new RelmapManagedTypes(
                Stream.of(names)
                        .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
                        .toList());
    }

    /** The classes. */
    public List<Class<?>> toList() {
        return types;
    }
}

package io.relmap.scenario;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects of a scenario by name, and their labels. Holds every object that was ever named. */
final class World {

    private final Map<String, Object> objects = new LinkedHashMap<>();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Object> canonical = new LinkedHashMap<>();

    /** Gives an object a name; true if it is its first one. */
    boolean bind(String name, Object object) {
        objects.put(name, object);
        if (names.putIfAbsent(object, name) == null) {
            canonical.put(name, object);
            return true;
        }
        return false;
    }

    Object object(String name) {
        return Objects.requireNonNull(objects.get(name), () -> "no object named " + name);
    }

    /** The first name of an object, or null. */
    @Nullable String nameOf(Object object) {
        return names.get(object);
    }

    /** All objects by their first names. */
    Map<String, Object> canonical() {
        return canonical;
    }
}

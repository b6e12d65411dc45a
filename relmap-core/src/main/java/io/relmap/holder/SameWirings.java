package io.relmap.holder;

import io.relmap.mapping.Arrangement;
import io.relmap.mapping.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares declarations of relationships; arrangements by their descriptions, listeners by
 * their classes. */
final class SameWirings {

    private SameWirings() {}

    static boolean are(@Nullable List<Wiring> one, List<Wiring> other) {
        if (one == null || one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!isSame(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Wiring one, Wiring other) {
        return one.name().equals(other.name())
                && one.content() == other.content()
                && Objects.equals(one.target(), other.target())
                && Objects.equals(one.reverse(), other.reverse())
                && one.syncBackref() == other.syncBackref()
                && one.flags().equals(other.flags())
                && one.cascades().equals(other.cascades())
                && Objects.equals(description(one.arrangement()), description(other.arrangement()))
                && classes(one.listeners()).equals(classes(other.listeners()));
    }

    private static List<Class<?>> classes(List<?> listeners) {
        List<Class<?>> classes = new ArrayList<>();
        listeners.forEach(listener -> classes.add(listener.getClass()));
        return classes;
    }

    private static @Nullable String description(@Nullable Arrangement arrangement) {
        return arrangement == null ? null : arrangement.description();
    }

    static String names(@Nullable List<Wiring> wirings) {
        return wirings == null
                ? "none"
                : wirings.stream().map(Wiring::name).collect(Collectors.joining(", "));
    }
}

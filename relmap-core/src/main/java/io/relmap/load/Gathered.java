package io.relmap.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of one collection as its rows come in, each object once (spec LO-45). */
final class Gathered {

    private static final int SMALL = 8;

    private final List<Object> elements = new ArrayList<>();
    private @Nullable Set<Object> seen;

    void add(Object element) {
        if (!contains(element)) {
            elements.add(element);
            if (seen != null) {
                seen.add(element);
            }
        }
    }

    /** As {@link #add}, where the rows cannot repeat. */
    void addNew(Object element) {
        elements.add(element);
    }

    List<Object> elements() {
        return elements;
    }

    private boolean contains(Object element) {
        if (seen != null) {
            return seen.contains(element);
        }
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (elements.get(i) == element) {
                return true;
            }
        }
        if (elements.size() == SMALL) {
            seen = Collections.newSetFromMap(new IdentityHashMap<>());
            seen.addAll(elements);
        }
        return false;
    }
}

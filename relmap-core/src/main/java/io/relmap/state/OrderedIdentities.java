package io.relmap.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects compared by identity, each once, in the order in which they came. Most queues hold a few, some hold
 * what a whole import has created: a few are looked through, many are found by their places.
 */
final class OrderedIdentities {

    private static final int FEW = 8;

    /** Null where an object was taken out. */
    private final List<@Nullable Object> items = new ArrayList<>(2);

    private int size;
    private @Nullable IdentityHashMap<Object, Integer> places;

    /** False if it is there. */
    boolean add(Object element) {
        if (placeOf(element) >= 0) {
            return false;
        }
        items.add(element);
        size++;
        if (places != null) {
            places.put(element, items.size() - 1);
        } else if (items.size() > FEW) {
            number();
        }
        return true;
    }

    /** False if it is not there. */
    boolean remove(Object element) {
        int place = placeOf(element);
        if (place < 0) {
            return false;
        }
        items.set(place, null);
        size--;
        if (places != null) {
            places.remove(element);
        }
        if (size * 2 < items.size()) {
            close();
        }
        return true;
    }

    boolean contains(Object element) {
        return placeOf(element) >= 0;
    }

    /** As they came; a copy. */
    List<Object> inOrder() {
        List<Object> present = new ArrayList<>(size);
        for (Object item : items) {
            if (item != null) {
                present.add(item);
            }
        }
        return Collections.unmodifiableList(present);
    }

    boolean isEmpty() {
        return size == 0;
    }

    private int placeOf(Object element) {
        if (places != null) {
            Integer place = places.get(element);
            return place == null ? -1 : place;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == element) {
                return i;
            }
        }
        return -1;
    }

    /** Closes the gaps that removals have left. */
    private void close() {
        items.removeIf(item -> item == null);
        if (places != null) {
            number();
        }
    }

    private void number() {
        IdentityHashMap<Object, Integer> numbered = new IdentityHashMap<>(items.size() * 2);
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item != null) {
                numbered.put(item, i);
            }
        }
        places = numbered;
    }
}

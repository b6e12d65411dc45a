package io.relmap.state;

import io.relmap.mapping.MapKeySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a map: elements in the order in which they came, each under a key (spec CO-20). */
public final class MapMembers implements Members {

    private final MapKeySource keys;
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private int modCount;

    /**
     * @param keys computes the key of an element that comes in by value
     */
    public MapMembers(MapKeySource keys) {
        this.keys = keys;
    }

    /** The element under a key, or null. */
    public @Nullable Object get(@Nullable Object key) {
        return key == null ? null : entries.get(key);
    }

    /**
     * Puts an element under a key; returns who was there, or null. Another element under a key that is there
     * leaves the order as it is: iterators go on.
     */
    public @Nullable Object put(Object key, Object element) {
        Object before = entries.put(key, element);
        if (before == null) {
            modCount++;
        }
        return before;
    }

    /** Takes out what is under a key. */
    public void removeKey(Object key) {
        entries.remove(key);
        modCount++;
    }

    /** The first key that this very object is under, or null. */
    public @Nullable Object keyOf(Object element) {
        for (Map.Entry<Object, Object> entry : entries.entrySet()) {
            if (entry.getValue() == element) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The entries, as a view that cannot be changed. */
    public Map<Object, Object> entries() {
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public boolean containsIdentity(Object element) {
        return keyOf(element) != null;
    }

    @Override
    public int count(Object element) {
        int count = 0;
        for (Object candidate : entries.values()) {
            if (candidate == element) {
                count++;
            }
        }
        return count;
    }

    /** Puts the element under its computed key; one without key is left out. */
    @Override
    public @Nullable Object addByValue(Object element) {
        Object key = keys.function().apply(element);
        return key == null ? null : put(key, element);
    }

    @Override
    public boolean removeByValue(Object element) {
        Object key = keyOf(element);
        if (key == null) {
            return false;
        }
        removeKey(key);
        return true;
    }

    @Override
    public void clear() {
        entries.clear();
        modCount++;
    }

    @Override
    public List<Object> copy() {
        return new ArrayList<>(entries.values());
    }

    /** Nothing: keys stay as they are until the map is loaded again (spec CO-24). */
    @Override
    public void reindex() {
        // see above
    }

    @Override
    public int modCount() {
        return modCount;
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.unmodifiableCollection(entries.values()).iterator();
    }

    /** Only the size: elements are not asked for their names. */
    @Override
    public String toString() {
        return "map of " + entries.size();
    }
}

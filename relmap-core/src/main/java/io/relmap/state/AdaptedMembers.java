package io.relmap.state;

import io.relmap.mapping.CollectionAdapter;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a collection of the program's own, handled through its adapter (spec CO-28). */
public final class AdaptedMembers implements Members {

    private final CollectionAdapter<Object, Object> adapter;
    private final Object collection;
    private int modCount;

    /** An empty collection. */
    public AdaptedMembers(CollectionAdapter<Object, Object> adapter) {
        this.adapter = adapter;
        this.collection = adapter.create();
    }

    /** The program's collection. */
    public Object collection() {
        return collection;
    }

    void attachedTo(Object owner) {
        adapter.attached(collection, owner);
    }

    void detachedFrom(Object owner) {
        adapter.detached(collection, owner);
    }

    @Override
    public int size() {
        return adapter.size(collection);
    }

    @Override
    public boolean containsIdentity(Object element) {
        return adapter.contains(collection, element);
    }

    @Override
    public int count(Object element) {
        int count = 0;
        for (Object candidate : adapter.elements(collection)) {
            if (candidate == element) {
                count++;
            }
        }
        return count;
    }

    @Override
    public @Nullable Object addByValue(Object element) {
        append(element);
        return null;
    }

    /** Adds an element; false if the collection keeps it once and has it. */
    public boolean append(Object element) {
        boolean added = adapter.append(collection, element);
        if (added) {
            modCount++;
        }
        return added;
    }

    @Override
    public boolean removeByValue(Object element) {
        if (!containsIdentity(element)) {
            return false;
        }
        adapter.remove(collection, element);
        modCount++;
        return true;
    }

    @Override
    public void clear() {
        copy().forEach(this::removeByValue);
    }

    @Override
    public List<Object> copy() {
        List<Object> copy = new ArrayList<>();
        adapter.elements(collection).forEach(copy::add);
        return copy;
    }

    /** Nothing: how elements are found is the adapter's own affair. */
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
        Iterator<Object> elements = adapter.elements(collection).iterator();
        int expected = modCount;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Object next() {
                if (modCount != expected) {
                    throw new ConcurrentModificationException();
                }
                return elements.next();
            }
        };
    }

    /** Only the class: elements are not asked for their names. */
    @Override
    public String toString() {
        return collection.getClass().getSimpleName();
    }
}

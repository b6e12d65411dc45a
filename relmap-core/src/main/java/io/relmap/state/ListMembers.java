package io.relmap.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The content of a list: ordered, duplicates allowed, compared by identity. */
public final class ListMembers implements Members {

    private static final Object[] NONE = {};

    private Object[] items;
    private int size;
    private int modCount;

    /** An empty list. */
    public ListMembers() {
        items = NONE;
    }

    /** These elements. */
    public ListMembers(Collection<?> elements) {
        items = elements.toArray();
        size = items.length;
    }

    @Override
    public int size() {
        return size;
    }

    /** The element at a place, which is in range. */
    public Object get(int index) {
        return items[index];
    }

    /** The first place of this very object, or -1. */
    public int indexOf(Object element) {
        for (int i = 0; i < size; i++) {
            if (items[i] == element) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean containsIdentity(Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public int count(Object element) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (items[i] == element) {
                count++;
            }
        }
        return count;
    }

    /** Puts an element in before a place. */
    public void insert(int index, Object element) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(4, size + (size >> 1)));
        }
        System.arraycopy(items, index, items, index + 1, size - index);
        items[index] = element;
        size++;
        modCount++;
    }

    /** Replaces the element at a place. */
    public void set(int index, Object element) {
        items[index] = element;
    }

    /** Takes the element at a place out. */
    public void removeAt(int index) {
        size--;
        System.arraycopy(items, index + 1, items, index, size - index);
        items[size] = NONE; // lets go of the element
        modCount++;
    }

    /** Orders the elements from one place to before another; a comparator that fails changes nothing. */
    public void sort(int from, int to, Comparator<Object> order) {
        int expected = modCount;
        Object[] sorted = Arrays.copyOfRange(items, from, to);
        Arrays.sort(sorted, order);
        if (modCount != expected) {
            throw new ConcurrentModificationException("the comparator has changed the list");
        }
        System.arraycopy(sorted, 0, items, from, sorted.length);
        modCount++;
    }

    @Override
    public @Nullable Object addByValue(Object element) {
        insert(size, element);
        return null;
    }

    @Override
    public boolean removeByValue(Object element) {
        int index = indexOf(element);
        if (index < 0) {
            return false;
        }
        removeAt(index);
        return true;
    }

    @Override
    public void clear() {
        items = NONE;
        size = 0;
        modCount++;
    }

    @Override
    public List<Object> copy() {
        List<Object> copy = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            copy.add(items[i]);
        }
        return copy;
    }

    @Override
    public void reindex() {
        // a list finds its elements by looking at each
    }

    @Override
    public int modCount() {
        return modCount;
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private final int expected = modCount;
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Object next() {
                if (modCount != expected) {
                    throw new ConcurrentModificationException();
                }
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return items[next++];
            }
        };
    }

    /** Only the size: elements are not asked for their names. */
    @Override
    public String toString() {
        return "list of " + size;
    }
}

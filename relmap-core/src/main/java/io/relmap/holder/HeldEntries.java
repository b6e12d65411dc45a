package io.relmap.holder;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of a map: what leaves here leaves the map, with events. */
final class HeldEntries<K, T> extends AbstractSet<Entry<K, T>> {

    private final ToMap<K, T> map;

    HeldEntries(ToMap<K, T> map) {
        this.map = map;
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean contains(@Nullable Object object) {
        return object instanceof Entry<?, ?> entry
                && entry.getValue() != null
                && entry.getValue().equals(map.get(entry.getKey()));
    }

    @Override
    public Iterator<Entry<K, T>> iterator() {
        Iterator<K> keys = map.keys();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public Entry<K, T> next() {
                return new HeldEntry<>(map, keys.next());
            }

            @Override
            public void remove() {
                keys.remove();
            }
        };
    }

    @Override
    public Spliterator<Entry<K, T>> spliterator() {
        return Spliterators.spliterator(this, Spliterator.DISTINCT | Spliterator.ORDERED);
    }

    @Override
    public boolean remove(@Nullable Object object) {
        return object instanceof Entry<?, ?> entry
                && contains(entry)
                && map.remove(entry.getKey()) != null;
    }

    @Override
    public boolean removeIf(Predicate<? super Entry<K, T>> filter) {
        return map.removeIf(filter);
    }

    @Override
    public boolean removeAll(Collection<?> entries) {
        Objects.requireNonNull(entries, "entries");
        return map.removeIf(entries::contains);
    }

    @Override
    public boolean retainAll(Collection<?> entries) {
        Objects.requireNonNull(entries, "entries");
        return map.removeIf(entry -> !entries.contains(entry));
    }

    @Override
    public void clear() {
        map.clear();
    }
}

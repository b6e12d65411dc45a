package io.relmap.holder;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The keys of a map: with a key its element leaves the map, with events. */
final class HeldKeys<K> extends AbstractSet<K> {

    private final ToMap<K, ?> map;

    HeldKeys(ToMap<K, ?> map) {
        this.map = map;
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean contains(@Nullable Object key) {
        return map.containsKey(key);
    }

    @Override
    public Iterator<K> iterator() {
        return map.keys();
    }

    @Override
    public Spliterator<K> spliterator() {
        return Spliterators.spliterator(this, Spliterator.DISTINCT | Spliterator.ORDERED);
    }

    @Override
    public boolean remove(@Nullable Object key) {
        return map.remove(key) != null;
    }

    @Override
    public boolean removeIf(Predicate<? super K> filter) {
        Objects.requireNonNull(filter, "filter");
        return map.removeIf(entry -> filter.test(entry.getKey()));
    }

    @Override
    public boolean removeAll(Collection<?> keys) {
        Objects.requireNonNull(keys, "keys");
        return removeIf(keys::contains);
    }

    @Override
    public boolean retainAll(Collection<?> keys) {
        Objects.requireNonNull(keys, "keys");
        return removeIf(key -> !keys.contains(key));
    }

    @Override
    public void clear() {
        map.clear();
    }
}

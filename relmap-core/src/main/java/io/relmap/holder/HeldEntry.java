package io.relmap.holder;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of a map: shows what is under its key now, and puts into the map what it is given. */
final class HeldEntry<K, T> implements Map.Entry<K, T> {

    private final ToMap<K, T> map;
    private final K key;

    /** What was there when it was looked at last: an entry that has left the map still tells it. */
    private T seen;

    HeldEntry(ToMap<K, T> map, K key) {
        this.map = map;
        this.key = key;
        seen = Objects.requireNonNull(map.get(key));
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public T getValue() {
        T now = map.peek(key);
        if (now != null) {
            seen = now;
        }
        return seen;
    }

    @Override
    public T setValue(T element) {
        if (!map.containsKey(key)) {
            throw new IllegalStateException("the entry has left the map");
        }
        T before = getValue();
        map.put(key, element);
        seen = element;
        return before;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> that
                && key.equals(that.getKey())
                && getValue().equals(that.getValue());
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ getValue().hashCode();
    }

    @Override
    public String toString() {
        return key + "=" + getValue();
    }
}

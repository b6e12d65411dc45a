package io.relmap.state;

import io.relmap.mapping.Mapper;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The persistent objects of one session by key: one row, one instance (spec SE-40). Holds strongly (SE-45). */
public final class IdentityMap {

    private final Map<IdentityKey, InstanceState> states = new LinkedHashMap<>();

    /** The object of this key, or null. */
    public @Nullable InstanceState get(IdentityKey key) {
        return states.get(key);
    }

    /** Puts an object in under a key; returns another one that held it before, or null. */
    public @Nullable InstanceState put(IdentityKey key, InstanceState state) {
        InstanceState before = states.put(key, state);
        return before == state ? null : before;
    }

    /** Takes an object out, if it is the one that holds the key. */
    public boolean remove(IdentityKey key, InstanceState state) {
        return states.remove(key, state);
    }

    /** Whether this very object is in it. */
    public boolean contains(InstanceState state) {
        IdentityKey key = state.identity();
        return key != null && states.get(key) == state;
    }

    /** All objects in the order in which they came. */
    public Collection<InstanceState> states() {
        return Collections.unmodifiableCollection(states.values());
    }

    /** All objects of one entity in the order in which they came. */
    public Collection<InstanceState> states(Mapper mapper) {
        return states.values().stream().filter(state -> state.mapper() == mapper).toList();
    }

    /** How many there are. */
    public int size() {
        return states.size();
    }

    /** Takes everything out. */
    public void clear() {
        states.clear();
    }
}

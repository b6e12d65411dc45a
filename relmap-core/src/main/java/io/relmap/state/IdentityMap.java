package io.relmap.state;

import io.relmap.mapping.Mapper;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The persistent objects of one session by key: one row, one instance (spec SE-40). Holds strongly, but for
 * objects that were loaded read-only, and those that were {@linkplain #loosen loosened} and not asked for since:
 * these go as soon as nobody else holds them (SE-45).
 */
public final class IdentityMap {

    private final Map<IdentityKey, InstanceState> states = new LinkedHashMap<>();
    private final Map<IdentityKey, WeakState> readOnly = new LinkedHashMap<>();
    private final Map<IdentityKey, WeakState> loose = new LinkedHashMap<>();
    private final ReferenceQueue<InstanceState> gone = new ReferenceQueue<>();

    /** The object of this key, or null. */
    public @Nullable InstanceState get(IdentityKey key) {
        InstanceState held = states.get(key);
        if (held != null || (readOnly.isEmpty() && loose.isEmpty())) {
            return held;
        }
        WeakState weak = readOnly.getOrDefault(key, loose.get(key));
        return weak == null ? null : weak.get();
    }

    /** Puts an object in under a key; returns another one that held it before, or null. */
    public @Nullable InstanceState put(IdentityKey key, InstanceState state) {
        InstanceState before = get(key);
        if (state.isReadOnly() && state.isHeldByObject()) {
            dropCollected();
            states.remove(key);
            loose.remove(key);
            readOnly.put(key, new WeakState(key, state, gone));
        } else {
            readOnly.remove(key);
            loose.remove(key);
            states.put(key, state);
        }
        return before == state ? null : before;
    }

    /** Holds an object from now on, and has it compared at flushes: it is to be edited. */
    public void pin(InstanceState state) {
        if (!state.isReadOnly() && loose.isEmpty()) {
            return;
        }
        state.readOnly(false);
        IdentityKey key = state.identity();
        if (key != null && get(key) == state) {
            put(key, state);
        }
    }

    /**
     * Holds no object any longer for its own sake that has no change of a relationship (spec SE-45). Those that are
     * asked for again are held again; the others are compared at flushes as long as they are there.
     */
    public void loosen() {
        dropCollected();
        states.values().removeIf(this::loosened);
    }

    private boolean loosened(InstanceState state) {
        IdentityKey key = state.identity();
        if (key == null || !state.isHeldByObject() || state.isModified() || state.hasForced()) {
            return false;
        }
        loose.put(key, new WeakState(key, state, gone));
        return true;
    }

    /** Takes an object out, if it is the one that holds the key. */
    public boolean remove(IdentityKey key, InstanceState state) {
        if (get(key) != state) {
            return false;
        }
        readOnly.remove(key);
        loose.remove(key);
        states.remove(key);
        return true;
    }

    /** Whether this very object is in it. */
    public boolean contains(InstanceState state) {
        IdentityKey key = state.identity();
        return key != null && get(key) == state;
    }

    /** All objects: those that are compared in the order in which they came, then the read-only ones. */
    public Collection<InstanceState> states() {
        if (readOnly.isEmpty()) {
            return compared();
        }
        List<InstanceState> all = new ArrayList<>(compared());
        addAlive(readOnly, all);
        return Collections.unmodifiableList(all);
    }

    private static void addAlive(Map<IdentityKey, WeakState> from, List<InstanceState> to) {
        for (WeakState weak : from.values()) {
            InstanceState state = weak.get();
            if (state != null) {
                to.add(state);
            }
        }
    }

    /** The objects whose fields may have been edited, in the order in which they came; loosened ones last. */
    public Collection<InstanceState> compared() {
        if (!loose.isEmpty()) {
            List<InstanceState> all = new ArrayList<>(states.values());
            addAlive(loose, all);
            return Collections.unmodifiableList(all);
        }
        return Collections.unmodifiableCollection(states.values());
    }

    /** All objects of one entity in the order in which they came. */
    public Collection<InstanceState> states(Mapper mapper) {
        return states().stream().filter(state -> state.mapper() == mapper).toList();
    }

    /** How many there are. */
    public int size() {
        dropCollected();
        return states.size() + readOnly.size() + loose.size();
    }

    /** Takes everything out. */
    public void clear() {
        states.clear();
        readOnly.clear();
        loose.clear();
    }

    private void dropCollected() {
        for (Reference<?> old = gone.poll(); old != null; old = gone.poll()) {
            if (old instanceof WeakState weak) {
                readOnly.remove(weak.key, weak);
                loose.remove(weak.key, weak);
            }
        }
    }

    /** A read-only object, with the key to take its entry away by. */
    private static final class WeakState extends WeakReference<InstanceState> {

        private final IdentityKey key;

        WeakState(IdentityKey key, InstanceState state, ReferenceQueue<InstanceState> queue) {
            super(state, queue);
            this.key = key;
        }
    }
}

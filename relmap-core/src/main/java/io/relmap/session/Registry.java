package io.relmap.session;

import io.relmap.state.IdentityKey;
import io.relmap.state.IdentityMap;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a session: pending ones in the order of addition, persistent ones by key, and the marks for
 * deletion with the {@code delete} calls that set them (spec CA-21). Sets nothing on the objects themselves.
 */
final class Registry {

    private static final InstanceState[] NONE = {};

    private final IdentityMap identityMap = new IdentityMap();
    private final Set<InstanceState> pending = new LinkedHashSet<>();
    private final Map<InstanceState, Set<InstanceState>> marks = new LinkedHashMap<>();

    /** The same the other way round: what each of these calls has marked and is marked still. */
    private final Map<InstanceState, Set<InstanceState>> markedBy = new HashMap<>();

    private final IdentityHashMap<InstanceState, Map<Object, Object>> parentsWhenDeleted =
            new IdentityHashMap<>();
    private final IdentityHashMap<Object, InstanceState> loadingEnabled = new IdentityHashMap<>();
    private long order;

    IdentityMap identityMap() {
        return identityMap;
    }

    /** The pending objects in the order of addition. */
    Set<InstanceState> pending() {
        return pending;
    }

    /** The objects marked for deletion, in the order of marking. */
    Collection<InstanceState> marked() {
        return marks.keySet();
    }

    /** Transient objects whose relationships load (spec SE-80). */
    IdentityHashMap<Object, InstanceState> loadingEnabled() {
        return loadingEnabled;
    }

    /** Whether the object is pending or persistent here. */
    boolean contains(InstanceState state) {
        return state.lifeCycle() == LifeCycle.PENDING
                ? pending.contains(state)
                : identityMap.contains(state);
    }

    boolean isMarked(InstanceState state) {
        return marks.containsKey(state);
    }

    /** Whether it is marked because it was given to {@code delete} itself, not only by a cascade. */
    boolean isDeletedByProgram(InstanceState state) {
        return marks.getOrDefault(state, Set.of()).contains(state);
    }

    /** The number that the next object to enter gets. */
    long nextOrder() {
        return order + 1;
    }

    /** Gives an object that enters its number. */
    void number(InstanceState state) {
        state.order(++order);
    }

    void addPending(InstanceState state) {
        number(state);
        pending.add(state);
    }

    /** Marks an object because {@code cause} was given to {@code delete}. */
    void mark(InstanceState state, InstanceState cause) {
        identityMap.pin(state);
        marks.computeIfAbsent(state, s -> new LinkedHashSet<>()).add(cause);
        markedBy.computeIfAbsent(cause, c -> new LinkedHashSet<>()).add(state);
        if (state == cause) {
            parentsWhenDeleted.put(state, state.parents());
        }
    }

    /** Whether {@code delete} was called for the object when this owner had it already. */
    boolean wasMemberWhenDeleted(InstanceState state, InstanceState owner, Object attribute) {
        Map<Object, Object> records = isMarked(state) ? parentsWhenDeleted.get(state) : null;
        return records != null && records.get(attribute) == owner;
    }

    /** Takes the mark from an object, and from those that were marked only because of it. */
    void unmark(InstanceState state) {
        unmarkOnly(state);
        for (InstanceState other : markedBy.getOrDefault(state, Set.of()).toArray(NONE)) {
            if (marks.getOrDefault(other, Set.of()).size() == 1) {
                unmarkOnly(other);
            } else {
                drop(marks, other, state);
                drop(markedBy, state, other);
            }
        }
    }

    /** Takes the mark from this object alone. */
    void unmarkOnly(InstanceState state) {
        Set<InstanceState> because = marks.remove(state);
        if (because != null) {
            because.forEach(cause -> drop(markedBy, cause, state));
        }
        parentsWhenDeleted.remove(state);
    }

    private static void drop(
            Map<InstanceState, Set<InstanceState>> sets, InstanceState key, InstanceState member) {
        Set<InstanceState> members = sets.get(key);
        if (members != null && members.remove(member) && members.isEmpty()) {
            sets.remove(key);
        }
    }

    /** Takes the object out of everything. */
    void forget(InstanceState state) {
        pending.remove(state);
        IdentityKey key = state.identity();
        if (key != null) {
            identityMap.remove(key, state);
        }
        unmarkOnly(state);
        loadingEnabled.remove(state.entity());
    }

    /** Another object of the same key, or null. */
    @Nullable InstanceState conflicting(InstanceState state) {
        IdentityKey key = state.identity();
        InstanceState held = key == null ? null : identityMap.get(key);
        return held == state ? null : held;
    }

    /** All pending and persistent objects, as a copy. */
    List<InstanceState> all() {
        List<InstanceState> states = new ArrayList<>(pending.size() + identityMap.size());
        states.addAll(pending);
        states.addAll(identityMap.states());
        return states;
    }
}

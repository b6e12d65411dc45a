package io.relmap.holder;

import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.QueryAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.MapMembers;
import io.relmap.state.Members;
import io.relmap.state.PendingQueue;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a holder is serialized: whether its owner stood for a row, and what was loaded. Of a map the
 * keys too.
 */
final class Restored implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Object[] NOTHING = {};

    private final boolean isLoaded;
    private final boolean hasRow;

    @SuppressWarnings("serial") // entities: serialized where their classes say so
    private final @Nullable Object[] values;

    @SuppressWarnings("serial") // as the map holds them: keys of a map are values as a rule
    private final Object @Nullable [] keys;

    private Restored(
            boolean isLoaded, boolean hasRow, @Nullable Object[] values, Object @Nullable [] keys) {
        this.isLoaded = isLoaded;
        this.hasRow = hasRow;
        this.values = values;
        this.keys = keys;
    }

    static @Nullable Restored of(@Nullable InstanceState state, @Nullable Object attribute) {
        if (state == null || !(attribute instanceof RelationshipAttribute bound)) {
            return attribute instanceof Restored restored ? restored : null;
        }
        boolean hasRow = state.hasIdentity() || state.lifeCycle() == LifeCycle.DETACHED;
        if (bound instanceof QueryAttribute && !hasRow) {
            return new Restored(true, false, bound.inMemory(state).toArray(), null);
        }
        if (!state.isPresent(bound.slot())) {
            return new Restored(false, hasRow, NOTHING, null);
        }
        Object value = state.value(bound.slot());
        if (value instanceof Members members) {
            Object[] keys =
                    members instanceof MapMembers map ? map.entries().keySet().toArray() : null;
            return new Restored(true, hasRow, members.copy().toArray(), keys);
        }
        return new Restored(true, hasRow, new @Nullable Object[] {value}, null);
    }

    /** Puts the content back; the object comes back detached. */
    void applyTo(InstanceState state, RelationshipAttribute attribute) {
        if (hasRow) {
            state.lifeCycle(LifeCycle.DETACHED);
        }
        if (!isLoaded) {
            return;
        }
        if (keys != null) {
            attribute.setCommitted(state, List.of());
            if (state.value(attribute.slot()) instanceof MapMembers map) {
                for (int i = 0; i < keys.length; i++) {
                    map.put(keys[i], Objects.requireNonNull(values[i]));
                }
            }
        } else if (attribute instanceof QueryAttribute) {
            PendingQueue queue = state.openQueue(attribute.slot());
            for (Object value : values) {
                queue.add(Objects.requireNonNull(value));
            }
        } else if (attribute instanceof CollectionAttribute) {
            attribute.setCommitted(state, List.of(values));
        } else {
            attribute.setCommitted(state, values[0]);
        }
    }
}

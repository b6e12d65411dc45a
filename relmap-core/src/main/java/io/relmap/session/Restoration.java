package io.relmap.session;

import io.relmap.attribute.EntityShape;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.Committed;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import io.relmap.state.SetMembers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the objects of a session back to what they were when a transaction or savepoint began (spec SE-26,
 * SE-27). Order matters: those that were inserted leave first, so that their keys are free for those that
 * come back.
 */
final class Restoration {

    private final SessionLink session;
    private final Registry registry;
    private final Transitions transitions;
    private final Expiry expiry;
    private final Columns columns;

    Restoration(
            SessionLink session,
            Registry registry,
            Transitions transitions,
            Expiry expiry,
            Columns columns) {
        this.session = session;
        this.registry = registry;
        this.transitions = transitions;
        this.expiry = expiry;
        this.columns = columns;
    }

    /**
     * Restores the objects to what they were before the level; the level is empty afterwards. After a
     * savepoint, objects that were clean since it began keep what they have loaded (spec SE-32).
     */
    void restore(Level level) {
        bringBack(level);
        for (InstanceState state : List.copyOf(registry.identityMap().states())) {
            if (!level.isNested() || changedIn(state, level)) {
                expire(state, level);
            }
        }
        level.clear();
    }

    /** As {@link #restore}, leaving all objects alone that were not changed. */
    void restoreChanged(Level level) {
        bringBack(level);
        for (InstanceState state : List.copyOf(registry.identityMap().states())) {
            if (changedIn(state, level)) {
                expire(state, level);
            }
        }
        level.clear();
    }

    private void bringBack(Level level) {
        level.recall();
        Set<InstanceState> evicted = new LinkedHashSet<>(level.inserted());
        evicted.addAll(registry.pending());
        evicted.stream().filter(this::isOurs).forEach(state -> evict(state, level));
        level.formerKeys().forEach((state, key) -> restoreKey(state, key, evicted));
        level.formerColumns().forEach((state, former) -> restoreDetached(state, former, level));
        List<InstanceState> deleted = new ArrayList<>(level.deleted());
        List<InstanceState> marked = new ArrayList<>(registry.marked());
        deleted.forEach(this::restoreDeleted);
        marked.forEach(registry::unmarkOnly);
        SetMembers.keysChanged();
    }

    private void expire(InstanceState state, Level level) {
        expiry.expireTo(state, level.formerColumns().getOrDefault(state, state.snapshot()));
    }

    /** An object that has gone to another session meanwhile is left alone. */
    private boolean isOurs(InstanceState state) {
        return state.session() == null || state.session() == session;
    }

    private void evict(InstanceState state, Level level) {
        transitions.undoInsert(state);
        if (session.behaviours().isStrict(BehaviourPoint.ROLLED_BACK_KEYS)) {
            showLastKnown(state);
            WrittenValues written = level.written().get(state);
            if (written != null) {
                written.takeOut(state);
            }
            rememberAsAdded(state);
            state.unexpireAll();
        } else {
            forgetExpired(state);
        }
    }

    /** Of an object without row, nothing else says any more what expiry has cleared. */
    private static void showLastKnown(InstanceState state) {
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            Object known = state.lastKnown(attribute);
            if (known != null && state.column(attribute) == null) {
                state.column(attribute, attribute.codec().snapshot(known));
            }
        }
    }

    /** What the reference has expired of an object is lost where the object becomes transient. */
    private static void forgetExpired(InstanceState state) {
        Mapper mapper = state.requireMapper();
        if (mapper.entityClass() != null) {
            state.unexpireAll();
            return;
        }
        for (ColumnAttribute attribute : mapper.columns()) {
            if (state.isExpired(attribute)) {
                mapper.access().unset(state.entity(), attribute.index());
            }
        }
    }

    /** With its keys taken out, its links must be written again when it is added again. */
    private static void rememberAsAdded(InstanceState state) {
        int slots = EntityShape.of(state).slotCount();
        for (int slot = 0; slot < slots; slot++) {
            if (state.isPresent(slot)) {
                state.replaceCommitted(slot, Committed.NOTHING);
            }
        }
    }

    private void restoreKey(InstanceState state, IdentityKey key, Set<InstanceState> evicted) {
        if (evicted.contains(state)
                && !session.behaviours().isStrict(BehaviourPoint.ROLLED_BACK_KEYS)) {
            state.identity(
                    key); // the reference leaves it a key, as it leaves the others (spec 6.2)
            state.lifeCycle(LifeCycle.DETACHED);
            return;
        }
        if (evicted.contains(state) || state.session() != session) {
            return;
        }
        IdentityKey current = state.identity();
        if (current != null) {
            registry.identityMap().remove(current, state);
        }
        state.identity(key);
        if (state.lifeCycle() == LifeCycle.PERSISTENT) {
            registry.identityMap().put(key, state);
        }
    }

    /**
     * An object that has left is not the session's any more, but what was flushed of it is not in its row: it gets
     * back its key (as in the reference) and, in a strict session, what the row holds. What was edited since it left
     * stays, to be written when it is added again (spec SE-14).
     */
    private void restoreDetached(InstanceState state, @Nullable Object[] former, Level level) {
        if (state.session() != null
                || state.lifeCycle() != LifeCycle.DETACHED
                || state.wasDeleted()
                || level.inserted().contains(state)) {
            return;
        }
        IdentityKey key = level.formerKeys().get(state);
        if (key == null && !session.behaviours().isStrict()) {
            return;
        }
        @Nullable Object[] current = columns.read(state);
        @Nullable Object[] flushed = state.snapshot();
        boolean keepsSlots = state.isModified();
        if (key != null) {
            state.identity(key);
        }
        if (keepsSlots) {
            expiry.expireColumns(state, former);
        } else {
            expiry.expireTo(state, former);
        }
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            Object value = current[attribute.index()];
            if (flushed != null && !Columns.same(attribute, flushed[attribute.index()], value)) {
                state.column(attribute, value);
            }
        }
    }

    private void restoreDeleted(InstanceState state) {
        IdentityKey key = state.identity();
        if (state.lifeCycle() == LifeCycle.DELETED && state.session() == session && key != null) {
            transitions.restored(state, key);
        }
    }

    private boolean changedIn(InstanceState state, Level level) {
        Map<InstanceState, ?> flushed = level.formerColumns();
        return state.isModified() || flushed.containsKey(state) || columns.differ(state);
    }
}

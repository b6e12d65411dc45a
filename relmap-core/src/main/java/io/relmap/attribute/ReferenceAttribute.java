package io.relmap.attribute;

import io.relmap.mapping.Relationship;
import io.relmap.mapping.Wiring;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relationship to one object. */
public final class ReferenceAttribute extends RelationshipAttribute {

    ReferenceAttribute(EntityShape owner, int slot, Wiring wiring) {
        super(owner, slot, wiring);
    }

    @Override
    public @Nullable Object get(InstanceState state, FetchMode mode) {
        int slot = slot();
        if (state.isPresent(slot)) {
            return state.value(slot);
        }
        Object found = find(state, mode, KeySource.CURRENT);
        if (found == Committed.NOTHING) {
            return mode.mayInitialize() ? null : Unknown.UNKNOWN;
        }
        return found == Unknown.UNKNOWN ? found : settle(state, found);
    }

    /** Keeps what was found, unless the load itself has filled the slot. */
    private @Nullable Object settle(InstanceState state, @Nullable Object found) {
        if (state.isPresent(slot())) {
            return state.value(slot());
        }
        setCommitted(state, found);
        return found;
    }

    @Override
    public void setCommitted(InstanceState state, @Nullable Object loaded) {
        state.put(slot(), loaded);
        state.forgetHistory(slot());
    }

    @Override
    public boolean holds(InstanceState state, Object element) {
        return state.isPresent(slot()) && state.value(slot()) == element;
    }

    @Override
    public History history(InstanceState state, FetchMode mode) {
        int slot = slot();
        Object current = state.isPresent(slot) ? state.value(slot) : get(state, withoutInit(mode));
        if (current == Unknown.UNKNOWN) {
            return hasRow(state) ? History.NOT_KNOWN : History.EMPTY;
        }
        return history(current, isWritten() ? before(state) : Committed.UNCHANGED);
    }

    @Override
    public History historyInMemory(InstanceState state) {
        if (!state.isPresent(slot()) || !isWritten()) {
            return history(state, FetchMode.NO_INITIALIZE);
        }
        Object before = state.committed(slot());
        History history = history(state.value(slot()), before);
        return before == Committed.UNKNOWN && mayLookUp(state)
                ? new History(history.added(), history.unchanged(), history.deleted(), false)
                : history;
    }

    private static History history(@Nullable Object current, @Nullable Object before) {
        if (before == Committed.UNCHANGED || before == current) {
            return new History(List.of(), Collections.singletonList(current), List.of(), true);
        }
        boolean wasObject = before != null && !(before instanceof Committed);
        return new History(
                Collections.singletonList(current),
                List.of(),
                wasObject ? Collections.singletonList(before) : List.of(),
                true);
    }

    private static FetchMode withoutInit(FetchMode mode) {
        return switch (mode) {
            case NO_INITIALIZE, NO_FETCH -> FetchMode.NO_INITIALIZE;
            case FULL, FULL_NO_INIT, NO_FETCH_RELATED, ONLY_PERSISTENT -> FetchMode.FULL_NO_INIT;
        };
    }

    /** The committed copy; one that was not looked up at the assignment is looked up now (spec AT-18). */
    private @Nullable Object before(InstanceState state) {
        Object copy = state.committed(slot());
        if (copy != Committed.UNKNOWN || !mayLookUp(state)) {
            return copy;
        }
        Object found = find(state, FetchMode.FULL_NO_INIT, KeySource.COMMITTED);
        state.replaceCommitted(slot(), found);
        return found;
    }

    /**
     * Whether the old value is looked up at the assignment although the flush would do: it may be in memory,
     * and would go on to name this object (spec AT-46). It takes the SELECT that the flush then saves.
     */
    private boolean looksUpEarly(InstanceState state) {
        return mayLookUp(state) && CollectionAttribute.isStrict(state) && reverse() != null;
    }

    /** Whether what the row names has changed sides in memory since: it is no partner any more. */
    private boolean hasLeft(Object partner, InstanceState state) {
        InstanceState other = stateOf(partner);
        RelationshipAttribute back = reverseIn(EntityShape.of(other));
        return back != null && other.isPresent(back.slot()) && !back.holds(other, state.entity());
    }

    private boolean mayLookUp(InstanceState state) {
        return state.session() != null && hasRow(state) && hasLateHistory();
    }

    private boolean hasLateHistory() {
        Relationship bound = relationship();
        return bound != null && !bound.join().useGet();
    }

    /** A program sets the reference (spec AT-14). */
    public void set(InstanceState state, @Nullable Object value) {
        if (value != null) {
            Refusals.checkType(this, value);
        }
        Change.run(
                state,
                () -> {
                    replace(state, value, null, token(Operation.REPLACE));
                    return true;
                });
    }

    @Override
    public void link(InstanceState state, Object element, Initiator initiator) {
        replace(state, element, null, initiator);
    }

    @Override
    public void unlink(InstanceState state, Object element, Initiator initiator) {
        replace(state, null, element, initiator);
    }

    /** The steps of AT-14; {@code onlyIf}: the value that must still be there, or null for any. */
    private void replace(
            InstanceState state,
            @Nullable Object value,
            @Nullable Object onlyIf,
            Initiator initiator) {
        Object committed = oldValue(state);
        boolean isKnown = committed != Unknown.UNKNOWN;
        if (onlyIf != null && isKnown && committed != onlyIf) {
            return;
        }
        Object old = committed == Committed.NOTHING ? null : committed;
        if (old != null && isKnown && old != value) {
            recordNoParent(stateOf(old), state);
        }
        Object taken = value;
        for (SlotListener listener : listeners()) {
            taken = listener.set(state, taken, old, initiator);
        }
        if (taken != value) {
            if (taken != null) {
                Refusals.checkType(this, taken);
            }
            checkMayReplace(state, initiator);
        }
        changing(state, isKnown ? committed : Committed.UNKNOWN);
        if (taken != null) {
            recordParent(stateOf(taken), state);
        }
        store(state, taken);
        if (old != null && isKnown && old != taken) {
            Change.current().separated(this, state, old);
        }
    }

    /**
     * The old value without SQL, unless history is active (spec AT-16, AT-17). Under active history a new
     * object's is null, so that setting null is no change.
     */
    private @Nullable Object oldValue(InstanceState state) {
        if (state.isPresent(slot())) {
            return state.value(slot());
        }
        boolean isActive = hasActiveHistory();
        FetchMode mode = isActive ? FetchMode.ONLY_PERSISTENT : FetchMode.NO_FETCH;
        Object found = find(state, mode, KeySource.COMMITTED);
        if (found == Unknown.UNKNOWN && looksUpEarly(state)) {
            found = find(state, FetchMode.NO_FETCH_RELATED, KeySource.COMMITTED);
            if (found != null && hasLeft(found, state)) {
                found = Unknown.UNKNOWN;
            }
        }
        if (isActive && found == Committed.NOTHING) {
            return null;
        }
        return found == Unknown.UNKNOWN || found == Committed.NOTHING
                ? found
                : settle(state, found);
    }
}

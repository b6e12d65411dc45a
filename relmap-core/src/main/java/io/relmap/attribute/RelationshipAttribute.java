package io.relmap.attribute;

import io.relmap.annotation.Lazy;
import io.relmap.join.Direction;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.Wiring;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.Members;
import io.relmap.state.ParentRecord;
import io.relmap.state.SessionLink;
import io.relmap.state.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One relationship as an attribute of the objects of a class: the only way to read or change a slot. Works
 * with and without a session, mapper or table.
 */
public abstract sealed class RelationshipAttribute permits ReferenceAttribute, CollectionAttribute {

    private final EntityShape owner;
    private final int slot;
    private final Listeners listeners = new Listeners();
    private final MappedListeners mapped = new MappedListeners(this);
    private final Initiator append;
    private final Initiator remove;
    private final Initiator replace;
    private final Initiator bulkReplace;
    private volatile Wiring wiring;
    private volatile @Nullable RelationshipAttribute reverse;
    private volatile @Nullable Relationship relationship;

    RelationshipAttribute(EntityShape owner, int slot, Wiring wiring) {
        this.owner = owner;
        this.slot = slot;
        this.wiring = wiring;
        replace = new Initiator(this, Operation.REPLACE);
        append = wiring.content().isCollection() ? new Initiator(this, Operation.APPEND) : replace;
        remove = new Initiator(this, Operation.REMOVE);
        bulkReplace = new Initiator(this, Operation.BULK_REPLACE);
        mapped.told(wiring, listeners);
        listeners.add(Stage.SINGLE_PARENT, new ReadOnlyCheck(this));
        listeners.add(Stage.SINGLE_PARENT, new SingleParentCheck(this));
        listeners.add(Stage.CASCADE, new EventCascade(this));
    }

    /**
     * Whether a call has changed some attribute and is not through yet: what it has done so far is not to be
     * flushed, because it may still be taken back (spec AT-26).
     */
    public static boolean isChangeUnderWay() {
        return Change.isUnderWay();
    }

    /** The class that has it. */
    public final EntityShape owner() {
        return owner;
    }

    /** The place of its value in each object's state. */
    public final int slot() {
        return slot;
    }

    /** The attribute's name. */
    public final String name() {
        return wiring.name();
    }

    /** What it holds. */
    public final Content content() {
        return wiring.content();
    }

    /** What is declared of it. */
    public final Wiring wiring() {
        return wiring;
    }

    /** Which way the reference goes, or null while no mapping was built. */
    public final @Nullable Direction direction() {
        Relationship bound = relationship;
        return bound == null ? null : bound.direction();
    }

    /** The relationship of the mapping that was built last, or null while there is none. */
    public final @Nullable Relationship relationship() {
        return relationship;
    }

    /**
     * The relationship as the mapping has it that an object belongs to; of one that belongs to none yet, as the
     * mapping that was built last has it. One class may be mapped for several databases.
     */
    public final @Nullable Relationship relationshipOf(InstanceState state) {
        Mapper mapper = state.mapper();
        Relationship own = mapper == null ? null : mapper.findRelationship(name());
        return own == null ? relationship : own;
    }

    /** The token of a chain of events that begins here (spec AT-38). */
    public final Initiator token(Operation operation) {
        return switch (operation) {
            case APPEND -> append;
            case REMOVE -> remove;
            case REPLACE -> replace;
            case BULK_REPLACE -> bulkReplace;
        };
    }

    /**
     * A listener has put another value in the place of the one that came. Where that came from the other side, it
     * names this object already: the two would not agree. The reference leaves them so.
     */
    final void checkMayReplace(InstanceState state, Initiator initiator) {
        if (initiator.attribute() != this && CollectionAttribute.isStrict(state)) {
            throw Refusals.replacedFromOtherSide(this);
        }
    }

    /** The attribute of the target that changes are carried to, or null (spec AT-36). */
    public final @Nullable RelationshipAttribute reverse() {
        RelationshipAttribute known = reverse;
        if (known == null && Backreference.isCarried(wiring)) {
            EntityShape target = owner.targetOf(this);
            known = target == null ? null : reverseIn(target);
            reverse = known;
        }
        return known;
    }

    /** As {@link #reverse()}, for an element of this class, which may be a subclass of the target. */
    public final @Nullable RelationshipAttribute reverseIn(EntityShape element) {
        RelationshipAttribute known = reverse;
        if (known != null && known.owner == element) {
            return known;
        }
        String name = wiring.reverse();
        if (name == null || !Backreference.isCarried(wiring)) {
            return null;
        }
        RelationshipAttribute found = element.find(name);
        return found == null || found.wiring.flags().viewOnly() ? null : found;
    }

    /** Reads the slot: an object, null, {@code Members}, or {@code Unknown.UNKNOWN} (spec AT-2, AT-6). */
    public abstract @Nullable Object get(InstanceState state, FetchMode mode);

    /** What changed since the last load or flush; {@code mode} says whether it may load (AT-7, AT-8). */
    public abstract History history(InstanceState state, FetchMode mode);

    /**
     * Puts a value in as if loaded: no events, earlier history gone, a queue applied on top (spec AT-67,
     * AT-62).
     *
     * @param loaded the object or null for a reference, a {@code java.util.List} for a collection
     */
    public abstract void setCommitted(InstanceState state, @Nullable Object loaded);

    /** An element comes in from the other side (spec AT-39, AT-41): never loads. */
    public abstract void link(InstanceState state, Object element, Initiator initiator);

    /** An element goes out from the other side, if it is in (spec AT-40, AT-41): never loads. */
    public abstract void unlink(InstanceState state, Object element, Initiator initiator);

    /** The elements that are known without a load. */
    public List<Object> inMemory(InstanceState state) {
        Object value = state.isPresent(slot) ? state.value(slot) : null;
        return value instanceof Members members
                ? members.copy()
                : value == null ? List.of() : List.of(value);
    }

    /** Whether the slot is present and this very object is in it. */
    public abstract boolean holds(InstanceState state, Object element);

    /** Adds a listener behind those of its stage. */
    public final void listen(Stage stage, SlotListener listener) {
        listeners.add(stage, listener);
    }

    /** Adds a listener behind those already there. */
    public final void listen(SlotListener listener) {
        listen(Stage.LISTENER, listener);
    }

    /** The listeners in the order of their calls. */
    final SlotListener[] listeners() {
        return listeners.calls();
    }

    /** Whether the old value is fetched before it is replaced (spec AT-17). */
    final boolean hasActiveHistory() {
        Wiring.Flags flags = wiring.flags();
        return flags.activeHistory() || flags.singleParent() || listeners.needOldValue();
    }

    /** Whether a flush reads it; what is only read has no history (spec AT-11). */
    final boolean isWritten() {
        return !wiring.flags().viewOnly();
    }

    /**
     * Whether an object is an orphan (spec CA-40).
     *
     * @param owning the relationships that own it
     * @param ofAll whether it must lack a parent by all of them, not by any
     */
    public static boolean isOrphan(
            InstanceState state, List<RelationshipAttribute> owning, boolean ofAll) {
        return ofAll
                ? !owning.isEmpty() && owning.stream().noneMatch(one -> one.hasParent(state))
                : owning.stream().anyMatch(one -> !one.hasParent(state));
    }

    /** Whether an object has a parent by this relationship (spec AT-33). */
    public final boolean hasParent(InstanceState element) {
        Object record = element.parent(this);
        return record == null ? element.hasIdentity() : record != ParentRecord.NONE;
    }

    /** The element has an owner now (spec AT-31). */
    final void recordParent(InstanceState element, InstanceState parent) {
        InstanceState.keepTogether(parent, element);
        Parents.recorded(this, element, parent);
    }

    /** The element has left its owner (spec AT-31). */
    final void recordNoParent(InstanceState element, InstanceState parent) {
        Parents.cleared(this, element, parent);
    }

    /** The state of an element. */
    final InstanceState stateOf(Object element) {
        return owner.states().stateOf(element);
    }

    /** Keeps the committed copy at the first change, and marks the object (spec AT-9, AT-11). */
    final void changing(InstanceState state, @Nullable Object copy) {
        if (!isWritten()) {
            return;
        }
        if (state.committed(slot) == Committed.UNCHANGED) {
            state.replaceCommitted(slot, copy);
            Change.current().onFailure(() -> state.dropCommitted(slot));
        }
        markModified(state);
    }

    final void markModified(InstanceState state) {
        if (!state.isModified()) {
            state.modified(true);
            Change.current().onFailure(() -> state.modified(false));
        }
        SessionLink session = state.session();
        if (session != null) {
            session.modified(state);
        }
    }

    /** Puts a value into the slot; a failure of the call takes it out again. */
    final void store(InstanceState state, @Nullable Object value) {
        if (state.isPresent(slot)) {
            Object before = state.value(slot);
            Change.current().onFailure(() -> state.put(slot, before));
        } else {
            Change.current().onFailure(() -> state.withdraw(slot));
        }
        state.put(slot, value);
    }

    /**
     * What an absent slot has: the value found, {@link Unknown#UNKNOWN}, or {@link Committed#NOTHING} for
     * an object that has no row (spec AT-2).
     */
    final @Nullable Object find(InstanceState state, FetchMode mode, KeySource key) {
        boolean hasRow = hasRow(state);
        if (mode == FetchMode.NO_INITIALIZE) {
            return hasRow ? Unknown.UNKNOWN : Committed.NOTHING;
        }
        SessionLink session = state.session();
        if (!hasRow && (session == null || !loadsWithoutRow(state, mode))) {
            return Committed.NOTHING;
        }
        if (session == null) {
            if (mode == FetchMode.NO_FETCH) {
                return Unknown.UNKNOWN;
            }
            Relationship bound = relationshipOf(state);
            throw bound != null && bound.settings().lazy() == Lazy.RAISE
                    ? Refusals.notAtAccess(this, state)
                    : Refusals.detached(this, state);
        }
        session.checkUsable();
        return session.initializer().load(state, slot, mode, key);
    }

    /**
     * As {@link #history} of what is held, but looks up no old value either (spec AT-18): {@link History#isKnown} then
     * says whether one is missing.
     */
    public History historyInMemory(InstanceState state) {
        return history(state, FetchMode.NO_INITIALIZE);
    }

    /** Whether the object stands for a row, attached or not. */
    static boolean hasRow(InstanceState state) {
        return state.hasIdentity() || state.lifeCycle() == LifeCycle.DETACHED;
    }

    private boolean loadsWithoutRow(InstanceState state, FetchMode mode) {
        if (mode == FetchMode.ONLY_PERSISTENT) {
            return false;
        } else if (state.isLoadingEnabled()) {
            return true;
        } else if (state.lifeCycle() != LifeCycle.PENDING) {
            return false;
        }
        Relationship bound = relationshipOf(state);
        return bound != null && bound.settings().writing().loadOnPending();
    }

    /** Takes over what a built mapping knows. */
    final void bind(Relationship built) {
        built.occupy(slot);
        adopt(built.wiring());
        relationship = built;
        Backreference.registerOwner(this);
    }

    /** Takes another declaration: a backref claims a plain holder, a mapping knows more. */
    final void adopt(Wiring other) {
        wiring = other;
        reverse = null;
        mapped.told(other, listeners);
    }

    /** {@code Owner.name}, as messages write it. */
    @Override
    public final String toString() {
        return owner.name() + "." + name();
    }
}

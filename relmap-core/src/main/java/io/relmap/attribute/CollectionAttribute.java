package io.relmap.attribute;

import io.relmap.mapping.AdaptedCollection;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.MapKeySource;
import io.relmap.mapping.Wiring;
import io.relmap.state.AdaptedMembers;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;
import io.relmap.state.MapMembers;
import io.relmap.state.Members;
import io.relmap.state.PendingQueue;
import io.relmap.state.SessionLink;
import io.relmap.state.SetMembers;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A relationship to several objects. What a program does loads the collection first (spec AT-3); what
 * arrives through the other side is queued while the collection is absent (AT-60).
 */
public sealed class CollectionAttribute extends RelationshipAttribute permits QueryAttribute {

    /** What a collection of an object without row reads as before its first change: never written to. */
    private final Members empty;

    final Positions positions = new Positions(this);
    final CollectionEvents events = new CollectionEvents(this);
    private final ListEvents places = new ListEvents(this, events);

    CollectionAttribute(EntityShape owner, int slot, Wiring wiring) {
        super(owner, slot, wiring);
        empty = newMembers();
    }

    Members newMembers() {
        return switch (content()) {
            case SET -> new SetMembers();
            case MAP -> new MapMembers(keySource());
            case CUSTOM -> new AdaptedMembers(adapter());
            case LIST, QUERY, REFERENCE -> new ListMembers();
        };
    }

    private CollectionAdapter<Object, Object> adapter() {
        if (wiring().arrangement() instanceof AdaptedCollection adapted) {
            return adapted.adapter();
        }
        throw new IllegalStateException(
                this + " is a ToCollection and needs an adapter (@CollectionType)");
    }

    private MapKeySource keySource() {
        return Objects.requireNonNull(
                wiring().mapKey(), () -> this + " is a map and needs a key (@MapKey)");
    }

    // Reading ---------------------------------------------------------------------------------

    @Override
    public @Nullable Object get(InstanceState state, FetchMode mode) {
        Members members = state.members(slot());
        if (members != null) {
            return members;
        }
        if (mode == FetchMode.NO_FETCH && hasRow(state)) {
            return Unknown.UNKNOWN;
        }
        Object found = find(state, mode, KeySource.CURRENT);
        if (found == Committed.NOTHING) {
            return mode.mayInitialize() ? nothing() : Unknown.UNKNOWN;
        }
        if (found == Unknown.UNKNOWN) {
            return found;
        }
        if (!state.isPresent(slot())) {
            setCommitted(state, found);
        }
        return state.value(slot());
    }

    /** The content as a program reads it: loads what is absent. */
    public Members read(InstanceState state) {
        return get(state, FetchMode.FULL) instanceof Members members ? members : nothing();
    }

    /** A collection of the program's own can be changed by it: nobody else may see that one. */
    private Members nothing() {
        return content() == Content.CUSTOM ? newMembers() : empty;
    }

    @Override
    public boolean holds(InstanceState state, Object element) {
        Members members = state.members(slot());
        return members != null && members.containsIdentity(element);
    }

    @Override
    public void setCommitted(InstanceState state, @Nullable Object loaded) {
        List<?> rows = loaded == null ? List.of() : (List<?>) loaded;
        Members members;
        if (content() == Content.LIST) {
            ListMembers list = new ListMembers(rows);
            members = list;
            if (!state.isReadOnly()) {
                positions.loaded(list);
            }
        } else {
            members = newMembers();
            for (Object row : rows) {
                members.addByValue(row);
            }
        }
        PendingQueue queue = state.queue(slot());
        state.put(slot(), members);
        state.forgetHistory(slot());
        if (queue != null && !queue.isEmpty()) {
            apply(queue, state, members);
        }
    }

    /** Puts a queue on top of what was loaded (spec AT-62, AT-63). */
    private void apply(PendingQueue queue, InstanceState state, Members members) {
        state.replaceCommitted(slot(), members.copy());
        state.modified(true);
        Set<Object> present =
                CollectionHistory.identitySet(isStrict(state) ? members.copy() : List.of());
        List<Object> displaced = new ArrayList<>();
        for (Object added : queue.added()) {
            if (!present.contains(added)) {
                Object before = members.addByValue(added);
                if (before != null && before != added) {
                    displaced.add(before);
                }
            }
        }
        queue.removed().forEach(members::removeByValue);
        if (members instanceof ListMembers list) {
            positions.loaded(list);
        }
        if (isStrict(state)) {
            displaced.forEach(element -> displace(state, element));
        }
    }

    /** What waited has taken the key of an element that was loaded: that one's other side follows. */
    private void displace(InstanceState state, Object element) {
        Change.run(
                state,
                () -> {
                    events.leaving(state, element, token(Operation.REMOVE), true);
                    return true;
                });
    }

    @Override
    public History history(InstanceState state, FetchMode mode) {
        Members members = state.members(slot());
        if (members == null && mode.mayLoadColumns()) {
            members = get(state, FetchMode.FULL_NO_INIT) instanceof Members loaded ? loaded : null;
        }
        if (members != null) {
            return CollectionHistory.of(
                    members, isWritten() ? state.committed(slot()) : Committed.UNCHANGED);
        }
        PendingQueue queue = state.queue(slot());
        if (queue != null && isWritten()) {
            return new History(
                    new ArrayList<>(queue.added()),
                    List.of(),
                    new ArrayList<>(queue.removed()),
                    false);
        }
        return hasRow(state) ? History.NOT_KNOWN : History.EMPTY;
    }

    static boolean isStrict(InstanceState state) {
        return EntityShape.behavioursOf(state).isStrict(BehaviourPoint.DISPLACED_ELEMENTS);
    }

    // A program changes it ---------------------------------------------------------------------

    /**
     * A program adds an element at the end, or by its key. Loads the collection first (spec AT-3).
     *
     * @return false if it is a set that has the element already
     */
    public boolean append(InstanceState state, Object element) {
        Refusals.checkElement(this, element);
        return change(state, () -> events.enter(state, element, token(Operation.APPEND)));
    }

    /** A program puts an element into a list before a place. */
    public void insert(InstanceState state, int index, Object element) {
        Refusals.checkElement(this, element);
        change(state, () -> places.insertAt(state, index, element));
    }

    /** A program replaces the element at a place of a list; the same one again is no change. */
    public void setAt(InstanceState state, int index, Object element) {
        Refusals.checkElement(this, element);
        change(state, () -> places.replaceAt(state, index, element));
    }

    /** A program takes out the element at a place of a list. */
    public void removeAt(InstanceState state, int index) {
        change(state, () -> places.removeAt(state, index));
    }

    /** A program puts an element into a map under a key of its choice (spec CO-21, CO-22). */
    public void put(InstanceState state, @Nullable Object key, Object element) {
        Refusals.checkElement(this, element);
        Objects.requireNonNull(key, () -> Refusals.nullKey(this));
        change(
                state,
                () -> {
                    events.put(state, key, element, token(Operation.APPEND));
                    return true;
                });
    }

    /** A program adds an element again that is inside (spec CO-6). */
    public void addAgain(InstanceState state, Object element) {
        change(state, () -> events.addedAgain(state, element, token(Operation.APPEND)));
    }

    /** A program takes out what is under a key of a map; nothing if there is none. */
    public void removeKey(InstanceState state, Object key) {
        change(state, () -> events.removeKey(state, key, token(Operation.REMOVE)));
    }

    /** A program removes an element; false if it is no member. */
    public boolean remove(InstanceState state, Object element) {
        return change(state, () -> events.remove(state, element, token(Operation.REMOVE)));
    }

    /** A program takes everything out. */
    public void clear(InstanceState state) {
        change(state, () -> events.clear(state, token(Operation.REMOVE)));
    }

    /** A program orders a part of a list: no events, the members stay the same (spec CO-4). */
    public void sort(InstanceState state, int from, int to, Comparator<Object> order) {
        if (read(state) instanceof ListMembers list && list != empty) {
            Change.run(
                    state,
                    () -> {
                        list.sort(from, to, order);
                        positions.rearranged(list);
                        return true;
                    });
        }
    }

    /**
     * A program numbers an ordered list anew (spec CO-29).
     *
     * @throws io.relmap.error.InvalidRequestException if it is no ordered list
     */
    public void reorder(InstanceState state) {
        if (wiring().numbering() == null) {
            throw Refusals.notOrdered(this);
        }
        change(
                state,
                () -> {
                    if (read(state) instanceof ListMembers list) {
                        positions.renumber(list);
                    }
                    return true;
                });
    }

    /** A program assigns a whole new content (spec CO-8). */
    public void replaceAll(InstanceState state, Collection<?> elements) {
        List<Object> values = new ArrayList<>(elements);
        values.forEach(value -> Refusals.checkElement(this, value));
        Change.run(state, () -> events.replaceAll(state, values, token(Operation.BULK_REPLACE)));
    }

    /** Makes one call of several changes: all of them happen or none (spec AT-26). */
    public void together(InstanceState state, Runnable changes) {
        Change.run(
                state,
                () -> {
                    changes.run();
                    return true;
                });
    }

    private <T> T change(InstanceState state, Supplier<T> call) {
        return Change.run(
                state,
                () -> {
                    read(state);
                    return call.get();
                });
    }

    // The other side changes it ----------------------------------------------------------------

    @Override
    public void link(InstanceState state, Object element, Initiator initiator) {
        if (get(state, FetchMode.NO_FETCH) == Unknown.UNKNOWN) {
            Object taken = events.entering(state, element, initiator);
            Change.current().onFailure(state.openQueue(slot()).add(taken));
            Change.current().joined(this, state, taken);
        } else {
            events.enter(state, element, initiator);
        }
    }

    @Override
    public void unlink(InstanceState state, Object element, Initiator initiator) {
        if (get(state, FetchMode.NO_FETCH) == Unknown.UNKNOWN) {
            events.leaving(state, element, initiator, true);
            Change.current().onFailure(state.openQueue(slot()).remove(element));
        } else {
            events.leave(state, element, initiator);
        }
    }

    /** Reloads an element if the attribute that the collection goes by is expired (spec SE-54). */
    void reloadExpired(Object element, String attributeName) {
        InstanceState state = stateOf(element);
        if (!isExpired(state, attributeName)) {
            return;
        }
        SessionLink session = state.session();
        if (session == null) {
            throw Refusals.expiredKey(this, state, attributeName);
        }
        session.initializer().refreshExpired(state);
    }

    /** Whether the attribute's column must be reloaded; where it is no column, whether any must. */
    private static boolean isExpired(InstanceState state, String attributeName) {
        if (!state.hasExpiredColumns()) {
            return false;
        }
        ColumnAttribute column = state.requireMapper().findColumn(attributeName);
        return column == null || state.isExpired(column);
    }

    /** The content to write to: made here, if this is the first change of a new object's. */
    Members open(InstanceState state) {
        Members members = state.members(slot());
        if (members == null) {
            members = newMembers();
            store(state, members);
        }
        return members;
    }

    /** The first change keeps a copy of the content before it (spec AT-9). */
    void changing(InstanceState state) {
        if (!isWritten()) {
            return;
        }
        Members members = state.members(slot());
        if (members == null && hasRow(state)) {
            markModified(state);
        } else if (members == null) {
            changing(state, Committed.NOTHING);
        } else if (state.committed(slot()) == Committed.UNCHANGED) {
            changing(state, members.copy());
        } else {
            markModified(state);
        }
    }
}

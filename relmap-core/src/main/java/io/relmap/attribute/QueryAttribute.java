package io.relmap.attribute;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.Direction;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.Wiring;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;
import io.relmap.state.PendingQueue;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relationship to several objects that never holds them: what changes is queued until the flush, what is
 * read comes from the database each time (spec CO-30, LO-90 to LO-97). The queue is its history.
 */
public final class QueryAttribute extends CollectionAttribute {

    QueryAttribute(EntityShape owner, int slot, Wiring wiring) {
        super(owner, slot, wiring);
    }

    // Reading ---------------------------------------------------------------------------------

    @Override
    public @Nullable Object get(InstanceState state, FetchMode mode) {
        if (mode == FetchMode.NO_INITIALIZE || mode == FetchMode.NO_FETCH) {
            return Unknown.UNKNOWN;
        }
        Object found = rows(state, mode);
        if (found == Committed.NOTHING) {
            return mode.mayInitialize() ? new ListMembers(inMemory(state)) : Unknown.UNKNOWN;
        }
        return found instanceof List<?> rows ? new ListMembers(changed(state, rows)) : found;
    }

    /** The rows' objects, or what there is in their place; an autoflush may empty the queue. */
    private @Nullable Object rows(InstanceState state, FetchMode mode) {
        checkReadable(state);
        return find(state, mode, KeySource.CURRENT);
    }

    /**
     * Its rows are to be read.
     *
     * @throws InvalidRequestException if it is write-only (spec LO-96)
     */
    public void checkReadable(InstanceState state) {
        Relationship bound = relationship();
        if (bound != null && bound.settings().lazy() == Lazy.WRITE_ONLY && hasRow(state)) {
            throw notToBeRead(state);
        }
    }

    private List<Object> changed(InstanceState state, List<?> rows) {
        History history = historyOver(state, rows);
        List<Object> now = new ArrayList<>();
        history.unchanged().forEach(element -> now.add(Objects.requireNonNull(element)));
        history.added().forEach(element -> now.add(Objects.requireNonNull(element)));
        return now;
    }

    /** What was added since the last flush. */
    @Override
    public List<Object> inMemory(InstanceState state) {
        PendingQueue queue = state.queue(slot());
        return queue == null ? List.of() : List.copyOf(queue.added());
    }

    @Override
    public boolean holds(InstanceState state, Object element) {
        PendingQueue queue = state.queue(slot());
        return queue != null && queue.adds(element);
    }

    /** Drops what is queued; there is nothing to hold (spec LO-97). */
    @Override
    public void setCommitted(InstanceState state, @Nullable Object loaded) {
        state.dropQueue(slot());
    }

    @Override
    public History history(InstanceState state, FetchMode mode) {
        if (mode.mayLoadColumns() && hasRow(state) && state.session() != null) {
            Object found = rows(state, FetchMode.FULL_NO_INIT);
            if (found instanceof List<?> rows) {
                return historyOver(state, rows);
            }
        }
        return super.history(state, FetchMode.NO_INITIALIZE);
    }

    /** What is queued against these rows. */
    public History historyOver(InstanceState state, List<?> rows) {
        PendingQueue queue = state.queue(slot());
        if (queue == null || !isWritten()) {
            return new History(List.of(), new ArrayList<>(rows), List.of(), true);
        }
        Set<Object> there = CollectionHistory.identitySet(rows);
        Set<Object> removed = CollectionHistory.identitySet(queue.removed());
        return new History(
                queue.added().stream()
                        .filter(element -> !there.contains(element))
                        .<@Nullable Object>map(element -> element)
                        .toList(),
                rows.stream()
                        .filter(element -> !removed.contains(element))
                        .<@Nullable Object>map(element -> element)
                        .toList(),
                CollectionHistory.view(queue.removed()),
                true);
    }

    // A program changes it ---------------------------------------------------------------------

    /** A program adds an element: it is queued, and the other side knows at once (spec LO-91). */
    @Override
    public boolean append(InstanceState state, Object element) {
        Refusals.checkElement(this, element);
        return Change.run(
                state,
                () -> {
                    link(state, element, token(Operation.APPEND));
                    return true;
                });
    }

    /**
     * A program removes an element.
     *
     * @return false if it cannot be one, because it has no row and was not added
     * @throws InvalidRequestException if its own foreign key names another owner (spec LO-91)
     */
    @Override
    public boolean remove(InstanceState state, Object element) {
        InstanceState other = stateOf(element);
        if (!holds(state, element)) {
            if (!hasRow(state) || !hasRow(other) || isRemoved(state, element)) {
                return false;
            } else if (isOfAnother(state, other)) {
                throw ofAnother(state, other);
            }
        }
        return Change.run(
                state,
                () -> {
                    unlink(state, element, token(Operation.REMOVE));
                    return true;
                });
    }

    @Override
    public void clear(InstanceState state) {
        replaceAll(state, List.of());
    }

    /** A program assigns a whole content: what is there now is read, to know what goes (spec CO-30). */
    @Override
    public void replaceAll(InstanceState state, Collection<?> elements) {
        List<Object> values = new ArrayList<>(elements);
        values.forEach(value -> Refusals.checkElement(this, value));
        together(state, () -> replace(state, values));
    }

    private void replace(InstanceState state, List<Object> values) {
        Initiator initiator = token(Operation.BULK_REPLACE);
        events.announce(state, values, initiator);
        Object found = get(state, FetchMode.FULL);
        List<Object> before = found instanceof ListMembers members ? members.copy() : List.of();
        Set<Object> old = CollectionHistory.identitySet(before);
        Set<Object> now = CollectionHistory.identitySet(values);
        for (Object value : now.size() == values.size() ? values : distinct(values)) {
            if (old.contains(value)) {
                events.addedAgain(state, value, initiator);
            } else {
                link(state, value, initiator);
            }
        }
        for (Object value : before) {
            if (!now.contains(value)) {
                unlink(state, value, initiator);
            }
        }
    }

    private static List<Object> distinct(List<Object> values) {
        Set<Object> seen = CollectionHistory.identitySet(List.of());
        return values.stream().filter(seen::add).toList();
    }

    // The other side changes it ----------------------------------------------------------------

    @Override
    public void link(InstanceState state, Object element, Initiator initiator) {
        Object taken = events.entering(state, element, initiator);
        Change.current().onFailure(state.openQueue(slot()).add(taken));
    }

    @Override
    public void unlink(InstanceState state, Object element, Initiator initiator) {
        events.leaving(state, element, initiator, true);
        Change.current().onFailure(state.openQueue(slot()).remove(element));
    }

    /** There is no committed copy: the rows are what was committed. */
    @Override
    void changing(InstanceState state) {
        if (isWritten()) {
            markModified(state);
        }
    }

    private boolean isRemoved(InstanceState state, Object element) {
        PendingQueue queue = state.queue(slot());
        return queue != null && queue.removes(element);
    }

    // Refusals --------------------------------------------------------------------------------

    /** Whether the element's row names another owner; of a link in a table only the flush can know. */
    private boolean isOfAnother(InstanceState state, InstanceState element) {
        Relationship bound = relationship();
        if (bound == null
                || bound.direction() != Direction.ONE_TO_MANY
                || element.mapper() == null) {
            return false;
        }
        for (SyncPair pair : bound.join().synchronizePairs()) {
            ColumnAttribute key = state.requireMapper().findAttribute(pair.source());
            ColumnAttribute reference = element.requireMapper().findAttribute(pair.destination());
            if (key != null
                    && reference != null
                    && !element.isExpired(reference)
                    && !key.codec().same(state.column(key), element.column(reference))) {
                return true;
            }
        }
        return false;
    }

    private InvalidRequestException ofAnother(InstanceState state, InstanceState element) {
        return new InvalidRequestException(
                ErrorCode.WRONG_ELEMENT,
                element
                        + " cannot be removed from "
                        + this
                        + " of "
                        + state
                        + ": its foreign key names another owner or none. Remove it from its own owner.");
    }

    private InvalidRequestException notToBeRead(InstanceState state) {
        return new InvalidRequestException(
                ErrorCode.LOAD_REFUSED,
                this
                        + " of "
                        + state
                        + " is write-only: it is neither walked over nor replaced as a whole, and its"
                        + " owner can be deleted only where passiveDeletes leaves the rest to the database."
                        + " Query its elements with session.query(...), or map it with lazy = DYNAMIC.");
    }
}

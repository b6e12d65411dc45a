package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Expression;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What relmap remembers of one object. Not thread-safe: as its session. It is laid out for little memory:
 * what is rarely there is allocated when it is needed.
 */
public final class InstanceState {

    /** What an absent slot holds. */
    private static final Object ABSENT = new Object();

    private static final Object[] NO_VALUES = {};

    private final Object entity;
    private final StateShape shape;
    private @Nullable Mapper mapper;
    private @Nullable SessionLink session;
    private @Nullable IdentityKey identity;
    private LifeCycle lifeCycle = LifeCycle.TRANSIENT;
    private boolean modified;
    private @Nullable BitSet partial;
    private boolean orphanFlag;
    private boolean loadingEnabled;
    private boolean wasDeleted;
    private boolean readOnly;
    private long order;
    private @Nullable Object[] values = NO_VALUES;
    private @Nullable Object @Nullable [] committed;
    private @Nullable PendingQueue @Nullable [] queues;
    private @Nullable Object @Nullable [] snapshot;
    private @Nullable ExpiredColumns expired;
    private @Nullable ForcedColumns forced;
    private @Nullable ParentRecords parents;
    private @Nullable Object @Nullable [] columnsWithoutField;
    private @Nullable Object loadContext;
    private @Nullable StateMemory memory;
    private @Nullable Set<InstanceState> companions;

    /**
     * @param entity the object
     * @param shape the slots of its class
     */
    public InstanceState(Object entity, StateShape shape) {
        this.entity = entity;
        this.shape = shape;
    }

    /** The object. */
    public Object entity() {
        return entity;
    }

    /** The slots of its class. */
    public StateShape shape() {
        return shape;
    }

    // Life cycle -----------------------------------------------------------------------------

    /** The mapper that a session or a load gave it; null before. */
    public @Nullable Mapper mapper() {
        return mapper;
    }

    /** The mapper, where the object must have one because it was attached or loaded. */
    public Mapper requireMapper() {
        Mapper found = mapper;
        if (found == null) {
            throw new IllegalStateException(this + " was never attached to a session");
        }
        return found;
    }

    /** Sets the mapper, at attachment or load. */
    public void mapper(Mapper value) {
        mapper = value;
    }

    /** The session that the object is attached to, or null. */
    public @Nullable SessionLink session() {
        return session;
    }

    /** Attaches or, with null, detaches the object. */
    public void session(@Nullable SessionLink value) {
        session = value;
        if (memory != null && value != null) {
            memory.letGo();
        }
    }

    /** The key as the session knows it: from load or flush on, kept when detached; else null. */
    public @Nullable IdentityKey identity() {
        return identity;
    }

    /** Sets or, with null, takes away the key. */
    public void identity(@Nullable IdentityKey value) {
        identity = value;
        if (memory != null) {
            memory.keep(this);
        }
    }

    /** Whether the object stands for a row. */
    public boolean hasIdentity() {
        return identity != null;
    }

    /** In which of the five states it is (spec SE-1). */
    public LifeCycle lifeCycle() {
        return lifeCycle;
    }

    /** Moves it to another state. */
    public void lifeCycle(LifeCycle value) {
        lifeCycle = value;
        if (memory != null) {
            memory.keep(this);
        }
    }

    /** Whether a relationship was mutated since the last flush or load (spec AT-11). */
    public boolean isModified() {
        return modified;
    }

    /** Whether it was loaded to be read only: its fields are never compared (spec SE-45). */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Marks it as read-only, or as one that may be edited. */
    public void readOnly(boolean value) {
        readOnly = value;
    }

    /** A column was set through relmap: the session has it compared from now on. */
    public void edited() {
        if (session != null) {
            session.edited(this);
        }
    }

    /** Whether the object itself holds this state, so that it lives as long as the object does. */
    public boolean isHeldByObject() {
        return memory == null;
    }

    /** Sets or takes away the mark that a relationship was mutated. */
    public void modified(boolean value) {
        modified = value;
    }

    /** Whether it lost its parent while outside a session (spec CA-44). */
    public boolean isFlaggedAsOrphan() {
        return orphanFlag;
    }

    /** Sets or takes away the mark that it lost its parent. */
    public void flagAsOrphan(boolean value) {
        orphanFlag = value;
    }

    /** Whether its relationships load although it has no identity (spec SE-80). */
    public boolean isLoadingEnabled() {
        return loadingEnabled;
    }

    /** Switches loading without identity on or off. */
    public void loadingEnabled(boolean value) {
        loadingEnabled = value;
    }

    /** Whether its row was deleted and the delete committed (spec SE-1). */
    public boolean wasDeleted() {
        return wasDeleted;
    }

    /** Remembers that its row was deleted for good. */
    public void wasDeleted(boolean value) {
        wasDeleted = value;
        if (memory != null) {
            memory.keep(this);
        }
    }

    /** Its number in the order in which objects entered the session. */
    public long order() {
        return order;
    }

    /** Sets its number in the order of entering. */
    public void order(long value) {
        order = value;
    }

    // Slots ----------------------------------------------------------------------------------

    /** Whether the slot holds a value; null and the empty collection count. */
    public boolean isPresent(int slot) {
        return slot < values.length && values[slot] != ABSENT;
    }

    /** The slot's value: an object or null for a reference, {@link Members} for a collection. Only if present. */
    public @Nullable Object value(int slot) {
        return values[slot];
    }

    /** The content of a collection slot, or null if it is absent. */
    public @Nullable Members members(int slot) {
        return isPresent(slot) ? (Members) values[slot] : null;
    }

    /** Puts a value in. */
    public void put(int slot, @Nullable Object value) {
        if (slot >= values.length) {
            int old = values.length;
            values = Arrays.copyOf(values, Math.max(slot + 1, shape.slotCount()));
            Arrays.fill(values, old, values.length, ABSENT);
        }
        exchange(slot, value);
    }

    private void exchange(int slot, @Nullable Object value) {
        Object before = values[slot];
        values[slot] = value;
        if (before != value) {
            if (before instanceof AdaptedMembers left) {
                left.detachedFrom(entity);
            }
            if (value instanceof AdaptedMembers come) {
                come.attachedTo(entity);
            }
        }
    }

    /**
     * Whether the slot was loaded in part, by a condition of a loader option or by a query's own join (spec LO-53, LO-61):
     * what is missing in it was not taken out.
     */
    public boolean isPartial(int slot) {
        return partial != null && partial.get(slot);
    }

    /** Whether the slot was loaded in part, and not changed since. */
    public boolean isUntouchedPart(int slot) {
        return isPartial(slot) && committed(slot) == Committed.UNCHANGED && queue(slot) == null;
    }

    /** Says that what is being loaded into the slot is a part; until the slot is absent again. */
    public void markPartial(int slot) {
        BitSet marks = partial;
        if (marks == null) {
            marks = new BitSet();
            partial = marks;
        }
        marks.set(slot);
    }

    private void unmarkPartial(int slot) {
        if (partial != null) {
            partial.clear(slot);
        }
    }

    /** Makes the slot absent and leaves its committed copy and queue. */
    public void withdraw(int slot) {
        unmarkPartial(slot);
        if (slot < values.length) {
            exchange(slot, ABSENT);
        }
    }

    /** Makes the slot absent; its committed copy and queue go too. */
    public void clear(int slot) {
        unmarkPartial(slot);
        if (slot < values.length) {
            exchange(slot, ABSENT);
        }
        forgetHistory(slot);
    }

    /** The committed copy: a value, a {@code List} of elements for a collection, or a {@link Committed}. */
    public @Nullable Object committed(int slot) {
        @Nullable Object[] copies = committed;
        return copies == null || slot >= copies.length ? Committed.UNCHANGED : copies[slot];
    }

    /** Keeps the committed copy, if there is none yet. */
    public void keepCommitted(int slot, @Nullable Object copy) {
        if (committed(slot) == Committed.UNCHANGED) {
            replaceCommitted(slot, copy);
        }
    }

    /** Sets the committed copy, whatever it was. */
    public void replaceCommitted(int slot, @Nullable Object copy) {
        @Nullable Object[] copies = committed;
        if (copies == null || slot >= copies.length) {
            int old = copies == null ? 0 : copies.length;
            int size = Math.max(slot + 1, shape.slotCount());
            copies = copies == null ? new @Nullable Object[size] : Arrays.copyOf(copies, size);
            Arrays.fill(copies, old, size, Committed.UNCHANGED);
            committed = copies;
        }
        copies[slot] = copy;
    }

    /** The queue of an absent collection, or null. */
    public @Nullable PendingQueue queue(int slot) {
        @Nullable PendingQueue[] all = queues;
        return all == null || slot >= all.length ? null : all[slot];
    }

    /** The queue of an absent collection, made if there is none. */
    public PendingQueue openQueue(int slot) {
        @Nullable PendingQueue[] all = queues;
        if (all == null || slot >= all.length) {
            int size = Math.max(slot + 1, shape.slotCount());
            all = all == null ? new @Nullable PendingQueue[size] : Arrays.copyOf(all, size);
            queues = all;
        }
        PendingQueue queue = all[slot];
        if (queue == null) {
            queue = new PendingQueue();
            all[slot] = queue;
        }
        return queue;
    }

    /** Drops the slot's committed copy. */
    public void dropCommitted(int slot) {
        @Nullable Object[] copies = committed;
        if (copies != null && slot < copies.length) {
            copies[slot] = Committed.UNCHANGED;
        }
    }

    /** Drops the slot's committed copy and queue: what it holds is what counts now. */
    public void forgetHistory(int slot) {
        @Nullable Object[] copies = committed;
        if (copies != null && slot < copies.length) {
            copies[slot] = Committed.UNCHANGED;
        }
        dropQueue(slot);
    }

    /** Drops the slot's queue. */
    public void dropQueue(int slot) {
        @Nullable PendingQueue[] all = queues;
        if (all != null && slot < all.length) {
            all[slot] = null;
        }
    }

    /** Drops all committed copies, queues and marks of modification (spec AT-13). */
    public void forgetHistory() {
        committed = null;
        queues = null;
        forced = null;
        modified = false;
    }

    /** Makes all slots absent (spec SE-50). */
    public void clearSlots() {
        for (int slot = 0; slot < values.length; slot++) {
            exchange(slot, ABSENT);
        }
        values = NO_VALUES;
        partial = null;
        forgetHistory();
    }

    // Parent records --------------------------------------------------------------------------

    /**
     * Who owns this object by a relationship (spec AT-30).
     *
     * @param relationship the relationship, compared by identity
     * @return the owner, {@link ParentRecord#NONE}, or null for no record
     */
    public @Nullable Object parent(Object relationship) {
        ParentRecords records = parents;
        return records == null ? null : records.get(relationship);
    }

    /** Records the owner, or {@link ParentRecord#NONE}. */
    public void parent(Object relationship, Object ownerOrNone) {
        if (parents == null) {
            parents = new ParentRecords();
        }
        parents.put(relationship, ownerOrNone);
    }

    /** Drops one record. */
    public void dropParent(Object relationship) {
        if (parents != null) {
            parents.remove(relationship);
        }
    }

    /** All parent records as they are now, or an empty map. */
    public Map<Object, Object> parents() {
        ParentRecords records = parents;
        return records == null ? Map.of() : records.copy();
    }

    /** Drops all parent records (spec AT-33). */
    public void dropParents() {
        parents = null;
    }

    // Columns ---------------------------------------------------------------------------------

    /** The column values at the last load or flush, by attribute index; null for a new object. */
    public @Nullable Object @Nullable [] snapshot() {
        return snapshot;
    }

    /** Replaces the snapshot. */
    public void snapshot(@Nullable Object @Nullable [] values) {
        snapshot = values;
        if (memory != null) {
            memory.keep(this);
        }
    }

    /** The value of a column attribute as the object has it now. */
    public @Nullable Object column(ColumnAttribute attribute) {
        if (attribute.inMemoryOnly()) {
            @Nullable Object[] kept = columnsWithoutField;
            return kept == null ? null : kept[attribute.index()];
        }
        return requireMapper().access().get(entity, attribute.index());
    }

    /** Writes a column attribute into the object. */
    public void column(ColumnAttribute attribute, @Nullable Object value) {
        if (attribute.inMemoryOnly()) {
            @Nullable Object[] kept = columnsWithoutField;
            if (kept == null) {
                kept = new @Nullable Object[requireMapper().columns().size()];
                columnsWithoutField = kept;
            }
            kept[attribute.index()] = value;
        } else {
            requireMapper().access().set(entity, attribute.index(), value);
        }
    }

    /** Whether a column was ever given a value; see {@code EntityAccess.isSet}. */
    public boolean isSet(ColumnAttribute attribute) {
        return attribute.inMemoryOnly()
                ? columnsWithoutField != null && columnsWithoutField[attribute.index()] != null
                : requireMapper().access().isSet(entity, attribute.index());
    }

    /** Whether a column must be reloaded before its value counts (spec SE-54). */
    public boolean isExpired(ColumnAttribute attribute) {
        return expired != null && expired.contains(attribute);
    }

    /** Whether any column must be reloaded before the object is used; one that is loaded at first access does not count. */
    public boolean hasExpiredColumns() {
        return expired != null && !expired.isEmpty();
    }

    /**
     * Whether any column that must be reloaded was known before. One that was never put in nor loaded says
     * nothing of the others.
     */
    public boolean hasStaleColumns() {
        ExpiredColumns marked = expired;
        if (marked == null || marked.isEmpty()) {
            return false;
        }
        for (ColumnAttribute attribute : requireMapper().columns()) {
            if (marked.contains(attribute) && !marked.isDeferred(attribute) && isSet(attribute)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of these columns, by index, is left to be loaded at first access (spec LO-114). */
    public boolean hasDeferredColumns(BitSet among) {
        return expired != null && expired.hasDeferred(among);
    }

    /** Whether a column is left to be loaded at first access: it says nothing of the rest of the object. */
    public boolean isDeferred(ColumnAttribute attribute) {
        return expired != null && expired.isDeferred(attribute);
    }

    /** Leaves a column to be loaded at first access, with what was known of it. */
    public void defer(ColumnAttribute attribute, @Nullable Object lastKnown) {
        openExpired().defer(attribute);
        if (lastKnown != null) {
            openExpired().lastKnown(attribute, lastKnown);
        }
    }

    /** Marks a column as expired. */
    public void expire(ColumnAttribute attribute) {
        openExpired().mark(attribute);
    }

    /** Takes the mark from a column. */
    public void unexpire(ColumnAttribute attribute) {
        if (expired != null) {
            expired.unmark(attribute);
        }
    }

    /**
     * Keeps what columns held before expiry cleared their fields: it tells a flush what the row may give up, and a
     * rollback what a new object was (spec SE-54).
     */
    public void lastKnown(@Nullable Object[] values) {
        openExpired().lastKnown(values);
    }

    /** What was known last of a column whose field was cleared; null for any other. */
    public @Nullable Object lastKnown(ColumnAttribute attribute) {
        return expired == null ? null : expired.lastKnown(attribute);
    }

    /** Marks a column as expired once more, with what was known of it. */
    public void expire(ColumnAttribute attribute, @Nullable Object lastKnown) {
        expire(attribute);
        if (lastKnown != null) {
            openExpired().lastKnown(attribute, lastKnown);
        }
    }

    private ExpiredColumns openExpired() {
        ExpiredColumns open = expired;
        if (open == null) {
            open = new ExpiredColumns(requireMapper().columns().size());
            expired(open);
        }
        return open;
    }

    void expired(@Nullable ExpiredColumns columns) {
        expired = columns;
        if (memory != null) {
            memory.keepExpired(columns);
        }
    }

    /**
     * Has the next UPDATE set a column although it may look unchanged: it was assigned while its value was not
     * known, or a program wants it (spec SE-70, AT-12).
     */
    public void force(ColumnAttribute attribute) {
        openForced().mark(attribute);
        unexpire(attribute);
    }

    /**
     * Has the next INSERT or UPDATE set a column to what the statement computes; the column is unknown afterwards
     * (spec UW-86).
     */
    public void force(ColumnAttribute attribute, Expression expression) {
        openForced().mark(attribute, expression, column(attribute));
        unexpire(attribute);
    }

    private ForcedColumns openForced() {
        ForcedColumns open = forced;
        if (open == null) {
            open = new ForcedColumns();
            forced = open;
        }
        return open;
    }

    /** Takes that back. */
    public void unforce(ColumnAttribute attribute) {
        if (forced != null) {
            forced.unmark(attribute);
        }
    }

    /** A program gave the column a value: what the statement was to compute for it counts no longer. */
    public void dropExpression(ColumnAttribute attribute) {
        if (forced != null) {
            forced.dropExpression(attribute);
        }
    }

    /** Whether the next UPDATE sets a column in any case. */
    public boolean isForced(ColumnAttribute attribute) {
        return forced != null && forced.isMarked(attribute);
    }

    /** Whether the next UPDATE sets any column in any case. */
    public boolean hasForced() {
        return forced != null && !forced.isEmpty();
    }

    /** The indexes of the columns that the next UPDATE sets in any case, or null where there is none. */
    public @Nullable BitSet forced() {
        return forced == null ? null : forced.marks();
    }

    /** What the next statement computes for columns. */
    public Map<ColumnAttribute, Expression> expressions() {
        return forced == null ? Map.of() : forced.expressions(this);
    }

    /** Takes the mark from all columns. */
    public void unexpireAll() {
        if (expired != null) {
            expired(null);
        }
    }

    // States that nothing holds ---------------------------------------------------------------

    /** Lets a memory outlive this state: the state of an object that has no holder to hang it on. */
    void remembersIn(StateMemory value) {
        memory = value;
    }

    /**
     * Two objects are linked without a session: a state that nothing holds is held by the other one's, or by
     * its table where nothing holds the other one's either.
     */
    public static void keepTogether(InstanceState one, InstanceState other) {
        one.keep(other);
        other.keep(one);
    }

    /**
     * Something is remembered of the object although no session has it: a state that nothing else holds is held
     * as long as the object.
     */
    public void stayWithObject() {
        StateMemory weak = memory;
        if (weak != null) {
            weak.hold(this);
        }
    }

    private void keep(InstanceState other) {
        StateMemory weak = other.memory;
        if (weak == null || other.session != null) {
            return;
        }
        if (memory != null) {
            weak.hold(other);
        } else {
            if (companions == null) {
                companions = Collections.newSetFromMap(new IdentityHashMap<>());
            }
            companions.add(other);
        }
    }

    // Loading ---------------------------------------------------------------------------------

    /** What the load that made this object left for later loads: options, siblings; or null. */
    public @Nullable Object loadContext() {
        return loadContext;
    }

    /** Keeps something for later loads. */
    public void loadContext(@Nullable Object context) {
        loadContext = context;
    }

    /** Class and key, or class and a short number for an object without key. Never calls the entity. */
    @Override
    public String toString() {
        IdentityKey key = identity;
        return key != null
                ? key.toString()
                : shape.name() + "@" + Integer.toHexString(System.identityHashCode(entity));
    }
}

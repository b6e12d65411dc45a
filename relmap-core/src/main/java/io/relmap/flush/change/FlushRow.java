package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.error.NullIdentityException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ColumnDefault;
import io.relmap.sql.Expression;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object that takes part in a flush, and the row that it stands for. */
@Internal
public final class FlushRow {

    private final InstanceState state;
    private final Mapper mapper;
    private final FlushContext context;
    private final RelationshipChanges changes;
    private boolean deleting;
    private boolean listedOnly;
    private boolean inserted;
    private @Nullable Object @Nullable [] stored;
    private boolean storedIsOwn;
    private @Nullable BitSet assigned;
    private @Nullable BitSet announced;
    private @Nullable BitSet following;
    private @Nullable BitSet followed;
    private final Map<ColumnAttribute, Expression> expressions;
    private @Nullable FlushRow switchedFrom;

    FlushRow(InstanceState state, boolean deleting, boolean listedOnly, FlushContext context) {
        this.state = state;
        this.mapper = state.requireMapper();
        this.context = context;
        this.deleting = deleting;
        this.listedOnly = listedOnly;
        this.stored = state.hasIdentity() ? knownRow(state) : null;
        this.assigned = state.hasIdentity() ? state.forced() : null;
        this.expressions = new HashMap<>(state.expressions());
        this.changes = new RelationshipChanges(this, context);
    }

    /** The object's state. */
    public InstanceState state() {
        return state;
    }

    /** The object's mapper. */
    public Mapper mapper() {
        return mapper;
    }

    /** What became of the object's relationships. */
    public RelationshipChanges changes() {
        return changes;
    }

    // What is to be done ---------------------------------------------------------------------

    /** Whether the row is to be deleted, else saved. */
    public boolean isDeleting() {
        return deleting;
    }

    /** Whether the flush knows of the object only: its row is not written (spec UW-8). */
    public boolean isListedOnly() {
        return listedOnly;
    }

    /** Whether the row is to be written by a save. */
    public boolean isSaving() {
        return !deleting && !listedOnly;
    }

    void delete() {
        deleting = true;
        listedOnly = false;
    }

    void save() {
        deleting = false;
        listedOnly = false;
    }

    /** Whether the object is new: its row is inserted, or takes over the row of one being deleted. */
    public boolean isNew() {
        return !state.hasIdentity();
    }

    /** Whether this flush has inserted the row. */
    public boolean wasInserted() {
        return inserted;
    }

    /** The object whose row this new one takes over (spec UW-100), or null. */
    public @Nullable FlushRow switchedFrom() {
        return switchedFrom;
    }

    /**
     * Takes over the row of an object that is being deleted; that delete does not happen (spec UW-100). The
     * other object counts as deleted all the same, and stays so (UW-104).
     */
    public void switchFrom(FlushRow old) {
        switchedFrom = old;
        old.listedOnly = true;
        old.learnVersion();
        if (isMapBackedSwitch()) {
            keepWhatWasTakenOut(old);
        }
        @Nullable Object[] row = old.stored;
        stored = row == null ? null : row.clone();
        storedIsOwn = true;
        ColumnAttribute version = mapper.version();
        if (version != null) {
            state.column(version, stored(version)); // the row's versions go on (UW-103)
        }
        for (ColumnAttribute attribute : mapper.columns()) {
            boolean isUnknown = old.state.isExpired(attribute) || old.state.isForced(attribute);
            if (isUnknown && !attribute.column().primaryKey()) {
                markAssigned(attribute); // what the row holds is not known
            }
        }
    }

    /** What is NULL for a while in a row, and the object does not set, has to be written again (UW-101). */
    private void keepWhatWasTakenOut(FlushRow old) {
        for (ColumnAttribute attribute : mapper.columns()) {
            Object before = old.committed(attribute);
            boolean isNull = old.stored(attribute) == null && !old.state.isExpired(attribute);
            if (before != null && isNull && !state.isSet(attribute)) {
                assign(attribute, attribute.codec().snapshot(before));
            }
        }
    }

    // The row in the database ------------------------------------------------------------------

    /** What the row holds in a column, as far as this flush knows; null without a row. */
    public @Nullable Object stored(ColumnAttribute attribute) {
        @Nullable Object[] row = stored;
        return row == null ? null : row[attribute.index()];
    }

    /**
     * What the column held when the flush began, as it was known last where expiry has cleared it; null for a new
     * object.
     */
    public @Nullable Object committed(ColumnAttribute attribute) {
        FlushRow source = switchedFrom == null ? this : switchedFrom;
        if (!source.state.hasIdentity()) {
            return null;
        }
        Object value = knownRow(source.state)[attribute.index()];
        return value == null ? source.state.lastKnown(attribute) : value;
    }

    /** What the object says a column holds; of one that expiry has cleared, what was known last. */
    public @Nullable Object current(ColumnAttribute attribute) {
        Object value = state.column(attribute);
        return value == null ? state.lastKnown(attribute) : value;
    }

    /** Whether the program has put another value into a column since it was loaded or cleared. */
    public boolean isEdited(ColumnAttribute attribute) {
        Object before = state.lastKnown(attribute) == null ? committed(attribute) : null;
        return !attribute.codec().same(before, state.column(attribute));
    }

    /** What the program wants the statement to compute for a column, or null (spec UW-86). */
    public @Nullable Expression expression(ColumnAttribute attribute) {
        return expressions.get(attribute);
    }

    /** Whether the program itself has given a value, which is known before the row is written. */
    public boolean isGiven(ColumnAttribute attribute) {
        return expression(attribute) == null && InsertColumns.valueOf(this, attribute) != null;
    }

    /** Remembers that the row now holds the object's value of a column. */
    public void written(ColumnAttribute attribute) {
        store(attribute, state.column(attribute));
        if (state.isExpired(attribute)) {
            state.unexpire(attribute);
        }
        clear(assigned, attribute);
        clear(followed, attribute);
    }

    private static void clear(@Nullable BitSet marks, ColumnAttribute attribute) {
        if (marks != null) {
            marks.clear(attribute.index());
        }
    }

    /**
     * Nulls columns of the object while something is written, and gives it back what they held, or what was to be
     * computed for them; its row lacks that until it is written.
     */
    public Runnable takeOut(List<ColumnAttribute> attributes) {
        List<Runnable> returns = new ArrayList<>();
        for (ColumnAttribute attribute : attributes) {
            Object value = state.column(attribute);
            Expression expression = expressions.remove(attribute);
            state.column(attribute, null);
            returns.add(
                    () -> {
                        state.column(attribute, value);
                        if (expression != null) {
                            expressions.put(attribute, expression);
                            markAssigned(attribute); // whatever it comes to
                        }
                    });
        }
        return () -> returns.forEach(Runnable::run);
    }

    /** Remembers that the database made a value that is not known; the next read fetches it (UW-84). */
    public void writtenUnknown(ColumnAttribute attribute) {
        written(attribute);
        expressions.remove(attribute);
        state.expire(attribute);
    }

    /** Puts what the database made into the object, converted to the field's type. */
    public void fetched(ColumnAttribute attribute, @Nullable Object value) {
        expressions.remove(attribute);
        state.column(attribute, ValueTypes.convert(value, attribute.javaType()));
        written(attribute);
    }

    /** Gives the object the key that the database made for it before its INSERT. */
    public void makeKey(ColumnAttribute attribute, Object value) {
        state.column(attribute, ValueTypes.convert(value, attribute.javaType()));
    }

    /** Gives the object a value that a mapping's rule makes (spec UW-84). */
    void make(ColumnAttribute attribute, ColumnDefault.Made rule) {
        Object value = ValueTypes.convert(rule.values().get(), attribute.javaType());
        if (value != null && !attribute.javaType().isInstance(value)) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "For column "
                            + attribute.column()
                            + " "
                            + rule.values().getClass().getName()
                            + " made a "
                            + value.getClass().getName()
                            + "; "
                            + mapper
                            + "."
                            + attribute
                            + " takes a "
                            + attribute.javaType().getName()
                            + ". Let it make that");
        }
        state.column(attribute, value);
    }

    /** Remembers that the row is there now. */
    public void insertedRow() {
        inserted = true;
        if (stored == null) {
            stored = new @Nullable Object[mapper.columns().size()];
            storedIsOwn = true;
        }
    }

    private void store(ColumnAttribute attribute, @Nullable Object value) {
        @Nullable Object[] row = stored;
        if (row == null) {
            row = new @Nullable Object[mapper.columns().size()];
        } else if (!storedIsOwn) {
            row = row.clone();
        }
        storedIsOwn = true;
        row[attribute.index()] = value == null ? null : attribute.codec().snapshot(value);
        stored = row;
    }

    /** The row as the session's snapshot is to hold it after the flush. */
    public @Nullable Object[] snapshotAfter() {
        if (isMapBackedSwitch()) {
            mapper.columns().stream()
                    .filter(attribute -> !state.isSet(attribute))
                    .forEach(this::writtenUnknown); // the row keeps what the old object had there
        }
        @Nullable Object[] row = stored;
        if (row == null) {
            throw new IllegalStateException(state + " has no row");
        }
        for (ColumnAttribute attribute : mapper.givenByDatabase()) {
            takeBack(attribute, row[attribute.index()]);
        }
        return row;
    }

    /** What a program puts into a column that no statement names comes to nothing: the row counts. */
    private void takeBack(ColumnAttribute attribute, @Nullable Object inRow) {
        Codec<Object> codec = attribute.codec();
        if (state.isForced(attribute) || !codec.same(inRow, state.column(attribute))) {
            state.column(attribute, inRow == null ? null : codec.snapshot(inRow));
            state.expire(attribute);
        }
    }

    // Changes ----------------------------------------------------------------------------------

    /** Whether the object's value of a column differs from the row's. */
    public boolean isChanged(ColumnAttribute attribute) {
        if (isGivenByDatabase(attribute)) {
            return false;
        }
        BitSet marks = assigned;
        if (marks != null && marks.get(attribute.index())) {
            return true;
        }
        Codec<Object> codec = attribute.codec();
        return !codec.same(stored(attribute), state.column(attribute));
    }

    /**
     * The columns that an UPDATE sets: those whose value in the object differs from the row's (spec UW-78).
     * A map-backed object that takes over a row sets what was put into it, equal or not (UW-101).
     */
    public List<ColumnAttribute> changed() {
        boolean byPresence = isMapBackedSwitch();
        List<ColumnAttribute> found = new ArrayList<>();
        for (ColumnAttribute attribute : mapper.columns()) {
            if (byPresence
                    ? isPutInto(attribute)
                    : isChanged(attribute) || isLeftToDefault(attribute) || isComputed(attribute)) {
                found.add(attribute);
            }
        }
        return found.isEmpty() ? found : withFollowed(found);
    }

    /** An UPDATE that has something to set names what the database carried into the row as well (spec UW-92). */
    private List<ColumnAttribute> withFollowed(List<ColumnAttribute> changed) {
        BitSet marks = followed;
        return marks == null || marks.isEmpty()
                ? changed
                : mapper.columns().stream()
                        .filter(each -> marks.get(each.index()) || changed.contains(each))
                        .toList();
    }

    private boolean isComputed(ColumnAttribute attribute) {
        return !isGivenByDatabase(attribute) && expression(attribute) != null;
    }

    /** Remembers that a relationship is going to give a column this value. */
    public void announce(ColumnAttribute attribute, @Nullable Object value) {
        if (!attribute.codec().same(committed(attribute), value)) {
            announced = mark(announced, attribute);
        }
    }

    /** Whether a relationship is going to change a column in this flush. */
    public boolean isAnnounced(ColumnAttribute attribute) {
        BitSet marks = announced;
        return marks != null && marks.get(attribute.index());
    }

    /** Remembers that a column is going to follow the changed key of the row that it refers to. */
    public void announceFollowing(ColumnAttribute attribute) {
        following = mark(following, attribute);
    }

    /** Whether a column is going to follow the changed key of the row that it refers to. */
    public boolean isFollowing(ColumnAttribute attribute) {
        BitSet marks = following;
        return marks != null && marks.get(attribute.index());
    }

    /** Whether no statement names the column: it is generated, or a version that the database makes. */
    boolean isGivenByDatabase(ColumnAttribute attribute) {
        return mapper.givenByDatabase().contains(attribute);
    }

    /** Whether the object takes over a row, and would have a default if its own were inserted (UW-101). */
    boolean isLeftToDefault(ColumnAttribute attribute) {
        return switchedFrom != null
                && !isMapBackedSwitch()
                && (attribute.column().rules().onInsert() != null
                        || attribute.column().serverDefault() != null)
                && !attribute.column().primaryKey()
                && state.column(attribute) == null;
    }

    private boolean isMapBackedSwitch() {
        return switchedFrom != null && mapper.entityClass() == null;
    }

    /** Whether the object was given a value for a column that it may write, which a map-backed one may lack. */
    public boolean isPutInto(ColumnAttribute attribute) {
        return (state.isSet(attribute) || isComputed(attribute))
                && !attribute.column().primaryKey()
                && !attribute.equals(mapper.version());
    }

    /**
     * A relationship puts a value into a column (spec UW-38, UW-39). Where the row's value is not known, the
     * column is written even if it looks the same; of a key column it is always known, by the identity. What a
     * statement was to compute for the column counts no longer.
     */
    public void assign(ColumnAttribute attribute, @Nullable Object value) {
        boolean isKnown = !state.isExpired(attribute) && state.isSet(attribute);
        context.assigning(state, attribute);
        state.column(attribute, value);
        expressions.remove(attribute);
        if (!isKnown && stored != null && !attribute.column().primaryKey()) {
            markAssigned(attribute);
            state.unexpire(attribute); // a reload would take it back
        }
    }

    /**
     * Makes sure of the version by which the row is found. An expired object's key is known by its identity, but
     * its version must be loaded (spec UW-15, UW-123).
     */
    public void learnVersion() {
        ColumnAttribute version = mapper.version();
        if (version != null && state.hasIdentity() && state.isExpired(version)) {
            context.initializer().refreshExpired(state);
        }
    }

    /**
     * Makes sure of columns that are going to be written over and written again: what an expired one shows is not what
     * its row holds, and the row is to keep that, perhaps as that of a map-backed object (UW-101).
     */
    public void learn(List<ColumnAttribute> attributes) {
        learnVersion();
        boolean mayStay = isSaving() || mapper.entityClass() == null;
        if (mayStay && state.hasIdentity() && attributes.stream().anyMatch(state::isExpired)) {
            context.initializer().refreshExpired(state);
        }
    }

    private void markAssigned(ColumnAttribute attribute) {
        assigned = mark(assigned, attribute);
    }

    private static BitSet mark(@Nullable BitSet marks, ColumnAttribute attribute) {
        BitSet set = marks == null ? new BitSet() : marks;
        set.set(attribute.index());
        return set;
    }

    /** The database itself carried the object's value into the row (spec UW-92, UW-95). */
    public void followed(ColumnAttribute attribute) {
        if (stored != null) {
            store(attribute, state.column(attribute));
            if (!attribute.column().primaryKey()) {
                followed = mark(followed, attribute);
            }
        }
    }

    /** The database itself put a value into the row that the object does not have. */
    public void carried(ColumnAttribute attribute, @Nullable Object value) {
        if (stored != null) {
            store(attribute, value);
        }
    }

    /** The same of a column of its key; the object follows unless it is to have another value. */
    public void carriedAlong(ColumnAttribute attribute, @Nullable Object value) {
        if (!deleting && !isChanged(attribute)) {
            context.assigning(state, attribute);
            state.column(attribute, value);
        }
        carried(attribute, value);
    }

    // Identity ---------------------------------------------------------------------------------

    /** The key by the object's values, or null while a part of it is missing. */
    public @Nullable IdentityKey currentKey() {
        List<ColumnAttribute> identity = mapper.identity();
        Object[] values = new Object[identity.size()];
        for (int place = 0; place < values.length; place++) {
            Object value = InsertColumns.valueOf(this, identity.get(place));
            if (value == null) {
                return null;
            }
            values[place] = value;
        }
        return IdentityKey.of(mapper, values);
    }

    /**
     * The key that the object has after the flush (spec SE-21).
     *
     * @throws NullIdentityException if a part of it is missing (spec UW-83)
     */
    public IdentityKey identityAfter() {
        IdentityKey key = currentKey();
        if (key == null) {
            throw new NullIdentityException(
                    ErrorCode.NULL_IDENTITY,
                    state
                            + " has no complete primary key after it was written to "
                            + mapper.table()
                            + ": "
                            + missingKeyColumns()
                            + " is null. Assign it, declare it as generated, or link the object to"
                            + " the one that it takes its key from");
        }
        return key;
    }

    private List<ColumnAttribute> missingKeyColumns() {
        return mapper.identity().stream()
                .filter(attribute -> InsertColumns.valueOf(this, attribute) == null)
                .toList();
    }

    private static @Nullable Object[] knownRow(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot != null) {
            return snapshot;
        }
        Mapper mapper = state.requireMapper();
        @Nullable Object[] row = new @Nullable Object[mapper.columns().size()];
        IdentityKey key = state.identity();
        for (int place = 0; key != null && place < key.size(); place++) {
            row[mapper.identity().get(place).index()] = key.value(place);
        }
        return row;
    }

    @Override
    public String toString() {
        return state.toString();
    }
}

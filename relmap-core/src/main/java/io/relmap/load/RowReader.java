package io.relmap.load;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.StaleDataException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.EntityAccess;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.type.Codec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the columns of one entity in the rows of one statement into objects (spec LO-120 to LO-123). It
 * remembers what it has seen, since an object can stand in several rows. Not thread-safe.
 */
final class RowReader {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.load");

    private final LoadRun run;
    private final EntityPlan plan;
    private final Mapper mapper;
    private final EntityAccess access;

    /** Whether objects may lack columns that were never put into them. */
    private final boolean isMapBacked;

    private final LoadGroup group;
    private final @Nullable Set<InstanceState> seen;
    private final List<Step> steps = new ArrayList<>();
    private final List<List<InstanceState>> followers = new ArrayList<>();
    private final Map<Adopted, LoadGroup> adopted = new HashMap<>(0);
    private @Nullable InstanceState last;

    /** Objects of one group of which this load says the same. */
    private record Adopted(LoadGroup before, LoadOptions options) {}

    /**
     * @param repeats whether one object may stand in several rows
     */
    RowReader(LoadRun run, EntityPlan plan, boolean repeats) {
        this.run = run;
        this.plan = plan;
        this.mapper = plan.mapper();
        this.access = mapper.access();
        this.isMapBacked = mapper.entityClass() == null;
        this.group = run.group(plan);
        this.seen = repeats || plan.mayRepeat() ? new HashSet<>() : null;
        for (JoinedStep step : plan.joined()) {
            steps.add(new Step(step, new RowReader(run, step.plan(), true)));
        }
        plan.followUps().forEach(followUp -> followers.add(new ArrayList<>()));
    }

    /** The object in this row, or null where there is none (spec LO-122). */
    @Nullable InstanceState read(ResultSet row) throws SQLException {
        IdentityKey key = key(row);
        if (key == null) {
            return null;
        }
        InstanceState state = last;
        IdentityKey known = state == null ? null : state.identity();
        if (known == null || !key.equals(known)) {
            state = run.context().identityMap().get(key);
            last = state;
        }
        boolean isNew = state == null;
        if (state == null) {
            state = create(key, row);
            last = state;
        } else if (!run.isReadOnly()) {
            run.context().identityMap().pin(state);
        }
        boolean first = seen == null || seen.add(state);
        if (first && !isNew) {
            adopt(state);
            fill(state, row);
        }
        if (first) {
            follow(state, isNew);
        }
        for (Step step : steps) {
            step.read(state, row, first);
        }
        return state;
    }

    /**
     * What an object goes by that was there before: by the shallowest place at which its load met it (spec LO-115), and by
     * what this load says of relationships that it has not loaded yet (spec LO-61, LO-118).
     */
    private void adopt(InstanceState state) {
        if (!(state.loadContext() instanceof LoadGroup before) || before == group) {
            return;
        }
        IdentityKey key = state.identity();
        if (key != null && before.isDeeper(group)) {
            join(state, key);
        } else if (key != null && !plan.options().steps().isEmpty() && !run.overwrites()) {
            LoadOptions options =
                    before.options()
                            .overlaid(
                                    plan.options(),
                                    relationship -> !state.isPresent(relationship.slot()));
            if (!options.equals(before.options())) {
                LoadGroup other =
                        adopted.computeIfAbsent(
                                new Adopted(before, options), each -> before.with(options));
                state.loadContext(other);
                other.add(key);
            }
        }
    }

    /** Ends the reading: collections are put in, and what follows is handed to the run. */
    void finish() {
        steps.forEach(Step::finish);
        for (int i = 0; i < followers.size(); i++) {
            if (!followers.get(i).isEmpty()) {
                run.schedule(plan.followUps().get(i), followers.get(i));
            }
        }
    }

    private @Nullable Object read(ResultSet row, int index) throws SQLException {
        ColumnAttribute attribute = mapper.columns().get(index);
        return ColumnReader.read(
                plan.codec(index),
                row,
                plan.place(index),
                mapper,
                attribute.name(),
                attribute.column());
    }

    private @Nullable IdentityKey key(ResultSet row) throws SQLException {
        int[] key = plan.key();
        InstanceState before = last;
        if (key.length == 1) {
            Object value = read(row, key[0]);
            if (value == null) {
                return null;
            }
            IdentityKey known = before == null ? null : before.identity();
            return known != null && known.value(0).equals(value)
                    ? known
                    : IdentityKey.of(mapper, value);
        }
        Object[] values = new Object[key.length];
        for (int i = 0; i < key.length; i++) {
            Object value = read(row, key[i]);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return IdentityKey.of(mapper, values);
    }

    private InstanceState create(IdentityKey key, ResultSet row) throws SQLException {
        InstanceState state = run.context().instances().create(mapper);
        overwrite(state, row);
        state.identity(key);
        state.lifeCycle(LifeCycle.PERSISTENT);
        state.session(run.context().link());
        state.readOnly(run.isReadOnly());
        run.context().identityMap().put(key, state);
        join(state, key);
        for (Relationship relationship : plan.empty()) {
            LoadRun.store(
                    relationship, state, relationship.content().isCollection() ? List.of() : null);
        }
        run.context().created(state);
        return state;
    }

    private void join(InstanceState state, IdentityKey key) {
        state.loadContext(group);
        group.add(key);
    }

    /** Takes all columns from the row. Object and snapshot share the values. */
    private void overwrite(InstanceState state, ResultSet row) throws SQLException {
        @Nullable Object[] before = state.snapshot();
        @Nullable Object[] values = new Object[plan.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = plan.reads(i) ? read(row, i) : null;
        }
        Object entity = state.entity();
        if (state.snapshot() == null) {
            access.writeAll(entity, values);
        } else {
            putIn(entity, values);
        }
        for (int index : plan.withoutField()) {
            state.column(mapper.columns().get(index), values[index]);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                if (plan.mayBePrimitive(i) && !mapper.columns().get(i).inMemoryOnly()) {
                    values[i] = access.get(entity, i);
                }
            } else if (plan.isCopied(i)) {
                values[i] = plan.codec(i).snapshot(value);
            }
        }
        state.snapshot(values);
        state.unexpireAll();
        for (ColumnAttribute attribute : plan.left()) {
            state.defer(attribute, before == null ? null : before[attribute.index()]);
        }
    }

    /** Gives an object that was there before what it lacks; loaded columns keep their values (LO-3). */
    private void fill(InstanceState state, ResultSet row) throws SQLException {
        if (run.wantsSameVersion()) {
            checkVersion(state, row);
        }
        if (run.overwrites()) {
            overwrite(state, row);
            state.clearSlots();
            IdentityKey key = state.identity();
            if (key != null) {
                join(state, key);
            }
        } else if (isMapBacked) {
            fillMap(state, row);
        } else if (state.hasExpiredColumns() || state.hasDeferredColumns(plan.read())) {
            fillExpired(state, row);
        }
    }

    private void checkVersion(InstanceState state, ResultSet row) throws SQLException {
        ColumnAttribute version = mapper.version();
        @Nullable Object[] snapshot = state.snapshot();
        if (version == null || snapshot == null || state.isExpired(version)) {
            return;
        }
        Object known = snapshot[version.index()];
        Object inRow = read(row, version.index());
        if (!plan.codec(version.index()).same(known, inRow)) {
            throw new StaleDataException(
                    ErrorCode.STALE_DATA,
                    state
                            + " was loaded with version "
                            + known
                            + ", but its row in table "
                            + mapper.table().name()
                            + " has version "
                            + inRow
                            + " by now: somebody else has changed it. refresh() the object under the"
                            + " lock, and decide anew.");
        }
    }

    /** Columns of a row, all of which are read before the first goes in: one that cannot be read leaves all as they are. */
    private @Nullable Object[] read(ResultSet row, List<ColumnAttribute> attributes)
            throws SQLException {
        @Nullable Object[] values = new Object[plan.size()];
        for (ColumnAttribute attribute : attributes) {
            values[attribute.index()] = read(row, attribute.index());
        }
        return values;
    }

    private void fillMap(InstanceState state, ResultSet row) throws SQLException {
        List<ColumnAttribute> open =
                mapper.columns().stream()
                        .filter(each -> plan.reads(each.index()))
                        .filter(run::fills)
                        .filter(each -> state.isExpired(each) || !state.isSet(each))
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        @Nullable Object[] values = read(row, open);
        open.forEach(attribute -> fill(state, attribute, values[attribute.index()]));
    }

    /**
     * A value that was put in after expiry stays (spec SE-54); whether that is a change is told by the row from now on,
     * as of any other column (AT-12).
     */
    private void fill(InstanceState state, ColumnAttribute attribute, @Nullable Object value) {
        Codec<Object> codec = plan.codec(attribute.index());
        @Nullable Object[] snapshot = snapshotOf(state);
        int index = attribute.index();
        if (codec.same(snapshot[index], state.column(attribute))) {
            state.column(attribute, value);
            snapshot[index] = value == null ? state.column(attribute) : codec.snapshot(value);
        } else {
            snapshot[index] = value == null ? null : codec.snapshot(value);
        }
        state.unexpire(attribute);
    }

    /**
     * The same for fields: what was edited is told before the first value goes in, and all go in at once, since
     * columns share the field of a record.
     */
    private void fillExpired(InstanceState state, ResultSet row) throws SQLException {
        List<ColumnAttribute> expired =
                mapper.columns().stream()
                        .filter(each -> plan.reads(each.index()))
                        .filter(run::fills)
                        .filter(state::isExpired)
                        .toList();
        @Nullable Object[] inRow = read(row, expired);
        @Nullable Object[] snapshot = snapshotOf(state);
        @Nullable Object[] values = new Object[plan.size()];
        access.readAll(state.entity(), values);
        BitSet filled = new BitSet(plan.size());
        for (ColumnAttribute attribute : expired) {
            int index = attribute.index();
            if (plan.codec(index).same(snapshot[index], state.column(attribute))) {
                values[index] = inRow[index];
                filled.set(index);
            }
        }
        putIn(state.entity(), values);
        for (ColumnAttribute attribute : expired) {
            int index = attribute.index();
            Object value = inRow[index];
            boolean isFilled = filled.get(index);
            if (isFilled && attribute.inMemoryOnly()) {
                state.column(attribute, value);
            }
            if (value != null) {
                snapshot[index] = plan.codec(index).snapshot(value);
            } else {
                snapshot[index] = isFilled ? state.column(attribute) : null;
            }
        }
        expired.forEach(state::unexpire);
    }

    /** All values or none: a record may refuse what its row holds. */
    private void putIn(Object entity, @Nullable Object[] values) {
        @Nullable Object[] before = new Object[plan.size()];
        access.readAll(entity, before);
        try {
            access.writeAll(entity, values);
        } catch (RuntimeException | Error e) {
            access.writeAll(entity, before);
            throw e;
        }
    }

    private @Nullable Object[] snapshotOf(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null) {
            snapshot = new Object[plan.size()];
            access.readAll(state.entity(), snapshot);
            state.snapshot(snapshot);
        }
        return snapshot;
    }

    /** In a lazy load, an object that was there before lacks only what is loaded immediately (LO-33). */
    private void follow(InstanceState state, boolean isNew) {
        for (int i = 0; i < followers.size(); i++) {
            if (isNew
                    || !run.isLazy()
                    || plan.followUps().get(i).way() == FollowUp.Way.ONE_BY_ONE) {
                followers.get(i).add(state);
            }
        }
    }

    /** Reads one relationship from the same rows. */
    private static final class Step {

        private final Relationship relationship;
        private final RowReader target;
        private final boolean collection;
        private final boolean isPartial;
        private final Map<InstanceState, Gathered> gathered = new LinkedHashMap<>();
        private final Map<InstanceState, @Nullable Object> references = new LinkedHashMap<>();
        private @Nullable InstanceState lastOwner;
        private @Nullable Gathered lastGathered;

        Step(JoinedStep step, RowReader target) {
            this.relationship = step.relationship();
            this.isPartial = step.isPartial();
            this.target = target;
            this.collection = relationship.content().isCollection();
        }

        void read(InstanceState owner, ResultSet row, boolean first) throws SQLException {
            InstanceState element = target.read(row);
            if (collection) {
                Gathered into = gathered(owner, first);
                if (into != null && element != null) {
                    into.add(element.entity());
                }
            } else if (first) {
                if (LoadRun.isOpen(relationship, owner)) {
                    Object value = element == null ? null : element.entity();
                    references.put(owner, value);
                    mark(owner);
                    attribute(owner).setCommitted(owner, value);
                }
            } else if (element != null
                    && references.containsKey(owner)
                    && references.get(owner) != element.entity()) {
                warnSeveral(relationship, owner);
            }
        }

        private @Nullable Gathered gathered(InstanceState owner, boolean first) {
            if (owner == lastOwner) {
                return lastGathered;
            }
            Gathered found = gathered.get(owner);
            if (found == null && first && LoadRun.isOpen(relationship, owner)) {
                found = new Gathered();
                gathered.put(owner, found);
            }
            lastOwner = owner;
            lastGathered = found;
            return found;
        }

        void finish() {
            gathered.forEach(
                    (owner, elements) -> {
                        mark(owner);
                        attribute(owner).setCommitted(owner, elements.elements());
                    });
            target.finish();
        }

        private void mark(InstanceState owner) {
            if (isPartial) {
                owner.markPartial(relationship.slot());
            }
        }

        private RelationshipAttribute attribute(InstanceState owner) {
            return EntityShape.of(owner).attribute(relationship.slot());
        }
    }

    /** What a relationship holds if these are its rows: all of them, or the only one. */
    static @Nullable Object valueOf(
            Relationship relationship, InstanceState owner, List<Object> elements) {
        if (relationship.content().isCollection()) {
            return elements;
        }
        if (elements.size() > 1) {
            warnSeveral(relationship, owner);
        }
        return elements.isEmpty() ? null : elements.get(0);
    }

    /** Says that a reference has several rows; the first one is used (spec LO-14). */
    static void warnSeveral(Relationship relationship, InstanceState owner) {
        LOG.warn(
                "Several rows for {} of {}, which refers to one object: the first is used. Make it a"
                        + " collection, or its key unique.",
                relationship,
                owner);
    }
}

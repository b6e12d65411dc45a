package io.relmap.load;

import io.relmap.attribute.EntityShape;
import io.relmap.dialect.Capability;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.state.Committed;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One load: a lead statement, then the statements that follow from it, level by level (spec LO-124). Not
 * thread-safe; used once.
 */
final class LoadRun {

    private final Loader loader;
    private final Set<LoadFlag> flags;
    private final StatementCause cause;
    private final LoadGroup.Origin origin;
    private final Predicate<ColumnAttribute> filled;

    /** Tells it from other loads, and holds nothing of it. */
    private final Object token = new Object();

    private final Deque<Scheduled> scheduled = new ArrayDeque<>();
    private final Map<LoadPath, Set<InstanceState>> expanded = new HashMap<>(0);

    private @Nullable Lead lead;
    private Map<?, ?> leadValues = Map.of();

    /** Whether objects were found by edits that no row has: the statement repeated does not lead to them. */
    private boolean leftRows;

    private record Scheduled(FollowUp followUp, List<InstanceState> owners) {}

    LoadRun(Loader loader, Set<LoadFlag> flags, StatementCause cause) {
        this(loader, flags, cause, LoadGroup.Origin.of(cause), attribute -> true);
    }

    /**
     * @param origin where the objects come from that stand at the beginning of the way
     */
    LoadRun(Loader loader, Set<LoadFlag> flags, StatementCause cause, LoadGroup.Origin origin) {
        this(loader, flags, cause, origin, attribute -> true);
    }

    /**
     * @param filled the columns that an object which was there before may be given
     */
    LoadRun(
            Loader loader,
            Set<LoadFlag> flags,
            StatementCause cause,
            Predicate<ColumnAttribute> filled) {
        this(loader, flags, cause, LoadGroup.Origin.of(cause), filled);
    }

    private LoadRun(
            Loader loader,
            Set<LoadFlag> flags,
            StatementCause cause,
            LoadGroup.Origin origin,
            Predicate<ColumnAttribute> filled) {
        this.cause = cause;
        this.origin = origin;
        this.loader = loader;
        this.flags = flags;
        this.filled = filled;
    }

    LoadContext context() {
        return loader.context();
    }

    boolean overwrites() {
        return flags.contains(LoadFlag.OVERWRITE);
    }

    boolean wantsSameVersion() {
        return flags.contains(LoadFlag.SAME_VERSION);
    }

    boolean fills(ColumnAttribute attribute) {
        return filled.test(attribute);
    }

    boolean isLazy() {
        return flags.contains(LoadFlag.LAZY);
    }

    boolean isReadOnly() {
        return flags.contains(LoadFlag.READ_ONLY);
    }

    /** A group for the objects that it creates at one place. */
    LoadGroup group(EntityPlan plan) {
        return new LoadGroup(
                origin.then(plan.path()),
                plan.options(),
                !flags.contains(LoadFlag.NO_BATCHES),
                token,
                plan.path().depth());
    }

    /** How many keys a statement takes; recorded behaviour keeps to the smaller number. */
    int chunk(int usual, int asArray) {
        return context().behaviours().isStrict()
                        && context().cache().dialect().supports(Capability.ARRAY_BINDING)
                ? asArray
                : usual;
    }

    /** Runs a statement and all that follows; every root once, in the order of the rows. */
    List<InstanceState> list(PlannedSelect select, Map<?, ?> parameters) {
        lead = select.lead();
        leadValues = parameters;
        boolean repeats = flags.contains(LoadFlag.REPEATS) || select.plan().mayRepeat();
        Set<InstanceState> seen = repeats ? new HashSet<>() : null;
        List<InstanceState> roots = new ArrayList<>();
        read(
                select,
                parameters,
                (state, row) -> {
                    if (seen == null || seen.add(state)) {
                        roots.add(state);
                    }
                });
        return roots;
    }

    /** Runs a statement and all that follows, and hands over each row with its root. */
    void read(PlannedSelect select, Map<?, ?> parameters, RootRow rows) {
        RowReader reader = new RowReader(this, select.plan(), flags.contains(LoadFlag.REPEATS));
        loader.selects()
                .run(
                        select.statement(),
                        parameters,
                        cause,
                        row -> {
                            InstanceState state = reader.read(row);
                            if (state != null) {
                                rows.read(state, row);
                            }
                        });
        reader.finish();
        runScheduled();
    }

    /** A reader of rows whose statement is run by someone else within this load. */
    RowReader reader(EntityPlan plan, boolean repeats) {
        return new RowReader(this, plan, repeats);
    }

    /** To be loaded once the rows of this level are read. */
    void schedule(FollowUp followUp, List<InstanceState> owners) {
        scheduled.add(new Scheduled(followUp, owners));
    }

    /** Runs what was scheduled, and what follows from that. */
    void runScheduled() {
        for (Scheduled next = scheduled.poll(); next != null; next = scheduled.poll()) {
            run(next.followUp(), next.owners());
        }
    }

    private void run(FollowUp followUp, List<InstanceState> owners) {
        switch (followUp.way()) {
            case STATEMENT -> byStatement(followUp, owners);
            case SUBQUERY -> bySubquery(followUp, owners);
            case ONE_BY_ONE -> owners.forEach(owner -> immediate(followUp, owner));
            case IDENTITY_MAP -> owners.forEach(owner -> lookUp(followUp.relationship(), owner));
        }
    }

    /** Owners that have the value already take part only where more is to be loaded below it. */
    private void byStatement(FollowUp followUp, List<InstanceState> owners) {
        SelectIn statement = SelectIn.of(loader.context().cache(), followUp);
        if (lead != null && !leftRows && !statement.isLeaf()) {
            leftRows = !owners.stream().allMatch(statement::goesByRow);
        }
        List<InstanceState> open = owners;
        if (followUp.details().recurs()) {
            open = notExpanded(followUp.path().beginning(), owners);
        } else if (statement.isLeaf()) {
            open =
                    owners.stream()
                            .filter(owner -> !owner.isPresent(followUp.relationship().slot()))
                            .toList();
        }
        statement.load(
                this, loader, open, (relationship, owner, value) -> fill(followUp, owner, value));
    }

    /** By the owners' keys where the statement cannot be repeated, and of owners that it would not find. */
    private void bySubquery(FollowUp followUp, List<InstanceState> owners) {
        Lead repeated = leftRows ? null : lead;
        SubquerySelect statement =
                repeated == null ? null : repeated.subquery(followUp, loader.context().cache());
        if (statement == null) {
            byStatement(followUp, owners);
            return;
        }
        List<InstanceState> open =
                statement.isLeaf()
                        ? owners.stream()
                                .filter(owner -> !owner.isPresent(followUp.relationship().slot()))
                                .toList()
                        : owners;
        Map<Boolean, List<InstanceState>> found =
                open.stream().collect(Collectors.partitioningBy(statement::finds));
        List<InstanceState> edited = found.getOrDefault(false, List.of());
        List<InstanceState> asInRows = found.getOrDefault(true, List.of());
        if (!asInRows.isEmpty()) {
            statement.load(
                    this,
                    loader,
                    asInRows,
                    leadValues,
                    (relationship, owner, value) -> fill(followUp, owner, value));
        }
        if (!edited.isEmpty()) {
            byStatement(followUp, edited);
        }
    }

    /** Rows that refer to each other in a ring would be gone along for ever (spec LO-88). */
    private List<InstanceState> notExpanded(LoadPath recursion, List<InstanceState> owners) {
        Set<InstanceState> known =
                expanded.computeIfAbsent(
                        recursion, r -> Collections.newSetFromMap(new IdentityHashMap<>()));
        return owners.stream().filter(known::add).toList();
    }

    /** Puts a loaded value in where none is; changes that wait are applied on top (spec LO-24). */
    private static void fill(FollowUp followUp, InstanceState owner, @Nullable Object value) {
        Relationship relationship = followUp.relationship();
        if (!owner.isPresent(relationship.slot())) {
            mark(followUp, owner);
            EntityShape.of(owner).attribute(relationship.slot()).setCommitted(owner, value);
        }
    }

    private void lookUp(Relationship relationship, InstanceState owner) {
        if (isOpen(relationship, owner)) {
            Object known = loader.lazy().known(owner, relationship);
            if (known != Unknown.UNKNOWN) {
                store(relationship, owner, known);
            }
        }
    }

    private void immediate(FollowUp followUp, InstanceState owner) {
        Relationship relationship = followUp.relationship();
        if (isOpen(relationship, owner)) {
            Object value = loader.lazy().loadNow(owner, followUp);
            mark(followUp, owner);
            store(relationship, owner, value);
        }
    }

    private static void mark(FollowUp followUp, InstanceState owner) {
        if (followUp.details().criterion() != null) {
            owner.markPartial(followUp.relationship().slot());
        }
    }

    /** Puts a loaded value in, where none is. */
    static void store(Relationship relationship, InstanceState owner, @Nullable Object value) {
        if (isOpen(relationship, owner)) {
            EntityShape.of(owner).attribute(relationship.slot()).setCommitted(owner, value);
        }
    }

    /** Whether a relationship holds what was loaded, without any change of it. */
    static boolean isUntouched(Relationship relationship, InstanceState owner) {
        int slot = relationship.slot();
        return owner.isPresent(slot) && owner.committed(slot) == Committed.UNCHANGED;
    }

    /** Whether a relationship holds nothing, and no change of it waits for the flush (spec LO-3). */
    static boolean isOpen(Relationship relationship, InstanceState owner) {
        int slot = relationship.slot();
        return !owner.isPresent(slot)
                && owner.committed(slot) == Committed.UNCHANGED
                && owner.queue(slot) == null;
    }
}

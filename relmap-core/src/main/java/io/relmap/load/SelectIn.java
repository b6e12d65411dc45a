package io.relmap.load;

import io.relmap.join.AliasedJoin;
import io.relmap.join.Direction;
import io.relmap.join.JoinCondition;
import io.relmap.join.LocalRemotePair;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.InParameter;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads one relationship for many owners by one statement over their keys (spec LO-80 to LO-85). Four forms:
 * a simple reference asks for the targets' keys; a collection whose targets refer to the owners' whole key
 * asks for those; a plain association table is asked for the owners' keys; everything else joins the owners'
 * table. Immutable and safe for use by several threads.
 */
final class SelectIn {

    /** How many keys one statement has at the most (spec LO-85). */
    private static final int CHUNK = 500;

    /** As many where keys travel as one array: memory is the only limit (spec PE-2). */
    private static final int ARRAY_CHUNK = 32_768;

    private static final String KEYS = "keys";

    private final Relationship relationship;
    private final PlannedSelect select;
    private final List<Codec<Object>> keyCodecs;
    private final boolean byTarget;
    private final @Nullable Integer chunkSize;
    private final StatementCause cause;
    private final StatementCause lazyCause;
    private final boolean repeats;

    /** Takes what was loaded for one owner: an object, null, or a list. */
    @FunctionalInterface
    interface Sink {
        void accept(Relationship relationship, InstanceState owner, @Nullable Object value);
    }

    SelectIn(FollowUp followUp, LoaderCache cache) {
        relationship = followUp.relationship();
        String name = relationship.toString();
        cause = StatementCause.ofLoad(StatementCause.Kind.EAGER_LOAD, name, "load of " + name);
        lazyCause =
                StatementCause.ofLoad(StatementCause.Kind.LAZY_LOAD, name, "lazy load of " + name);
        chunkSize = followUp.details().chunkSize();
        JoinCondition join = relationship.join();
        boolean omitsJoin = relationship.settings().statements().omitJoin();
        byTarget = join.useGet() && omitsJoin;
        Mapper keyed = byTarget ? relationship.target() : relationship.owner();
        keyCodecs =
                keyed.identity().stream()
                        .map(key -> EntityPlan.codec(key, cache.dialect()))
                        .toList();
        repeats = join.secondary() != null || join.direction() != Direction.ONE_TO_MANY;
        Aliases aliases = new Aliases();
        TableRef target = join.target().own();
        Select.Builder base = Select.builder();
        List<ColumnRef> keyColumns = from(base, aliases);
        base.where(
                new InParameter(
                        List.copyOf(keyColumns),
                        new Parameter(KEYS, keyColumns.get(0).column().type()),
                        false));
        Criterion criterion = followUp.details().criterion();
        if (criterion != null) {
            base.build().from().forEach(aliases::reserve);
            base.where(criterion.at(target, aliases));
        }
        for (Ordering term : relationship.settings().orderBy()) {
            base.orderBy(term);
        }
        select =
                PlanBuilder.plan(
                        new PlanRequest(
                                followUp.path(),
                                target,
                                base.build(),
                                byTarget ? List.of() : List.copyOf(keyColumns),
                                followUp.options(),
                                Map.of(),
                                Set.of(),
                                Scope.EVERYTHING),
                        aliases,
                        cache);
    }

    /** The statement for a relationship at this place; kept where no option makes it special. */
    static SelectIn of(LoaderCache cache, FollowUp followUp) {
        return cache.selectIn(followUp);
    }

    /** Whether nothing is loaded below it. */
    boolean isLeaf() {
        return select.plan().joined().isEmpty() && select.plan().followUps().isEmpty();
    }

    /** Whether it leads from an owner to what the owner's row leads to: an edit that was not flushed is in no row. */
    boolean goesByRow(InstanceState owner) {
        if (byTarget) {
            for (LocalRemotePair pair : relationship.join().localRemotePairs()) {
                if (!Keys.isInRow(owner, pair.local())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Why it is sent at the first access of one of the owners. */
    StatementCause lazyCause() {
        return lazyCause;
    }

    /** The statement and its plan. */
    PlannedSelect select() {
        return select;
    }

    /** Loads for these owners, and schedules in the run what follows from it. */
    void load(LoadRun run, Loader loader, List<InstanceState> owners, Sink sink) {
        load(run, loader, owners, cause, sink);
    }

    /** As {@link #load(LoadRun, Loader, List, Sink)}, at the first access of one of the owners. */
    void loadLazily(LoadRun run, Loader loader, List<InstanceState> owners, Sink sink) {
        load(run, loader, owners, lazyCause, sink);
    }

    private void load(
            LoadRun run, Loader loader, List<InstanceState> owners, StatementCause why, Sink sink) {
        if (byTarget) {
            loadTargets(run, loader, owners, why, sink);
        } else {
            loadByOwners(run, loader, owners, why, sink);
        }
    }

    private void loadTargets(
            LoadRun run, Loader loader, List<InstanceState> owners, StatementCause why, Sink sink) {
        Map<InstanceState, @Nullable IdentityKey> wanted = new LinkedHashMap<>();
        Set<Object> keys = new LinkedHashSet<>();
        for (InstanceState owner : owners) {
            IdentityKey key = TargetKey.of(relationship, owner, KeySource.CURRENT);
            wanted.put(owner, key);
            if (key != null) {
                keys.add(Keys.composed(key));
            }
        }
        Map<IdentityKey, InstanceState> found = new LinkedHashMap<>();
        RowReader reader = run.reader(select.plan(), false);
        for (List<Object> chunk : chunks(keys, chunk(run))) {
            loader.selects()
                    .run(
                            select.statement(),
                            Map.of(KEYS, chunk),
                            why,
                            row -> {
                                InstanceState state = reader.read(row);
                                if (state != null && state.identity() != null) {
                                    found.put(state.identity(), state);
                                }
                            });
        }
        reader.finish();
        wanted.forEach(
                (owner, key) -> {
                    InstanceState target = key == null ? null : found.get(key);
                    sink.accept(relationship, owner, target == null ? null : target.entity());
                });
    }

    private void loadByOwners(
            LoadRun run, Loader loader, List<InstanceState> owners, StatementCause why, Sink sink) {
        Map<@Nullable Object, Gathered> gathered = new HashMap<>();
        Set<Object> keys = new LinkedHashSet<>();
        for (InstanceState owner : owners) {
            Object key = Keys.composed(Objects.requireNonNull(owner.identity()));
            if (gathered.put(Keys.grouping(key), new Gathered()) == null) {
                keys.add(key);
            }
        }
        RowReader reader = run.reader(select.plan(), repeats);
        for (List<Object> chunk : chunks(keys, chunk(run))) {
            loader.selects()
                    .run(
                            select.statement(),
                            Map.of(KEYS, chunk),
                            why,
                            row -> {
                                InstanceState element = reader.read(row);
                                Gathered into = gathered.get(Keys.grouping(key(row)));
                                if (into != null && element != null) {
                                    into.add(element.entity());
                                }
                            });
        }
        reader.finish();
        for (InstanceState owner : owners) {
            List<Object> elements =
                    Objects.requireNonNull(
                                    gathered.get(
                                            Keys.grouping(
                                                    Keys.composed(
                                                            Objects.requireNonNull(
                                                                    owner.identity())))))
                            .elements();
            sink.accept(relationship, owner, RowReader.valueOf(relationship, owner, elements));
        }
    }

    private int chunk(LoadRun run) {
        return chunkSize == null ? run.chunk(CHUNK, ARRAY_CHUNK) : chunkSize;
    }

    private @Nullable Object key(java.sql.ResultSet row) throws java.sql.SQLException {
        if (keyCodecs.size() == 1) {
            return keyCodecs.get(0).read(row, 1);
        }
        List<@Nullable Object> values = new ArrayList<>(keyCodecs.size());
        for (int i = 0; i < keyCodecs.size(); i++) {
            values.add(keyCodecs.get(i).read(row, i + 1));
        }
        return values;
    }

    private static List<List<Object>> chunks(Set<Object> keys, int size) {
        List<List<Object>> chunks = new ArrayList<>();
        List<Object> chunk = List.of();
        for (Object key : keys) {
            if (chunk.isEmpty() || chunk.size() == size) {
                chunk = new ArrayList<>(Math.min(size, keys.size()));
                chunks.add(chunk);
            }
            chunk.add(Keys.listed(key));
        }
        return chunks;
    }

    /** Fills FROM; returns the columns that hold the keys. */
    private List<ColumnRef> from(Select.Builder base, Aliases aliases) {
        JoinCondition join = relationship.join();
        FromItem target = join.target().from();
        TableRef own = join.target().own();
        if (byTarget) {
            base.from(target);
            return own.table().primaryKey().stream().map(c -> ref(own, c)).toList();
        }
        List<Column> ownerKey = relationship.owner().table().primaryKey();
        if (!relationship.settings().statements().omitJoin()) {
            return joinOwner(base, aliases, ownerKey);
        }
        List<ColumnRef> direct = KeyEqualities.remoteOf(join, ownerKey);
        FromItem secondary = join.secondary();
        if (direct != null && secondary == null && join.direction() == Direction.ONE_TO_MANY) {
            base.from(target);
            return direct;
        } else if (direct != null && secondary instanceof TableRef && !sameTable(secondary, own)) {
            AliasedJoin on = join.joined(t -> t, t -> t, t -> t);
            base.from(
                    new JoinItem(
                            secondary,
                            JoinKind.INNER,
                            target,
                            Objects.requireNonNull(on.target())));
            return direct;
        }
        return joinOwner(base, aliases, ownerKey);
    }

    private List<ColumnRef> joinOwner(Select.Builder base, Aliases aliases, List<Column> ownerKey) {
        JoinCondition join = relationship.join();
        TableRef own = join.owner().own();
        TableRef alias = aliases.next(own.table());
        FromItem target = join.target().from();
        FromItem given = join.secondary();
        Map<TableRef, TableRef> places = new HashMap<>();
        if (given != null) {
            FromItems.tables(given)
                    .filter(join.target().tables()::contains) // the target stands in FROM itself
                    .forEach(t -> places.put(t, aliases.next(t.table())));
        }
        AliasedJoin on =
                join.joined(t -> t.equals(own) ? alias : t, t -> t, t -> places.getOrDefault(t, t));
        FromItem secondary = on.secondary();
        if (secondary == null) {
            base.from(new JoinItem(alias, JoinKind.INNER, target, on.primary()));
        } else {
            FromItem both = new JoinItem(alias, JoinKind.INNER, secondary, on.primary());
            base.from(
                    new JoinItem(
                            both, JoinKind.INNER, target, Objects.requireNonNull(on.target())));
        }
        return ownerKey.stream().map(column -> ref(alias, column)).toList();
    }

    private static boolean sameTable(FromItem secondary, TableRef own) {
        return secondary.equals(own);
    }

    private static ColumnRef ref(TableRef table, Column column) {
        return new ColumnRef(table, column, Set.of());
    }

    /** For tests and messages. */
    @Override
    public String toString() {
        Expression where = select.select().where();
        return relationship + " where " + where;
    }
}

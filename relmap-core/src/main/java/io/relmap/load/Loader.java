package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.RowConsumer;
import io.relmap.jdbc.RowCursor;
import io.relmap.jdbc.SelectStatement;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.state.FetchMode;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads for one session. Not thread-safe: as its session. */
public final class Loader implements Initializer {

    private final LoadContext context;
    private final Selects selects;
    private final LazyLoad lazy;
    private final IdentityLoad identityLoad;
    private long identityHits;

    /** A loader for this session. */
    public Loader(LoadContext context) {
        this.context = context;
        this.selects = new Selects(context);
        this.lazy = new LazyLoad(this);
        this.identityLoad = new IdentityLoad(this);
    }

    /** How often an object that was asked for by its key was in the session. */
    public long identityHits() {
        return identityHits;
    }

    void foundByIdentity() {
        identityHits++;
    }

    /** The session it loads for. */
    public LoadContext context() {
        return context;
    }

    @Override
    public @Nullable Object load(InstanceState state, int slot, FetchMode mode, KeySource key) {
        return lazy.load(state, relationship(state, slot), mode, key);
    }

    @Override
    public void refreshExpired(InstanceState state) {
        if (!state.hasExpiredColumns()) {
            return;
        }
        autoflushBefore(state, IdentityLoad.toReload(state));
        refreshInFlush(state);
    }

    /**
     * Flushes before an object is reloaded. What the flush loads of it on its way is older than what it writes
     * then, and is forgotten; only what is loaded {@link Lazy#IMMEDIATE immediately} stays in the reference.
     */
    private void autoflushBefore(InstanceState state, List<Relationship> reloaded) {
        List<Relationship> absent =
                reloaded.stream().filter(r -> !state.isPresent(r.slot())).toList();
        context.autoflush();
        if (state.lifeCycle() == LifeCycle.DELETED) {
            throw IdentityLoad.gone(state);
        }
        for (Relationship relationship : absent) {
            boolean stays =
                    !context.behaviours().isStrict()
                            && Strategies.atAccess(relationship, LazyLoad.optionsOf(state))
                                    == Lazy.IMMEDIATE;
            if (!stays && LoadRun.isUntouched(relationship, state)) {
                state.clear(relationship.slot());
            }
        }
    }

    @Override
    public void checkAccess(InstanceState state, ColumnAttribute attribute) {
        if (LazyLoad.optionsOf(state).columns().refuses(attribute)) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_REFUSED,
                    state
                            + " was loaded without its column \""
                            + attribute
                            + "\" by an option that refuses to load it later. Leave raising() out of the"
                            + " option, or read the column with its object.");
        }
    }

    @Override
    public void loadDeferred(InstanceState state, ColumnAttribute attribute) {
        autoflushBefore(state, List.of());
        if (state.isExpired(attribute)) {
            identityLoad.loadDeferred(state, attribute);
        }
    }

    /** As {@link #refreshExpired}, without autoflush. */
    void refreshInFlush(InstanceState state) {
        if (state.hasExpiredColumns()) {
            identityLoad.refreshExpired(state);
        }
    }

    /**
     * The object of a key (spec SE-41, QU-60), or null. The key is a value, a {@code List} in key order or a
     * {@code Map} by attribute name.
     *
     * @throws io.relmap.error.InvalidRequestException if the key has the wrong form
     */
    public @Nullable Object get(Mapper mapper, Object key, LoadOptions options, RowLock lock) {
        return identityLoad.get(mapper, key, options, lock);
    }

    /**
     * The identity that a key in one of the forms of {@link #get} means, or null where a part of it is null.
     *
     * @throws io.relmap.error.InvalidRequestException if the key has the wrong form
     */
    public @Nullable IdentityKey identity(Mapper mapper, Object key) {
        return KeyForms.identity(mapper, key);
    }

    /**
     * Flushes if autoflush is on, then reloads an object that the session has expired (spec SE-55): its
     * columns, and its relationships by their strategies.
     *
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     */
    public void refresh(InstanceState state, RowLock lock) {
        autoflushBefore(state, state.requireMapper().relationships());
        identityLoad.refresh(state, lock);
    }

    /** Locks an object's row; what is loaded of it stays (spec SE-54, LO-125). */
    public void lock(InstanceState state, RowLock lock) {
        context.autoflush();
        identityLoad.lock(state, lock);
    }

    /** Flushes if autoflush is on, then reloads these attributes of an object, which the session has expired. */
    public void refresh(InstanceState state, Collection<String> attributes) {
        List<Relationship> named =
                state.requireMapper().relationships().stream()
                        .filter(relationship -> attributes.contains(relationship.name()))
                        .toList();
        autoflushBefore(state, named);
        identityLoad.refresh(state, attributes);
    }

    /**
     * Drops results that were loaded ahead for siblings (spec PE-1.5). To be called when the session flushes
     * a change, runs bulk or native SQL, commits, rolls back, expires, expunges or closes.
     */
    public void forgetHeld() {
        lazy.siblings().forget();
    }

    /** To be called when a transaction is over: lazy loads are counted anew (spec PE-3). */
    public void transactionEnded() {
        lazy.watch().transactionEnded();
    }

    /** The objects that a lead query finds, each once, in the order of their rows. No autoflush. */
    @Internal
    public List<Object> list(EntityQuery query) {
        QueryShape shape = shape(query);
        return new LoadRun(this, query.flags(), query.cause())
                .list(planned(query, shape), shape.values()).stream()
                        .map(InstanceState::entity)
                        .toList();
    }

    /**
     * Reads a lead query row by row: an object comes as often as its rows do. No autoflush.
     *
     * @return whether rows of one object are repeated by what is joined for loading alone, so that they say nothing of how
     *     many rows the query itself found
     */
    @Internal
    public boolean rows(EntityQuery query, RootRow rows) {
        QueryShape shape = shape(query);
        PlannedSelect planned = planned(query, shape);
        new LoadRun(this, query.flags(), query.cause()).read(planned, shape.values(), rows);
        return planned.plan().isMultiplied();
    }

    /**
     * The objects that a lead query finds, as their rows come in; to be closed. No autoflush.
     *
     * @param fetchSize how many rows the driver fetches at a time and are read before the statements that
     *     follow from them are run; 0 for the default
     * @throws io.relmap.error.InvalidRequestException if rows of one object need not be neighbours (LO-58)
     */
    @Internal
    public Stream<Object> stream(EntityQuery query, int fetchSize) {
        QueryShape shape = shape(query);
        return StreamedLoad.open(this, query, planned(query, shape), shape.values(), fetchSize);
    }

    /** Runs a statement whose rows are no objects. */
    @Internal
    public void rows(Select select, StatementCause cause, RowConsumer rows) {
        selects.run(new SelectStatement(select), Map.of(), cause, rows);
    }

    /**
     * Opens a statement whose rows are no objects; the caller closes the cursor.
     *
     * @param fetchSize how many rows the driver fetches at a time, 0 for its own choice
     */
    @Internal
    public RowCursor open(Select select, int fetchSize, StatementCause cause) {
        return selects.open(new SelectStatement(select), Map.of(), fetchSize, cause);
    }

    private static QueryShape shape(EntityQuery query) {
        query.options().checkCriteria();
        return QueryShape.of(query.base());
    }

    /** The same plan and text for all queries that differ by values alone; a condition in an option holds values. */
    private PlannedSelect planned(EntityQuery query, QueryShape shape) {
        if (query.flags().contains(LoadFlag.OVERWRITE)) {
            forgetHeld(); // read for what is overwritten
        }
        return query.options().hasCriteria()
                ? plan(query, shape)
                : context.cache()
                        .query(
                                new LoaderCache.QueryKey(
                                        query.mapper(),
                                        query.root(),
                                        shape.select(),
                                        query.beside(),
                                        query.options(),
                                        query.joins()),
                                key -> plan(query, shape));
    }

    private PlannedSelect plan(EntityQuery query, QueryShape shape) {
        return PlanBuilder.plan(
                new PlanRequest(
                        LoadPath.root(query.mapper()),
                        query.root(),
                        shape.select(),
                        query.beside(),
                        query.options(),
                        query.joins(),
                        Set.of(),
                        Scope.EVERYTHING),
                query.aliases(),
                context.cache());
    }

    Selects selects() {
        return selects;
    }

    LazyLoad lazy() {
        return lazy;
    }

    private static Relationship relationship(InstanceState state, int slot) {
        for (Relationship relationship : state.requireMapper().relationships()) {
            if (relationship.slot() == slot) {
                return relationship;
            }
        }
        throw new IllegalArgumentException(state + " has no relationship in slot " + slot);
    }
}

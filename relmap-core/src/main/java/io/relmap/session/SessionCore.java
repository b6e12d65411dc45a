package io.relmap.session;

import io.relmap.cascade.CascadeWalk;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.flush.FlushPlan;
import io.relmap.flush.PlanDepth;
import io.relmap.flush.PlannedFlush;
import io.relmap.flush.change.FlushContext;
import io.relmap.jdbc.FlushExecutor;
import io.relmap.jdbc.Sent;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.jdbc.SqlFailures;
import io.relmap.load.LazyLoadRules;
import io.relmap.load.LoadContext;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.load.LoaderCache;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.query.Load;
import io.relmap.query.Queries;
import io.relmap.session.SessionListener.StateChange;
import io.relmap.session.Transactions.Cleanness;
import io.relmap.session.Transactions.Expiring;
import io.relmap.sql.BindSlot;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.RowLock;
import io.relmap.state.IdentityKey;
import io.relmap.state.IdentityMap;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceFactory;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session is made of, and what its objects, its loads and its flushes may ask of it. It wires the parts;
 * each of them holds one idea: {@link Registry} who is here, {@link Attachment} coming in, {@link Deletion}
 * marks, {@link Flusher} writing,
 * {@link Autoflush} writing before a load, {@link Transactions} and {@link Restoration} going back, {@link Expiry}
 * forgetting, {@link Merge} copying.
 */
final class SessionCore implements SessionLink, LoadContext, FlushContext, FlushedSession {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);
    private static final AtomicLong COUNTER = new AtomicLong();

    private final String label = "session " + COUNTER.incrementAndGet();
    private final DefaultSession session;
    private final SessionSetup setup;
    private final SessionOptions options;
    private final DatabaseTransaction database;
    private final Guard guard = new Guard(label);
    private final Registry registry = new Registry();
    private final Columns columns = new Columns();
    private final Changes changes = new Changes(columns);
    private final Expiry expiry;
    private final Transitions transitions;
    private final Attachment attachment;
    private final Deletion deletion;
    private final Events events;
    private final Flusher flusher;
    private final Autoflush autoflush;
    private final Transactions transactions;
    private final Restoration restoration;
    private final SessionConnections connections;
    private final LateChanges lateChanges = new LateChanges();
    private final SqlExecutor executor;
    private final FlushExecutor flushExecutor;
    private final Loader loader;
    private final long openedAt = System.nanoTime();
    private boolean hasEnded;

    SessionCore(
            DefaultSession session,
            SessionSetup setup,
            SessionOptions options,
            DatabaseTransaction database) {
        this.session = session;
        this.setup = setup;
        this.options = options;
        this.database = database;
        expiry = new Expiry(columns, options);
        events = new Events(session, setup.listeners());
        transitions = new Transitions(this, setup.mapping(), registry, events);
        attachment = new Attachment(this, registry, transitions);
        deletion = new Deletion(registry, attachment);
        restoration = new Restoration(this, registry, transitions, expiry, columns);
        transactions =
                new Transactions(
                        label,
                        options,
                        database,
                        registry,
                        transitions,
                        restoration,
                        expiry,
                        events);
        flusher = new Flusher(this, registry, transitions, columns, events);
        autoflush = new Autoflush(options, flusher, registry);
        connections =
                new SessionConnections(transactions, new SqlFailures(setup.database().dialect()));
        executor = new SqlExecutor(connections, setup.database());
        flushExecutor = new FlushExecutor(executor, setup.rowEvents());
        loader = new Loader(this);
    }

    // Parts ------------------------------------------------------------------------------------

    Guard guard() {
        return guard;
    }

    SessionOptions options() {
        return options;
    }

    Mapping mapping() {
        return setup.mapping();
    }

    Registry registry() {
        return registry;
    }

    Attachment attachment() {
        return attachment;
    }

    Changes changes() {
        return changes;
    }

    Columns columns() {
        return columns;
    }

    Flusher flusher() {
        return flusher;
    }

    Transactions transactions() {
        return transactions;
    }

    Loader loader() {
        return loader;
    }

    DefaultSession session() {
        return session;
    }

    boolean isManaged() {
        return database.isManaged();
    }

    // What programs do -------------------------------------------------------------------------

    /** The state of an object that a program gave, with its mapper. */
    InstanceState stateOf(@Nullable Object entity) {
        if (entity == null) {
            throw notAnEntity("null is not an entity");
        } else if (entity instanceof Class<?> type) {
            throw notAnEntity(
                    "The class " + type.getName() + " was given where an object of it is meant");
        }
        InstanceState state = setup.instances().stateOf(entity);
        transitions.bindMapper(state);
        return state;
    }

    private static InvalidRequestException notAnEntity(String message) {
        return new InvalidRequestException(ErrorCode.NOT_AN_ENTITY, message + ".");
    }

    void add(List<InstanceState> states) {
        states.forEach(state -> lateChanges.called("add", state));
        transactions.level().touch();
        attachment.add(states);
    }

    void delete(InstanceState state) {
        lateChanges.called("delete", state);
        if (state.hasIdentity()) { // else it is refused, and begins no transaction (spec SE-28)
            transactions.level().touch();
        }
        deletion.delete(state);
    }

    /** Flushes once: what a flush between two of them wrote would make what was loaded ahead old. */
    void delete(List<InstanceState> states) {
        deletion.check(states);
        if (states.isEmpty()) {
            return;
        }
        autoflush();
        withoutAutoflush(
                () -> {
                    states.forEach(this::delete);
                    return this;
                });
    }

    Object merge(InstanceState source, Set<MergeOption> mergeOptions) {
        lateChanges.called("merge", source);
        if (!mergeOptions.contains(MergeOption.NO_LOAD)) {
            autoflush();
        }
        return withoutAutoflush(
                () -> new Merge(new MergeInto(this), mergeOptions).merge(source).entity());
    }

    void expunge(InstanceState state) {
        if (state.session() != this || isForLoadingOnly(state)) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_IN_SESSION,
                    state
                            + " is not present in "
                            + label
                            + ": it is "
                            + state.lifeCycle().name().toLowerCase(java.util.Locale.ROOT)
                            + ".");
        }
        List<InstanceState> reached = CascadeWalk.expunge(state);
        release(state);
        reached.stream().filter(other -> other.session() == this).forEach(this::release);
    }

    /** Takes one object out of the session. */
    void release(InstanceState state) {
        transactions.depart(state);
        transitions.detach(state);
    }

    void expungeAll() {
        loader.forgetHeld();
        registry.all().forEach(this::release);
        List.copyOf(registry.loadingEnabled().values()).forEach(this::release);
    }

    int evictClean() {
        List<InstanceState> clean = Eviction.of(registry, flusher.dirty());
        loader.forgetHeld();
        clean.forEach(this::release);
        return clean.size();
    }

    void refresh(InstanceState state, RowLock lock) {
        RowLocks.checkWaits("refresh()", state, lock);
        expire(state);
        loader.refresh(state, lock);
    }

    void refresh(InstanceState state, Collection<String> attributes) {
        expire(state, attributes);
        loader.refresh(state, attributes);
    }

    void lock(InstanceState state, RowLock lock) {
        RowLocks.checkLocks(state, lock);
        RowLocks.checkWaits("lock()", state, lock);
        checkPersistent(state);
        loader.lock(state, lock);
    }

    void expire(InstanceState state) {
        checkPersistent(state);
        loader.forgetHeld();
        List<InstanceState> reached = CascadeWalk.refreshExpire(state);
        expiry.expire(state);
        for (InstanceState other : reached) {
            if (registry.contains(other)) {
                if (other.hasIdentity()) {
                    expiry.expire(other);
                } else {
                    transitions.detach(other);
                }
            }
        }
    }

    void expire(InstanceState state, Collection<String> attributes) {
        checkPersistent(state);
        loader.forgetHeld();
        expiry.expire(state, attributes);
    }

    void expireAll() {
        loader.forgetHeld();
        registry.identityMap().states().forEach(expiry::expire);
    }

    private void checkPersistent(InstanceState state) {
        if (!state.hasIdentity() || !registry.contains(state)) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_PERSISTENT,
                    state
                            + " is not persistent within "
                            + label
                            + ": it is "
                            + state.lifeCycle().name().toLowerCase(java.util.Locale.ROOT)
                            + ", and has nothing to be loaded anew.");
        }
    }

    void enableLoading(InstanceState state) {
        attachment.checkOwner(state);
        if (!registry.contains(state)) {
            state.session(this);
            state.loadingEnabled(true);
            registry.loadingEnabled().put(state.entity(), state);
        } else if (!state.hasIdentity()) {
            state.loadingEnabled(true);
        }
    }

    private boolean isForLoadingOnly(InstanceState state) {
        return state.isLoadingEnabled() && !state.hasIdentity() && !registry.contains(state);
    }

    @Nullable Object get(Mapper mapper, Object key, RowLock lock, Load... loadOptions) {
        LoadOptions worked =
                loadOptions.length == 0
                        ? LoadOptions.NONE
                        : Queries.options(mapper, instances(), loadOptions);
        return loader.get(mapper, key, worked, lock);
    }

    Object reference(Mapper mapper, Object key) {
        IdentityKey identity = loader.identity(mapper, key);
        if (identity == null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "A key of "
                            + mapper
                            + " that is null, or partly null, refers to no row: "
                            + key
                            + ". Give all of it.");
        }
        MergeInto target = new MergeInto(this);
        InstanceState held = target.held(identity);
        return (held == null ? target.attachUnloaded(identity) : held).entity();
    }

    // Transactions -----------------------------------------------------------------------------

    void flush() {
        if (!options.readOnly()) {
            flusher.flush();
            autoflush.flushed();
        }
    }

    void flush(List<InstanceState> only) {
        if (!options.readOnly()) {
            flusher.flush(only);
        }
    }

    void flushUntilClean() {
        transactions.checkActive();
        events.beforeCommit();
        flushRounds();
    }

    private void flushRounds() {
        if (!options.readOnly()) {
            transactions.flushUntilClean(flusher);
            autoflush.flushed();
        }
    }

    void commit() {
        loader.forgetHeld();
        flushUntilClean();
        transactions.commit(Expiring.of(options.expireOnCommit()));
        loader.transactionEnded();
    }

    void rollback() {
        loader.forgetHeld();
        transactions.rollback(Cleanness.of(flusher));
        loader.transactionEnded();
    }

    Level pushLevel() {
        transactions.checkActive();
        flush();
        return transactions.push();
    }

    void commitNested(Level level) {
        transactions.checkOpen(level);
        transactions.checkActive();
        flushRounds();
        transactions.release(level);
    }

    void rollbackTo(Level level) {
        loader.forgetHeld();
        transactions.rollbackTo(level, Cleanness.of(flusher));
    }

    /** The session is there. */
    void opened() {
        events.opened();
    }

    private void ended() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        events.ended(
                new SessionReport(
                        Duration.ofNanos(System.nanoTime() - openedAt),
                        executor.sent().statements(),
                        loader.identityHits()));
    }

    void close() {
        expungeAll();
        transactions
                .deleted()
                .forEach(this::release); // left "deleted" by the reference (spec SE-15)
        transactions.abandon();
        loader.transactionEnded();
        ended();
    }

    /** The transaction that the session took part in is over. */
    void completed(ManagedSession.Outcome outcome) {
        loader.forgetHeld();
        transactions.completed(outcome);
        expungeAll();
        loader.transactionEnded();
        ended();
    }

    // Connection -------------------------------------------------------------------------------

    int executeSql(String sql, List<?> values) {
        return executeSql(
                new RenderedSql(
                        sql,
                        values.stream().<BindSlot>map(v -> new BindSlot.Fixed(v, null)).toList()));
    }

    int executeSql(RenderedSql sql) {
        loader.forgetHeld();
        if (executor.dialect().setsChecks(sql.text())) {
            transactions.level().setsChecks();
        }
        return connections.execute(executor, sql);
    }

    <T> T doWithConnection(Session.ConnectionCallback<T> callback) {
        loader.forgetHeld();
        return connections.apply(callback);
    }

    // Autoflush --------------------------------------------------------------------------------

    @Override
    public void autoflush() {
        autoflush.flush(behaviours());
    }

    @Override
    public boolean hasNotedChanges() {
        return autoflush.hasNotedChanges();
    }

    <T> T withoutAutoflush(Supplier<T> block) {
        return autoflush.without(block);
    }

    // SessionLink ------------------------------------------------------------------------------

    @Override
    public Initializer initializer() {
        return loader;
    }

    @Override
    public void checkUsable() {
        guard.check();
    }

    @Override
    public void modified(InstanceState state) {
        guard.check();
        lateChanges.changing(state);
        registry.identityMap().pin(state);
        autoflush.changed();
        transactions.level().touch();
    }

    @Override
    public void edited(InstanceState state) {
        registry.identityMap().pin(state);
    }

    @Override
    public void cascadeAdd(InstanceState state) {
        guard.run(
                () -> {
                    transactions.level().touch();
                    transitions.bindMapper(state);
                    attachment.cascade(state);
                });
    }

    @Override
    public void evictPendingOrphan(InstanceState state) {
        if (state.lifeCycle() == LifeCycle.PENDING && registry.contains(state)) {
            expunge(state);
        }
    }

    @Override
    public boolean cascadesBackrefs() {
        return !Boolean.FALSE.equals(options.cascadeBackrefs());
    }

    @Override
    public long nextOrder() {
        return registry.nextOrder();
    }

    @Override
    public void withdrawFrom(long order) {
        registry.all().stream().filter(state -> state.order() >= order).forEach(this::release);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Behaviours behaviours() {
        return setup.mapping().behaviours();
    }

    // LoadContext ------------------------------------------------------------------------------

    @Override
    public SessionLink link() {
        return this;
    }

    @Override
    public IdentityMap identityMap() {
        return registry.identityMap();
    }

    @Override
    public InstanceFactory instances() {
        return setup.instances();
    }

    @Override
    public LoaderCache cache() {
        return setup.cache();
    }

    @Override
    public LazyLoadRules lazyLoads() {
        return setup.lazyLoads();
    }

    /** Sends the session's statements. */
    @Override
    public SqlExecutor executor() {
        return executor;
    }

    @Override
    public void created(InstanceState state) {
        events.changed(state, StateChange.LOADED_AS_PERSISTENT);
    }

    @Override
    public void vanished(InstanceState state) {
        transactions.level().deleted().add(state);
        transitions.deleted(state);
    }

    @Override
    public void following(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot != null) {
            transactions.level().keepColumns(state, snapshot.clone());
        }
    }

    // FlushContext -----------------------------------------------------------------------------

    @Override
    public boolean isInSession(InstanceState state) {
        return registry.contains(state);
    }

    @Override
    public boolean mayLoad() {
        return true;
    }

    @Override
    public void evict(InstanceState pending) {
        evictPendingOrphan(pending);
    }

    @Override
    public void assigning(InstanceState holder, ColumnAttribute attribute) {
        // a flush means it
    }

    @Override
    public boolean wasMemberWhenDeleted(
            InstanceState marked, InstanceState owner, Object attribute) {
        return registry.wasMemberWhenDeleted(marked, owner, attribute);
    }

    @Override
    public void cancelDelete(InstanceState marked) {
        registry.unmark(marked);
    }

    @Override
    public boolean areChecksSet() {
        return transactions.level().areChecksSet();
    }

    @Override
    public void warn(ErrorCode code, String message) {
        LOG.warn("{}: {}", code.code(), message);
    }

    // FlushedSession ---------------------------------------------------------------------------

    @Override
    public Level level() {
        return transactions.level();
    }

    @Override
    public void checkActive() {
        transactions.checkActive();
    }

    @Override
    public PlannedFlush plan(Set<InstanceState> saved, Collection<InstanceState> deleted) {
        return setup.unitOfWork().plan(this, saved, deleted);
    }

    @Override
    public Sent sent() {
        return executor.sent();
    }

    @Override
    public void run(PlannedFlush plan) {
        loader.forgetHeld();
        lateChanges.whileWriting(() -> flushExecutor.run(plan));
    }

    @Override
    public void failed(Throwable cause) {
        transactions.failed(cause);
    }

    FlushPlan flushPlan(PlanDepth depth) {
        PlanningContext planning = new PlanningContext(this, depth);
        return autoflush.without(
                () ->
                        planning.undoing(
                                () ->
                                        setup.unitOfWork()
                                                .plan(
                                                        planning,
                                                        flusher.saved(),
                                                        registry.marked())));
    }
}

package io.relmap.session;

import io.relmap.error.DetachedInstanceException;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.flush.FlushPlan;
import io.relmap.flush.PlanDepth;
import io.relmap.holder.EntityInstances;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Load;
import io.relmap.query.Queries;
import io.relmap.query.Query;
import io.relmap.query.Rows;
import io.relmap.sql.RowLock;
import io.relmap.state.InstanceState;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session as programs see it: checks each call, and hands it to the part that it is about. The parts live
 * in {@link SessionCore}.
 */
final class DefaultSession implements ManagedSession {

    private final SessionCore core;
    private final Guard guard;

    DefaultSession(SessionSetup setup, SessionOptions options, DatabaseTransaction database) {
        this.core = new SessionCore(this, setup, options, database);
        this.guard = core.guard();
        core.opened();
    }

    // Objects ----------------------------------------------------------------------------------

    @Override
    public void add(Object entity) {
        guard.run(() -> core.add(List.of(core.stateOf(entity))));
    }

    @Override
    public void addAll(Collection<?> entities) {
        guard.run(() -> core.add(entities.stream().map(core::stateOf).toList()));
    }

    @Override
    public void delete(Object entity) {
        guard.run(() -> core.delete(core.stateOf(entity)));
    }

    @Override
    public void deleteAll(Collection<?> entities) {
        guard.run(() -> core.delete(entities.stream().map(core::stateOf).toList()));
    }

    @Override
    public <T> T merge(T entity) {
        return merge(entity, new MergeOption[0]);
    }

    @Override
    @SuppressWarnings("unchecked") // the copy is of the same entity
    public <T> T merge(T entity, MergeOption... options) {
        return (T) guard.call(() -> core.merge(core.stateOf(entity), Set.copyOf(List.of(options))));
    }

    @Override
    public void expunge(Object entity) {
        guard.run(() -> core.expunge(core.stateOf(entity)));
    }

    @Override
    public void expungeAll() {
        guard.run(core::expungeAll);
    }

    @Override
    public int evictClean() {
        return guard.call(core::evictClean);
    }

    @Override
    public void refresh(Object entity) {
        refresh(entity, RowLock.NONE);
    }

    @Override
    public void refresh(Object entity, RowLock lock) {
        guard.run(() -> core.refresh(core.stateOf(entity), lock));
    }

    @Override
    public void lock(Object entity, RowLock lock) {
        guard.run(() -> core.lock(core.stateOf(entity), lock));
    }

    @Override
    public void refresh(Object entity, Collection<String> attributes) {
        guard.run(() -> core.refresh(core.stateOf(entity), List.copyOf(attributes)));
    }

    @Override
    public void expire(Object entity) {
        guard.run(() -> core.expire(core.stateOf(entity)));
    }

    @Override
    public void expire(Object entity, Collection<String> attributes) {
        guard.run(() -> core.expire(core.stateOf(entity), List.copyOf(attributes)));
    }

    @Override
    public void expireAll() {
        guard.run(core::expireAll);
    }

    @Override
    public void enableRelationshipLoading(Object entity) {
        guard.run(() -> core.enableLoading(core.stateOf(entity)));
    }

    // Transaction ------------------------------------------------------------------------------

    @Override
    public void flush() {
        guard.run(core::flush);
    }

    @Override
    public void flush(Collection<?> entities) {
        guard.run(() -> core.flush(entities.stream().map(core::stateOf).toList()));
    }

    @Override
    public void commit() {
        refuseIfManaged("commit()");
        guard.run(core::commit);
    }

    @Override
    public void rollback() {
        refuseIfManaged("rollback()");
        guard.run(core::rollback);
    }

    @Override
    public NestedTransaction beginNested() {
        refuseIfManaged("beginNested()");
        return guard.call(() -> new Savepoint(core));
    }

    @Override
    public void beforeCommit() {
        guard.run(core::flushUntilClean);
    }

    @Override
    public void completed(Outcome outcome) {
        guard.run(
                () -> {
                    core.completed(outcome);
                    guard.close(Guard.Reuse.NO);
                });
    }

    @Override
    public Object savepointCreated() {
        return guard.call(core::pushLevel);
    }

    @Override
    public void savepointRolledBack(Object mark) {
        guard.run(() -> core.rollbackTo((Level) mark));
    }

    @Override
    public void savepointReleased(Object mark) {
        guard.run(() -> core.transactions().release((Level) mark));
    }

    @Override
    public boolean isClosed() {
        return guard.isClosed();
    }

    @Override
    public void close() {
        refuseIfManaged("close()");
        if (!guard.isClosed()) {
            guard.run(core::close);
            guard.close(core.options().closeResetsOnly() ? Guard.Reuse.YES : Guard.Reuse.NO);
        }
    }

    private void refuseIfManaged(String call) {
        if (core.isManaged()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_STATE,
                    call
                            + " is not for this session: it takes part in a transaction that is managed from"
                            + " outside, which also ends it. Use what began the transaction.");
        }
    }

    // Finding ----------------------------------------------------------------------------------

    @Override
    public <T> @Nullable T get(Class<T> type, Object key) {
        return get(type, key, new Load[0]);
    }

    @Override
    public <T> @Nullable T get(Class<T> type, Object key, Load... options) {
        return get(type, key, RowLock.NONE, options);
    }

    @Override
    public <T> @Nullable T get(Class<T> type, Object key, RowLock lock, Load... options) {
        Object found = guard.call(() -> core.get(core.mapping().mapper(type), key, lock, options));
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @Override
    public <T> T reference(Class<T> type, Object key) {
        return type.cast(guard.call(() -> core.reference(core.mapping().mapper(type), key)));
    }

    @Override
    public @Nullable Object get(String entityName, Object key) {
        return get(entityName, key, new Load[0]);
    }

    @Override
    public @Nullable Object get(String entityName, Object key, Load... options) {
        return get(entityName, key, RowLock.NONE, options);
    }

    @Override
    public @Nullable Object get(String entityName, Object key, RowLock lock, Load... options) {
        return guard.call(() -> core.get(core.mapping().mapper(entityName), key, lock, options));
    }

    @Override
    public <T> Query<T> query(Class<T> type) {
        return guard.call(() -> this.<T>queryOf(core.mapping().mapper(type)));
    }

    @Override
    public Query<Object> query(String entityName) {
        return guard.call(() -> this.<Object>queryOf(core.mapping().mapper(entityName)));
    }

    @Override
    public <T> Query<T> query(ToQuery<T> elements) {
        return guard.call(
                () -> {
                    InstanceState owner = EntityInstances.ownerOf(elements);
                    Relationship relationship = EntityInstances.relationshipOf(elements);
                    if (relationship == null || !core.registry().contains(owner)) {
                        throw new DetachedInstanceException(
                                ErrorCode.DETACHED,
                                elements
                                        + " of "
                                        + owner
                                        + " cannot be queried here: the object is not in this session. Add"
                                        + " or merge it first.");
                    }
                    return Queries.related(core.loader(), relationship, owner.entity());
                });
    }

    @Override
    public <T> Query<T> sql(Class<T> type, String sql, Map<String, ?> parameters) {
        return guard.call(
                () ->
                        Queries.<T>ofSql(
                                core.loader(), core.mapping().mapper(type), sql, parameters));
    }

    @Override
    public Query<Object> sql(String entityName, String sql, Map<String, ?> parameters) {
        return guard.call(
                () ->
                        Queries.<Object>ofSql(
                                core.loader(), core.mapping().mapper(entityName), sql, parameters));
    }

    @Override
    public Rows<Map<String, @Nullable Object>> sqlRows(String sql, Map<String, ?> parameters) {
        return guard.call(() -> Queries.rowsOfSql(core.loader(), sql, parameters));
    }

    private <T> Query<T> queryOf(Mapper mapper) {
        return Queries.create(core.loader(), mapper);
    }

    @Override
    public boolean contains(Object entity) {
        return guard.call(() -> core.registry().contains(core.stateOf(entity)));
    }

    @Override
    public boolean isModified(Object entity) {
        return guard.call(() -> core.changes().isModified(core.stateOf(entity)));
    }

    @Override
    public boolean isModifiedItself(Object entity) {
        return guard.call(() -> core.changes().isModifiedItself(core.stateOf(entity)));
    }

    @Override
    public Set<Object> objects() {
        return guard.call(() -> entities(core.registry().all()));
    }

    @Override
    public Set<Object> newObjects() {
        return guard.call(() -> entities(core.registry().pending()));
    }

    @Override
    public Set<Object> dirtyObjects() {
        return guard.call(() -> entities(core.flusher().dirty()));
    }

    @Override
    public Set<Object> deletedObjects() {
        return guard.call(() -> entities(core.registry().marked()));
    }

    private static Set<Object> entities(Collection<InstanceState> states) {
        Set<Object> entities = new IdentitySet();
        states.forEach(state -> entities.add(state.entity()));
        return Collections.unmodifiableSet(entities);
    }

    // Odds and ends ----------------------------------------------------------------------------

    @Override
    public void noAutoflush(Runnable block) {
        noAutoflush(
                () -> {
                    block.run();
                    return this;
                });
    }

    @Override
    public <T> T noAutoflush(Supplier<T> block) {
        return core.withoutAutoflush(block);
    }

    @Override
    public void atMost(int statements, Runnable block) {
        if (statements < 0) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "A block sends no " + statements + " statements: the limit begins at 0.");
        }
        core.executor().atMost(statements, block);
    }

    @Override
    public FlushPlan flushPlan() {
        return flushPlan(PlanDepth.MEMORY);
    }

    @Override
    public FlushPlan flushPlan(PlanDepth depth) {
        return guard.call(() -> core.flushPlan(depth));
    }

    @Override
    public int executeSql(String sql, Object... values) {
        return guard.call(() -> core.executeSql(sql, Arrays.asList(values)));
    }

    @Override
    public int executeSql(String sql, Map<String, ?> parameters) {
        return guard.call(() -> core.executeSql(Queries.rendered(core.loader(), sql, parameters)));
    }

    @Override
    public <T> T doWithConnection(ConnectionCallback<T> callback) {
        return guard.call(() -> core.doWithConnection(callback));
    }

    /** {@code session 7}. */
    @Override
    public String toString() {
        return core.label();
    }
}

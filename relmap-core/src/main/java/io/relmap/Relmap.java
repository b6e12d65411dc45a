package io.relmap;

import io.relmap.ddl.SchemaOperations;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.EntityDescriptors;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.query.LoadPlan;
import io.relmap.query.Queries;
import io.relmap.session.ExternalTransaction;
import io.relmap.session.ManagedSession;
import io.relmap.session.ObjectStates;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import io.relmap.session.SessionSetup;
import io.relmap.state.InstanceState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping to one database, from which sessions are opened. Immutable and safe for use by several threads; a
 * program makes one and keeps it.
 */
public final class Relmap {

    private final SessionSetup setup;
    private final SessionOptions options;
    private final SchemaOperations schema;

    Relmap(SessionSetup setup, SessionOptions options, SchemaOperations schema) {
        this.setup = setup;
        this.options = options;
        this.schema = schema;
    }

    /** Starts building. */
    public static RelmapBuilder builder() {
        return new RelmapBuilder();
    }

    /** Opens a session. Close it: it may hold a connection. */
    public Session openSession() {
        return openSession(options);
    }

    /** Opens a session with options of its own. */
    public Session openSession(SessionOptions sessionOptions) {
        return setup.open(sessionOptions);
    }

    /** Opens a session that takes part in a transaction which somebody else begins and ends. */
    public ManagedSession openManagedSession(
            ExternalTransaction transaction, SessionOptions sessionOptions) {
        return setup.open(transaction, sessionOptions);
    }

    /** What sessions have that are opened without options of their own. */
    public SessionOptions sessionOptions() {
        return options;
    }

    /**
     * Does some work in a session and commits; an exception rolls back. The session closes, and what its
     * objects have loaded stays readable.
     */
    public void inTransaction(Consumer<Session> work) {
        transactionResult(
                session -> {
                    work.accept(session);
                    return session;
                });
    }

    /** As {@link #inTransaction(Consumer)}, with a result. */
    public <T extends @Nullable Object> T transactionResult(Function<Session, T> work) {
        try (Session session = openSession(options.withExpireOnCommit(false))) {
            T result = work.apply(session);
            session.commit();
            return result;
        }
    }

    /** Makes a new object of an entity that has no class, with nothing in it. */
    public DynamicEntity newEntity(String entityName) {
        Mapper mapper = mapping().mapper(entityName);
        if (setup.instances().create(mapper).entity() instanceof DynamicEntity entity) {
            return entity;
        }
        throw new InvalidRequestException(
                ErrorCode.NOT_AN_ENTITY,
                entityName
                        + " has a class, "
                        + mapper.name().qualified()
                        + "; make its objects by their constructor.");
    }

    /** Creates, drops and compares the tables. */
    public SchemaOperations schema() {
        return schema;
    }

    /** The kind of database. */
    public Dialect dialect() {
        return setup.database().dialect();
    }

    /** Tables and entities. */
    public Mapping mapping() {
        return setup.mapping();
    }

    /** The mapped entities in the order of registration. */
    public List<Mapper> mappers() {
        return setup.mapping().mappers();
    }

    /**
     * Checks a loading plan, for instance at the start of a program: that its paths lead over relationships, and that its
     * options fit them.
     *
     * @throws io.relmap.error.InvalidRequestException if they do not; the message names the path and what there is
     */
    public void check(LoadPlan plan) {
        Object entity = plan.entity();
        Mapper mapper =
                entity instanceof Class<?> type
                        ? setup.mapping().mapper(type)
                        : setup.mapping().mapper((String) entity);
        Queries.checkOptions(mapper, plan);
    }

    /** As {@link Inspect#makeTransientToDetached}, also for an object that no session has seen yet. */
    public void makeTransientToDetached(Object entity) {
        InstanceState state = EntityDescriptors.stateOf(entity);
        if (state.mapper() == null) {
            state.mapper(setup.mapping().mapper(entity.getClass()));
        }
        ObjectStates.makeTransientToDetached(state);
    }

    @Override
    public String toString() {
        return "Relmap" + mappers();
    }
}

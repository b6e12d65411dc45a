package io.relmap.session;

import io.relmap.annotation.Internal;
import io.relmap.flush.RowEvents;
import io.relmap.flush.UnitOfWork;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.load.LazyLoadRules;
import io.relmap.load.LoaderCache;
import io.relmap.mapping.Mapping;
import io.relmap.state.InstanceFactory;
import java.util.List;

/**
 * What all sessions of one mapping share.
 *
 * @param mapping the entities
 * @param instances makes objects and finds their states
 * @param unitOfWork plans flushes
 * @param cache what loading works out once
 * @param connections where sessions get their connections
 * @param database sends statements
 * @param listeners told of what becomes of objects and transactions
 * @param rowEvents told of rows that are written
 * @param lazyLoads what holds for lazy loads
 */
@Internal
public record SessionSetup(
        Mapping mapping,
        InstanceFactory instances,
        UnitOfWork unitOfWork,
        LoaderCache cache,
        ConnectionSource connections,
        Database database,
        List<SessionListener> listeners,
        RowEvents rowEvents,
        LazyLoadRules lazyLoads) {

    public SessionSetup {
        listeners = List.copyOf(listeners);
    }

    /** Opens a session that runs its own transactions. */
    public Session open(SessionOptions options) {
        return new DefaultSession(this, options, new OwnTransaction(connections, database));
    }

    /** Opens a session inside a transaction that is managed from outside. */
    public ManagedSession open(ExternalTransaction transaction, SessionOptions options) {
        return new DefaultSession(this, options, new ManagedTransaction(transaction));
    }
}

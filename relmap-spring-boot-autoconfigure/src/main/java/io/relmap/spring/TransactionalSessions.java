package io.relmap.spring;

import io.relmap.Relmap;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapping;
import io.relmap.session.ManagedSession;
import io.relmap.session.Session;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The sessions of running transactions, one for each, found by the calling thread. What an application injects is
 * {@link #shared()}. Immutable and safe for use by several threads.
 */
public final class TransactionalSessions {

    private final Relmap relmap;
    private final DataSource dataSource;

    /**
     * The sessions of one {@code Relmap}.
     *
     * @param relmap what opens them; they are bound to threads under it
     * @param dataSource what the transaction manager uses, too: the same bean, or connections are not shared
     */
    public TransactionalSessions(Relmap relmap, DataSource dataSource) {
        this.relmap = relmap;
        this.dataSource = unwrap(dataSource);
    }

    /** What the transaction manager uses as its key, too: it unwraps the same proxy. */
    private static DataSource unwrap(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy proxy
                        && proxy.getTargetDataSource() != null
                ? proxy.getTargetDataSource()
                : dataSource;
    }

    /**
     * The session of the calling thread's transaction, opened if this is its first use.
     *
     * @throws InvalidRequestException if there is no transaction, or it has ended
     */
    public Session current() {
        return holderInUse().session();
    }

    /**
     * A session that stands for {@link #current()} in each call: one object for the whole application, safe for use by
     * several threads. It cannot be committed, rolled back or closed.
     */
    public Session shared() {
        return SharedSession.of(this);
    }

    /** What is mapped. */
    public Mapping mapping() {
        return relmap.mapping();
    }

    DataSource dataSource() {
        return dataSource;
    }

    SessionHolder holderInUse() {
        SessionHolder holder = boundHolder();
        if (holder != null) {
            return holder;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new InvalidRequestException(
                    ErrorCode.NO_TRANSACTION,
                    "There is no transaction, so there is no session. Put @Transactional on the method"
                            + " (and call it through its bean), or use TransactionTemplate or"
                            + " relmap.inTransaction(...).");
        }
        return ForeignTransactionSynchronization.register(this);
    }

    @Nullable SessionHolder boundHolder() {
        return (SessionHolder) TransactionSynchronizationManager.getResource(relmap);
    }

    SessionHolder bindNew(Access access, SessionHolder.Owner owner) {
        SessionHolder holder = new SessionHolder(() -> open(access), access, owner);
        bind(holder);
        return holder;
    }

    void bind(SessionHolder holder) {
        TransactionSynchronizationManager.bindResource(relmap, holder);
    }

    boolean isBound() {
        return TransactionSynchronizationManager.hasResource(relmap);
    }

    @Nullable SessionHolder unbind() {
        return (SessionHolder) TransactionSynchronizationManager.unbindResourceIfPossible(relmap);
    }

    private ManagedSession open(Access access) {
        return relmap.openManagedSession(
                new TransactionConnection(dataSource, access),
                relmap.sessionOptions().withReadOnly(access != Access.WRITING));
    }

    @Override
    public String toString() {
        return "sessions of " + relmap;
    }
}

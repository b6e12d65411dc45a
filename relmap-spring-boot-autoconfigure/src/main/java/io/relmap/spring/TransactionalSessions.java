package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.ManagedSession;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The sessions of running transactions, one for each, found by the calling thread. What an application injects is
 * {@link #shared()}. Immutable and safe for use by several threads.
 */
public final class TransactionalSessions {

    private final Object key;
    private final SessionOpener opener;
    private final DataSource dataSource;

    TransactionalSessions(Object key, SessionOpener opener, DataSource dataSource) {
        this.key = key;
        this.opener = opener;
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
        return (SessionHolder) TransactionSynchronizationManager.getResource(key);
    }

    SessionHolder bindNew(Access access, SessionHolder.Owner owner) {
        SessionHolder holder = new SessionHolder(() -> open(access), access, owner);
        bind(holder);
        return holder;
    }

    void bind(SessionHolder holder) {
        TransactionSynchronizationManager.bindResource(key, holder);
    }

    boolean isBound() {
        return TransactionSynchronizationManager.hasResource(key);
    }

    @Nullable SessionHolder unbind() {
        return (SessionHolder) TransactionSynchronizationManager.unbindResourceIfPossible(key);
    }

    private ManagedSession open(Access access) {
        return opener.open(
                new TransactionConnection(dataSource, access),
                SessionOptions.defaults().withReadOnly(access != Access.WRITING));
    }

    @Override
    public String toString() {
        return "sessions of " + key;
    }
}

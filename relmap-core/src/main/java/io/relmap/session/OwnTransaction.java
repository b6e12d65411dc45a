package io.relmap.session;

import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction that the session begins, by taking a connection, and ends. */
final class OwnTransaction implements DatabaseTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(OwnTransaction.class);

    private final ConnectionSource source;
    private final SqlFailures failures;
    private @Nullable Connection connection;
    private boolean restoreAutoCommit;

    OwnTransaction(ConnectionSource source, Database database) {
        this.source = source;
        this.failures = new SqlFailures(database.dialect());
    }

    @Override
    public Connection connection() {
        Connection held = connection;
        if (held != null) {
            return held;
        }
        try {
            held = source.acquire();
        } catch (SQLException e) {
            throw SqlFailures.connection("There is no connection to begin a transaction on", e);
        }
        try {
            restoreAutoCommit = held.getAutoCommit();
            if (restoreAutoCommit) {
                held.setAutoCommit(false);
            }
        } catch (SQLException e) {
            release(held);
            throw SqlFailures.connection("No transaction could be begun on the connection", e);
        }
        connection = held; // only one that a rollback can take back
        return held;
    }

    @Override
    public void done(Connection used) {
        // kept until the transaction ends
    }

    @Override
    public boolean isBegun() {
        return connection != null;
    }

    @Override
    public boolean isManaged() {
        return false;
    }

    @Override
    public void commit() {
        Connection held = connection;
        if (held != null) {
            try {
                held.commit();
            } catch (SQLException e) {
                throw failures.refused("The database refused to commit", e);
            }
            giveBack(held);
        }
    }

    @Override
    public void rollback() {
        Connection held = connection;
        if (held != null) {
            try {
                held.rollback();
            } catch (SQLException e) {
                discard(held);
                throw failures.refused("The transaction could not be rolled back", e);
            }
            giveBack(held);
        }
    }

    @Override
    public @Nullable Object setSavepoint() {
        try {
            return connection().setSavepoint();
        } catch (SQLException e) {
            throw failures.refused("No savepoint could be set", e);
        }
    }

    @Override
    public void rollbackTo(@Nullable Object savepoint) {
        Connection held = connection;
        if (held != null && savepoint != null) {
            try {
                held.rollback((Savepoint) savepoint);
            } catch (SQLException e) {
                throw failures.refused("The savepoint could not be rolled back", e);
            }
        }
    }

    @Override
    public void release(@Nullable Object savepoint) {
        Connection held = connection;
        if (held != null && savepoint != null) {
            try {
                held.releaseSavepoint((Savepoint) savepoint);
            } catch (SQLException e) {
                throw failures.refused("The savepoint could not be released", e);
            }
        }
    }

    /**
     * Gives the connection back, whatever state it is in: one that is kept is lost to its pool. How the
     * transaction has ended is decided by now, so a failure here is no failure of the transaction.
     */
    private void giveBack(Connection held) {
        connection = null;
        try {
            if (restoreAutoCommit) {
                held.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warn("A connection is given back that cannot be set to auto-commit again", e);
        }
        release(held);
    }

    /**
     * Gives a connection back whose work could not be undone. Setting it to auto-commit, or closing it alone,
     * could commit that work; aborted, it can do nothing any more.
     */
    private void discard(Connection held) {
        connection = null;
        try {
            held.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("A connection that could not be rolled back cannot be aborted either", e);
        }
        release(held);
    }

    private void release(Connection held) {
        try {
            source.release(held);
        } catch (SQLException e) {
            LOG.warn("A connection could not be given back", e);
        }
    }
}

package io.relmap.session;

import io.relmap.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A transaction that somebody else begins and ends. */
final class ManagedTransaction implements DatabaseTransaction {

    private final ExternalTransaction external;
    private boolean begun;

    ManagedTransaction(ExternalTransaction external) {
        this.external = external;
    }

    @Override
    public Connection connection() {
        try {
            Connection connection = external.acquire();
            begun = true;
            return connection;
        } catch (SQLException e) {
            throw SqlFailures.connection("No connection from " + external.describe(), e);
        }
    }

    @Override
    public void done(Connection connection) {
        try {
            external.release(connection);
        } catch (SQLException e) {
            throw SqlFailures.connection(
                    "Cannot give the connection back to " + external.describe(), e);
        }
    }

    @Override
    public int secondsLeft() {
        return external.secondsLeft();
    }

    @Override
    public boolean isBegun() {
        return begun;
    }

    @Override
    public boolean isManaged() {
        return true;
    }

    @Override
    public void commit() {
        begun = false;
    }

    @Override
    public void rollback() {
        begun = false;
    }

    @Override
    public @Nullable Object setSavepoint() {
        return null;
    }

    @Override
    public void rollbackTo(@Nullable Object savepoint) {}

    @Override
    public void release(@Nullable Object savepoint) {}
}

package io.relmap.session;

import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.jdbc.SqlFailures;
import io.relmap.observe.StatementCause;
import io.relmap.sql.RenderedSql;
import java.sql.Connection;
import java.sql.SQLException;

/** The connection of a session's transaction, for statements of relmap and of programs. */
final class SessionConnections implements ConnectionSource {

    private static final StatementCause NATIVE =
            StatementCause.of(StatementCause.Kind.NATIVE, "a statement of the program");

    private final Transactions transactions;
    private final SqlFailures failures;

    SessionConnections(Transactions transactions, SqlFailures failures) {
        this.transactions = transactions;
        this.failures = failures;
    }

    @Override
    public Connection acquire() {
        return transactions.connection();
    }

    @Override
    public void release(Connection connection) {
        transactions.done(connection);
    }

    @Override
    public int secondsLeft() {
        return transactions.secondsLeft();
    }

    /** Runs a statement that a program wrote. */
    int execute(SqlExecutor executor, RenderedSql sql) {
        return Math.toIntExact(executor.update(sql, ParameterValues.NONE, NATIVE));
    }

    /** Lets a program work with the connection. */
    <T> T apply(Session.ConnectionCallback<T> callback) {
        Connection connection = acquire();
        try {
            return callback.apply(connection);
        } catch (SQLException e) {
            throw failures.refused("Work on the session's connection failed", e);
        } finally {
            release(connection);
        }
    }
}

package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.observe.StatementCause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An open result, read row by row. It keeps its connection until it is closed. Not thread-safe. */
@Internal
public final class RowCursor implements AutoCloseable {

    private final ConnectionSource connections;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Failure failure;
    private boolean closed;

    /** Says in relmap's words what went wrong. */
    record Failure(Observation observation, String sql, StatementCause cause) {

        RuntimeException of(SQLException exception) {
            return observation.failure(sql, cause, exception);
        }
    }

    RowCursor(
            ConnectionSource connections,
            Connection connection,
            PreparedStatement statement,
            ResultSet rows,
            Failure failure) {
        this.connections = connections;
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.failure = failure;
    }

    /** Hands the next row on; false where there is none. */
    public boolean next(RowConsumer row) {
        try {
            if (!rows.next()) {
                return false;
            }
            row.accept(rows);
            return true;
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    /** Closes the result and gives the connection back; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try (statement;
                    rows) {
                // closed in reverse order, each in spite of the other
            } finally {
                connections.release(connection);
            }
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }
}

package io.relmap.benchmarks.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A batch that is sent whenever it is full. */
final class JdbcBatch implements AutoCloseable {

    private static final int FULL = 1000;

    private final PreparedStatement statement;
    private int size;

    JdbcBatch(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
    }

    void add(Jdbc.Step<PreparedStatement> parameters) throws SQLException {
        parameters.with(statement);
        statement.addBatch();
        if (++size == FULL) {
            send();
        }
    }

    private void send() throws SQLException {
        statement.executeBatch();
        size = 0;
    }

    void finish() throws SQLException {
        if (size > 0) {
            send();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}

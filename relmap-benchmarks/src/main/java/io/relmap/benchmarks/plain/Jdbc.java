package io.relmap.benchmarks.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Short words for what plain JDBC repeats. */
final class Jdbc {

    private Jdbc() {}

    /** Work on a connection that has a result. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Work on a statement or a row. */
    interface Step<T> {
        void with(T subject) throws SQLException;
    }

    static <T> T transaction(DataSource dataSource, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static IllegalStateException failed(SQLException e) {
        SQLException next = e.getNextException();
        if (next != null) {
            e.addSuppressed(next);
        }
        return new IllegalStateException(e);
    }

    static void query(
            Connection connection,
            String sql,
            int fetchSize,
            Step<PreparedStatement> parameters,
            Step<ResultSet> row)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            parameters.with(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.with(rows);
                }
            }
        }
    }

    static void query(Connection connection, String sql, Step<ResultSet> row) throws SQLException {
        query(connection, sql, 0, statement -> {}, row);
    }
}

package io.relmap.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where connections come from. Whoever runs transactions implements it: inside of one, every call gives
 * that transaction's connection. Not necessarily thread-safe: as the session that uses it.
 */
public interface ConnectionSource {

    /**
     * A connection for the next statements; each call is followed by one of {@link #release}.
     *
     * @throws SQLException if there is none
     */
    Connection acquire() throws SQLException;

    /**
     * How many seconds are left for statements on these connections, 0 for no limit. May throw what whoever runs
     * the transaction throws when its time is over.
     */
    default int secondsLeft() {
        return 0;
    }

    /** Takes back a connection that {@link #acquire} gave. */
    void release(Connection connection) throws SQLException;

    /** A connection of its own, with the data source's own transaction settings, for each call. */
    static ConnectionSource of(DataSource dataSource) {
        return new ConnectionSource() {
            @Override
            public Connection acquire() throws SQLException {
                return dataSource.getConnection();
            }

            @Override
            public void release(Connection connection) throws SQLException {
                connection.close();
            }
        };
    }

    /** Always this connection, which its owner closes. */
    static ConnectionSource of(Connection connection) {
        return new ConnectionSource() {
            @Override
            public Connection acquire() {
                return connection;
            }

            @Override
            public void release(Connection same) {}
        };
    }
}

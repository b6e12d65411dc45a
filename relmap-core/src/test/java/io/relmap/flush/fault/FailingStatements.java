package io.relmap.flush.fault;

import io.relmap.testsupport.JdbcWatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.sql.DataSource;

/** A data source one of whose statements of a flush fails: one that writes, or reads a sequence. Not thread-safe. */
final class FailingStatements {

    /** How a statement fails. */
    enum Fault {
        /** The driver refuses it before it is sent. */
        REFUSED {
            @Override
            SQLException happen(Connection connection) {
                return new SQLException("injected: refused", "HY000");
            }
        },
        /** It takes too long. */
        TIMES_OUT {
            @Override
            SQLException happen(Connection connection) {
                return new SQLTimeoutException("injected: timed out", "57014");
            }
        },
        /** The connection breaks: all that comes later fails, too. */
        LOSES_CONNECTION {
            @Override
            SQLException happen(Connection connection) throws SQLException {
                connection.close();
                return new SQLException("injected: connection lost", "08006");
            }
        };

        abstract SQLException happen(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private int sent;
    private int failing;
    private Fault fault = Fault.REFUSED;

    FailingStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Has the n-th watched statement from now on fail, the first being 1; 0 for none. */
    void fail(int statement, Fault how) {
        sent = 0;
        failing = statement;
        fault = how;
    }

    /** How many watched statements were run since the last call of {@link #fail}. */
    int sent() {
        return sent;
    }

    DataSource dataSource() {
        return JdbcWatch.connections(
                dataSource,
                connection ->
                        JdbcWatch.statements(
                                connection,
                                (statement, sql) ->
                                        isWatched(sql) ? watch(statement, connection) : statement));
    }

    private static boolean isWatched(String sql) {
        return !sql.startsWith("SELECT")
                || sql.startsWith("SELECT nextval")
                || sql.startsWith("SELECT NEXT VALUE");
    }

    private PreparedStatement watch(PreparedStatement statement, Connection connection) {
        return JdbcWatch.on(
                PreparedStatement.class,
                statement,
                call -> {
                    if (call.name().startsWith("execute") && ++sent == failing) {
                        throw fault.happen(connection);
                    }
                    return call.proceed();
                });
    }
}

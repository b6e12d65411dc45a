package io.relmap.flush.random;

import io.relmap.testsupport.JdbcLocation;
import io.relmap.testsupport.TestPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to a database of its own that are used again, since a new one takes longer than all that a graph sends.
 * Statements are not kept by the server: the next graph has other tables of the same names. Not thread-safe.
 */
final class Connections implements AutoCloseable {

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final Deque<Connection> idle = new ArrayDeque<>();

    Connections() {
        JdbcLocation location = TestPostgres.freshLocation();
        database.setUrl(location.url());
        database.setUser(location.user());
        database.setPassword(location.password());
        database.setPrepareThreshold(0);
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                database,
                (method, call) -> method.equals("getConnection") ? lend() : call.run());
    }

    private Connection lend() throws SQLException {
        Connection connection =
                idle.isEmpty() ? database.getConnection() : Objects.requireNonNull(idle.pop());
        return proxy(
                Connection.class,
                connection,
                (method, call) -> {
                    if (!method.equals("close")) {
                        return call.run();
                    }
                    takeBack(connection);
                    return null;
                });
    }

    private void takeBack(Connection connection) throws SQLException {
        if (connection.isClosed() || idle.contains(connection)) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        idle.push(connection);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }

    /** A call that may be passed on. */
    private interface Call {

        @org.jspecify.annotations.Nullable
        Object run() throws Throwable;
    }

    /** What becomes of a call. */
    private interface Handling {

        @org.jspecify.annotations.Nullable
        Object handle(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Object target, Handling handling) {
        return type.cast(
                Proxy.newProxyInstance(
                        Connections.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                handling.handle(
                                        method.getName(),
                                        () -> {
                                            try {
                                                return method.invoke(target, arguments);
                                            } catch (InvocationTargetException e) {
                                                throw Objects.requireNonNullElse(e.getCause(), e);
                                            }
                                        })));
    }
}

package io.relmap.flush.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
        return proxy(
                DataSource.class,
                (proxy, method, arguments) -> {
                    Object result = invoke(dataSource, method, arguments);
                    return result instanceof Connection connection ? watch(connection) : result;
                });
    }

    private Connection watch(Connection connection) {
        return proxy(
                Connection.class,
                (proxy, method, arguments) -> {
                    Object result = invoke(connection, method, arguments);
                    return method.getName().equals("prepareStatement")
                                    && isWatched((String) arguments[0])
                            ? watch((PreparedStatement) result, connection)
                            : result;
                });
    }

    private static boolean isWatched(String sql) {
        return !sql.startsWith("SELECT")
                || sql.startsWith("SELECT nextval")
                || sql.startsWith("SELECT NEXT VALUE");
    }

    private PreparedStatement watch(PreparedStatement statement, Connection connection) {
        return proxy(
                PreparedStatement.class,
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute") && ++sent == failing) {
                        throw fault.happen(connection);
                    }
                    return invoke(statement, method, arguments);
                });
    }

    private static @Nullable Object invoke(
            Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        FailingStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

package io.relmap.testsupport;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts tests between relmap and a driver: they see each call, and may fail in its place. */
public final class JdbcWatch {

    private JdbcWatch() {}

    /** What is done instead of a call. */
    @FunctionalInterface
    public interface Interceptor {

        /**
         * Answers a call, mostly by {@link Call#proceed}.
         *
         * @throws Throwable what the caller is to see instead of an answer
         */
        @Nullable Object answer(Call call) throws Throwable;
    }

    /**
     * A call of a JDBC object.
     *
     * @param target the real object
     * @param method what is called
     * @param arguments with what; empty for a method without parameters
     */
    public record Call(Object target, Method method, @Nullable Object[] arguments) {

        /** The method's name. */
        public String name() {
            return method.getName();
        }

        /** Has the real object answer. */
        public @Nullable Object proceed() throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    /** The object, with an interceptor before it. */
    public static <T> T on(Class<T> type, T target, Interceptor interceptor) {
        return type.cast(
                Proxy.newProxyInstance(
                        JdbcWatch.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                interceptor.answer(
                                        new Call(
                                                target,
                                                method,
                                                arguments == null ? new Object[0] : arguments))));
    }

    /** The data source, whose connections are exchanged. */
    public static DataSource connections(DataSource real, UnaryOperator<Connection> exchange) {
        return on(
                DataSource.class,
                real,
                call -> {
                    Object made = call.proceed();
                    return made instanceof Connection connection
                            ? exchange.apply(connection)
                            : made;
                });
    }

    /** The connection, whose prepared statements are exchanged; the function is given their SQL. */
    public static Connection statements(
            Connection real, BiFunction<PreparedStatement, String, PreparedStatement> exchange) {
        return on(
                Connection.class,
                real,
                call ->
                        call.name().equals("prepareStatement")
                                ? exchange.apply(
                                        (PreparedStatement) call.proceed(),
                                        (String) call.arguments()[0])
                                : call.proceed());
    }
}

package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Behind the session that applications inject: passes each call on to the session of the caller's transaction. Ending
 * that transaction is its manager's business, so those methods refuse. What the database answers comes as Spring's
 * exceptions, from its queries too. Looking at the proxy itself opens nothing.
 */
final class SharedSession implements InvocationHandler {

    private static final String AT_THE_END =
            "the transaction ends when the method with @Transactional returns, and its manager commits,"
                    + " rolls back and closes. Use flush() to write now, and setRollbackOnly() or an"
                    + " exception to give up.";
    private static final Map<String, String> INSTEAD =
            Map.of(
                    "commit",
                    AT_THE_END,
                    "rollback",
                    AT_THE_END,
                    "close",
                    AT_THE_END,
                    "beginNested",
                    "its manager sets savepoints. Put @Transactional(propagation = NESTED) on the method"
                            + " whose work may be taken back, or give a TransactionTemplate"
                            + " PROPAGATION_NESTED.");
    private static final Set<String> WRITING =
            Set.of("add", "addAll", "delete", "merge", "flush", "executeSql");

    private final TransactionalSessions sessions;

    private SharedSession(TransactionalSessions sessions) {
        this.sessions = sessions;
    }

    static Session of(TransactionalSessions sessions) {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        new SharedSession(sessions));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofProxy(proxy, method, arguments);
        }
        String name = method.getName();
        if (name.equals("isClosed")) {
            return false;
        }
        String remedy = INSTEAD.get(name);
        if (remedy != null) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_YOURS_TO_END,
                    name + " is not for a session that Spring manages: " + remedy);
        }
        SessionHolder holder = sessions.holderInUse();
        if (holder.access() == Access.NO_TRANSACTION && WRITING.contains(name)) {
            throw UnwrittenChanges.refused("session." + name + " was called", holder.access());
        }
        return TranslatedCalls.call(holder.session(), method, arguments, holder.access());
    }

    private Object ofProxy(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default ->
                    "Shared session: stands for the session of the running transaction ("
                            + sessions
                            + ")";
        };
    }
}

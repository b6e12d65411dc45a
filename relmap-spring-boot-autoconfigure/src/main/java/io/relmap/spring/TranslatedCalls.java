package io.relmap.spring;

import io.relmap.query.Query;
import io.relmap.query.Rows;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Behind the queries of the injected session: passes calls on, and translates what the database answers to Spring's
 * exceptions, as the session itself does. A query that would write at once is refused where nothing is to be written.
 */
final class TranslatedCalls implements InvocationHandler {

    private static final Set<String> WRITING = Set.of("delete", "update");

    private final Object target;
    private final Access access;

    private TranslatedCalls(Object target, Access access) {
        this.target = target;
        this.access = access;
    }

    /**
     * Calls a method.
     *
     * @param access whether queries that it returns may write
     * @throws Throwable what the method throws, translated unless it speaks of misuse
     */
    static @Nullable Object call(
            Object target, Method method, Object @Nullable [] arguments, Access access)
            throws Throwable {
        try {
            return wrapped(method.invoke(target, arguments), access);
        } catch (InvocationTargetException e) {
            throw e.getTargetException() instanceof RuntimeException exception
                    ? RelmapExceptionTranslator.answerTranslated(exception)
                    : e.getTargetException();
        }
    }

    /** Queries send their statements later, so that their calls are to be translated too. */
    private static @Nullable Object wrapped(@Nullable Object result, Access access) {
        if (result instanceof Query<?>) {
            return proxy(Query.class, result, access);
        }
        return result instanceof Rows<?> ? proxy(Rows.class, result, access) : result;
    }

    private static Object proxy(Class<?> type, Object target, Access access) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TranslatedCalls(target, access));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals")
                    ? arguments != null && proxy == arguments[0]
                    : method.invoke(target, arguments);
        }
        if (access != Access.WRITING && WRITING.contains(method.getName())) {
            throw UnwrittenChanges.refused("query." + method.getName() + " was called", access);
        }
        return call(target, method, arguments, access);
    }
}

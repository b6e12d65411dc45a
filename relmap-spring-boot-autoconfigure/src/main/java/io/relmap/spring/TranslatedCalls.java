package io.relmap.spring;

import io.relmap.query.Query;
import io.relmap.query.Rows;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Behind the queries of the injected session: passes calls on, and translates what the database answers to Spring's
 * exceptions, as the session itself does.
 */
final class TranslatedCalls implements InvocationHandler {

    private final Object target;

    private TranslatedCalls(Object target) {
        this.target = target;
    }

    /**
     * Calls a method.
     *
     * @throws Throwable what the method throws, translated unless it speaks of misuse
     */
    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return wrapped(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            throw e.getTargetException() instanceof RuntimeException exception
                    ? RelmapExceptionTranslator.answerTranslated(exception)
                    : e.getTargetException();
        }
    }

    /** Queries send their statements later, so that their calls are to be translated too. */
    private static @Nullable Object wrapped(@Nullable Object result) {
        if (result instanceof Query<?>) {
            return proxy(Query.class, result);
        }
        return result instanceof Rows<?> ? proxy(Rows.class, result) : result;
    }

    private static Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TranslatedCalls(target));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals")
                    ? arguments != null && proxy == arguments[0]
                    : method.invoke(target, arguments);
        }
        return call(target, method, arguments);
    }
}

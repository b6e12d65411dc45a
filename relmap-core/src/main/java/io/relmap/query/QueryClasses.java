package io.relmap.query;

import io.relmap.annotation.Internal;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Gives queries over a relationship the methods of an interface of the program (spec LO-94). */
@Internal
public final class QueryClasses {

    private QueryClasses() {}

    /**
     * Checks the {@code queryClass} of every relationship that is a query.
     *
     * @throws MappingException if one of them is no public interface that extends {@link Query}
     */
    public static void check(Mapping mapping) {
        mapping.mappers().stream()
                .flatMap(mapper -> mapper.relationships().stream())
                .forEach(QueryClasses::check);
    }

    private static void check(Relationship relationship) {
        Class<?> type = of(relationship);
        if (type != null
                && !(type.isInterface()
                        && Modifier.isPublic(type.getModifiers())
                        && Query.class.isAssignableFrom(type))) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    relationship
                            + ": queryClass = "
                            + type.getName()
                            + " is no public interface that extends Query. Write \"public interface "
                            + relationship.target().entityName()
                            + "Query extends Query<"
                            + relationship.target().entityName()
                            + ">\", with default methods.");
        }
    }

    private static @Nullable Class<?> of(Relationship relationship) {
        boolean isQuery =
                relationship.content() == Content.QUERY
                        && relationship.settings().lazy() == Lazy.DYNAMIC;
        return isQuery ? relationship.settings().statements().queryClass() : null;
    }

    /** The query as the relationship's own kind, where it has one. */
    @SuppressWarnings("unchecked") // its interface extends Query of the relationship's target
    static <T> Query<T> dressed(Query<T> query, Relationship relationship) {
        Class<?> type = of(relationship);
        return type == null
                ? query
                : (Query<T>)
                        Proxy.newProxyInstance(
                                type.getClassLoader(), new Class<?>[] {type}, new Dressed(query));
    }

    /**
     * The query as an interface of the program.
     *
     * @throws InvalidRequestException if the relationship is not mapped with it
     */
    public static <Q> Q as(Class<Q> type, Query<?> query, Object elements) {
        if (!type.isInstance(query)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    elements
                            + " is asked for as "
                            + type.getName()
                            + ", but its relationship is not mapped with queryClass = "
                            + type.getSimpleName()
                            + ".class.");
        }
        return type.cast(query);
    }

    /** Passes on what a query can do; what gives the query itself gives this one. */
    private record Dressed(Query<?> query) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(
                Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class
                    && method.getName().equals("equals")
                    && arguments != null) {
                return proxy == arguments[0];
            }
            Method own = ofQuery(method);
            if (own == null) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            try {
                Object result = own.invoke(query, arguments);
                return result == query ? proxy : result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        /** A method of the interface that narrows the result of one of Query is that one, unless it is written anew. */
        private static @Nullable Method ofQuery(Method method) {
            Class<?> declaring = method.getDeclaringClass();
            if (declaring == Query.class || declaring == Object.class) {
                return method;
            } else if (method.isDefault()) {
                return null;
            }
            try {
                return Query.class.getMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY,
                        method
                                + " is no method of Query, and has no body. Make it a default method.");
            }
        }
    }
}

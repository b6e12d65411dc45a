package io.relmap.spring.data.query;

import io.relmap.session.Session;
import io.relmap.spring.data.LoadWith;
import io.relmap.spring.data.Lock;
import io.relmap.spring.data.Meta;
import io.relmap.spring.data.Modifying;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.util.ClassUtils;

/** Runs one method that changes rows in one statement. */
final class ModifyingQuery implements RepositoryQuery {

    private static final Set<Class<?>> RESULTS =
            Set.of(void.class, Void.class, Integer.class, Long.class, Boolean.class);

    private final RelmapQueryMethod method;
    private final Session session;
    private final Modifying options;
    private final ToIntFunction<MethodArguments> statement;

    ModifyingQuery(
            RelmapQueryMethod method,
            Session session,
            Modifying options,
            ToIntFunction<MethodArguments> statement) {
        this.method = method;
        this.session = session;
        this.options = options;
        this.statement = statement;
        method.refuse("finds nothing", LoadWith.class, Lock.class, Meta.class);
        if (!RESULTS.contains(result())) {
            throw new IllegalArgumentException(
                    "A @Modifying method returns nothing, the number of rows (int, long), or whether"
                            + " there were any (boolean), but no "
                            + method.getReturnedObjectType().getName());
        }
    }

    private Class<?> result() {
        return ClassUtils.resolvePrimitiveIfNecessary(method.getReturnedObjectType());
    }

    @Override
    public QueryMethod getQueryMethod() {
        return method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] parameters) {
        MethodArguments arguments = new MethodArguments(method.getParameters(), parameters);
        if (options.flushAutomatically()) {
            session.flush();
        }
        int rows = statement.applyAsInt(arguments);
        if (options.clearAutomatically()) {
            session.expungeAll();
        }
        Class<?> result = result();
        if (result == Boolean.class) {
            return rows > 0;
        } else if (result == Long.class) {
            return (long) rows;
        }
        return result == Integer.class ? (Integer) rows : null;
    }
}

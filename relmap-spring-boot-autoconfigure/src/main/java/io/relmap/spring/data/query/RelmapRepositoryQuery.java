package io.relmap.spring.data.query;

import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import io.relmap.sql.RowLock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;

/** Runs one query method: makes the query, asks for what the method returns, projects it. */
final class RelmapRepositoryQuery implements RepositoryQuery {

    private final RelmapQueryMethod method;
    private final Session session;
    private final Projections projections;
    private final Projection projection;
    private final QueryShape shape;
    private final Load[] loads;
    private final RowLock lock;
    private final boolean repeats;
    private final @Nullable NativeText sql;

    RelmapRepositoryQuery(
            RelmapQueryMethod method,
            Session session,
            Projections projections,
            QueryShape shape,
            @Nullable NativeText sql) {
        this.method = method;
        this.sql = sql;
        this.projections = projections;
        this.projection =
                shape.kind() == QueryKind.FIND
                        ? projections.to(method.getReturnedObjectType())
                        : ObjectProjection.WHOLE;
        this.session = session;
        this.shape = shape;
        this.repeats = shape.restriction().repeats();
        this.loads = method.loads();
        this.lock = method.lock();
        ResultTypes.check(method, shape.kind());
        refuseWhatIsUnused();
        refuseLocksOfParts();
    }

    /** Databases lock no rows of a DISTINCT statement. */
    private void refuseLocksOfParts() {
        Parameters<?, ?> parameters = method.getParameters();
        if (repeats
                && lock != RowLock.NONE
                && (shape.limit() != null
                        || method.isStreamQuery()
                        || parameters.hasPageableParameter()
                        || parameters.hasLimitParameter()
                        || parameters.hasScrollPositionParameter())) {
            throw new IllegalArgumentException(
                    method.getName()
                            + " cuts a part out of a joined collection, where objects repeat, and locks"
                            + " it with @Lock, which databases refuse together. Find all, or ask for the"
                            + " collection by a condition (books.year > :y), which joins nothing");
        }
    }

    private void refuseWhatIsUnused() {
        if (shape.kind() != QueryKind.FIND && (loads.length > 0 || lock != RowLock.NONE)) {
            throw new IllegalArgumentException(
                    "@LoadWith and @Lock are for methods that find objects; "
                            + method.getName()
                            + " gives back none that it has loaded");
        } else if (loads.length > 0 && projection instanceof ColumnProjection) {
            throw new IllegalArgumentException(
                    "@LoadWith is for methods that find objects; "
                            + method.getName()
                            + " selects the columns of "
                            + method.getReturnedObjectType().getName()
                            + " alone");
        }
    }

    @Override
    public QueryMethod getQueryMethod() {
        return method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] parameters) {
        MethodArguments arguments = new MethodArguments(method.getParameters(), parameters);
        return switch (shape.kind()) {
            case COUNT -> count(arguments);
            case EXISTS -> restricted(arguments).exists();
            case DELETE -> delete(arguments);
            case FIND -> find(arguments);
        };
    }

    private Query<?> restricted(MethodArguments arguments) {
        Query<?> query =
                sql == null
                        ? session.query(method.domainType())
                        : sql.objects(method.domainType(), arguments);
        shape.restriction().apply(query, arguments);
        return method.described(query);
    }

    private Query<?> finding(MethodArguments arguments) {
        Query<?> query = restricted(arguments).options(loads).lock(lock);
        return repeats && isCut(arguments) ? query.distinct() : query;
    }

    /** Where the database cuts a part out, or rows are read one by one, objects are not told apart afterwards. */
    private boolean isCut(MethodArguments arguments) {
        return shape.limit() != null
                || method.isStreamQuery()
                || arguments.getPageable().isPaged()
                || method.most(arguments) != Excerpt.ALL
                || arguments.getScrollPosition() instanceof OffsetScrollPosition;
    }

    private long count(MethodArguments arguments) {
        return sql == null ? restricted(arguments).count() : sql.count(arguments);
    }

    private Results results(MethodArguments arguments, Projection projection) {
        return new Results(
                () -> finding(arguments),
                shape.order().and(arguments.getSort()),
                Math.min(
                        shape.limit() == null ? Excerpt.ALL : shape.limit(),
                        method.most(arguments)),
                lock == RowLock.NONE && !repeats ? projection : projection.ofObjects());
    }

    /** One by one through the session: with cascades, and never an object that is changed unnoticed. */
    private @Nullable Object delete(MethodArguments arguments) {
        List<?> found = results(arguments, ObjectProjection.WHOLE).list(arguments.getPageable());
        boolean wantsOne =
                !method.isCollectionQuery()
                        && method.domainType().isAssignableFrom(method.getReturnedObjectType());
        Object one = wantsOne ? DataAccessUtils.singleResult(found) : null;
        session.deleteAll(found);
        if (wantsOne) {
            return one;
        }
        return method.isCollectionQuery() ? found : Long.valueOf(found.size());
    }

    private @Nullable Object find(MethodArguments arguments) {
        Class<?> dynamic = arguments.findDynamicProjection();
        Results results =
                results(arguments, dynamic == null ? projection : projections.to(dynamic));
        Pageable page = arguments.getPageable();
        if (method.isStreamQuery()) {
            return results.stream(page, method.getName());
        } else if (method.isPageQuery()) {
            return results.page(page, () -> count(arguments));
        } else if (method.isScrollQuery()) {
            return results.scroll(arguments.getScrollPosition());
        } else if (method.isSliceQuery()) {
            return results.slice(page);
        } else if (method.isCollectionQuery()) {
            return results.list(page);
        }
        return shape.limit() == null ? results.only() : results.first();
    }
}

package io.relmap.spring.data.query;

import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.query.ParametersParameterAccessor;
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

    RelmapRepositoryQuery(
            RelmapQueryMethod method,
            Session session,
            Projections projections,
            QueryShape shape,
            Load[] loads) {
        this.method = method;
        this.projections = projections;
        this.projection =
                shape.kind() == QueryKind.FIND
                        ? projections.to(method.getReturnedObjectType())
                        : ObjectProjection.WHOLE;
        this.session = session;
        this.shape = shape;
        this.loads = loads;
    }

    /** Where columns are selected, nothing is loaded. */
    void refuseUnusedLoads() {
        if (loads.length > 0 && projection instanceof ColumnProjection) {
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
        ParametersParameterAccessor arguments =
                new ParametersParameterAccessor(method.getParameters(), parameters);
        return switch (shape.kind()) {
            case COUNT -> restricted(arguments).count();
            case EXISTS -> restricted(arguments).exists();
            case DELETE -> delete(arguments);
            case FIND -> find(arguments);
        };
    }

    private Query<?> restricted(ParametersParameterAccessor arguments) {
        Query<?> query = session.query(method.domainType());
        shape.restriction().apply(query, arguments);
        return query;
    }

    private Query<?> finding(ParametersParameterAccessor arguments) {
        return restricted(arguments).options(loads);
    }

    private Results results(ParametersParameterAccessor arguments, Projection projection) {
        return new Results(
                () -> finding(arguments),
                shape.order().and(arguments.getSort()),
                rows(arguments),
                projection);
    }

    /** One by one through the session: with cascades, and never an object that is changed unnoticed. */
    private @Nullable Object delete(ParametersParameterAccessor arguments) {
        List<?> found = results(arguments, ObjectProjection.WHOLE).list(arguments.getPageable());
        boolean wantsOne =
                !method.isCollectionQuery()
                        && method.domainType().isAssignableFrom(method.getReturnedObjectType());
        Object one = wantsOne ? DataAccessUtils.singleResult(found) : null;
        found.forEach(session::delete);
        if (wantsOne) {
            return one;
        }
        return method.isCollectionQuery() ? found : Long.valueOf(found.size());
    }

    private @Nullable Object find(ParametersParameterAccessor arguments) {
        Class<?> dynamic = arguments.findDynamicProjection();
        Results results =
                results(arguments, dynamic == null ? projection : projections.to(dynamic));
        Pageable page = arguments.getPageable();
        if (method.isStreamQuery()) {
            return results.stream(page, method.getName());
        } else if (method.isPageQuery()) {
            return results.page(page, () -> restricted(arguments).count());
        } else if (method.isScrollQuery()) {
            return results.scroll(arguments.getScrollPosition());
        } else if (method.isSliceQuery()) {
            return results.slice(page);
        } else if (method.isCollectionQuery()) {
            return results.list(page);
        }
        return shape.limit() == null ? results.only() : results.first();
    }

    /** The smallest of what the name and a parameter of type {@code Limit} allow; a page would say its size there. */
    private long rows(ParametersParameterAccessor arguments) {
        boolean given = method.getParameters().hasLimitParameter();
        Limit limit = given ? arguments.getLimit() : Limit.unlimited();
        long named = shape.limit() == null ? Excerpt.ALL : shape.limit();
        return limit.isLimited() ? Math.min(named, limit.max()) : named;
    }
}

package io.relmap.spring.data.query;

import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ResultProcessor;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs one query method: makes the query, asks for what the method returns, projects it. */
final class RelmapRepositoryQuery implements RepositoryQuery {

    private final RelmapQueryMethod method;
    private final Session session;
    private final QueryShape shape;
    private final Load[] loads;

    RelmapRepositoryQuery(
            RelmapQueryMethod method, Session session, QueryShape shape, Load[] loads) {
        this.method = method;
        this.session = session;
        this.shape = shape;
        this.loads = loads;
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
            case FIND -> projected(find(arguments), arguments);
        };
    }

    private Query<?> restricted(ParametersParameterAccessor arguments) {
        Query<?> query = session.query(method.domainType());
        shape.restriction().apply(query, arguments);
        return query;
    }

    private Query<?> ordered(ParametersParameterAccessor arguments) {
        Sort order = shape.order().and(arguments.getSort());
        return restricted(arguments).orderBy(SortTerms.of(order)).options(loads);
    }

    /** One by one through the session: with cascades, and never an object that is changed unnoticed. */
    private @Nullable Object delete(ParametersParameterAccessor arguments) {
        List<?> found = part(arguments).list();
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
        Pageable page = arguments.getPageable();
        if (method.isStreamQuery()) {
            requireTransaction();
            return part(arguments).stream();
        }
        if (method.isPageQuery()) {
            List<?> content = part(arguments).list();
            return PageableExecutionUtils.getPage(content, page, () -> total(arguments));
        }
        if (method.isScrollQuery()) {
            return scroll(arguments);
        }
        if (method.isSliceQuery()) {
            return slice(arguments, page);
        }
        if (method.isCollectionQuery()) {
            return part(arguments).list();
        }
        return shape.limit() == null ? only(arguments) : ordered(arguments).first();
    }

    private Window<?> scroll(ParametersParameterAccessor arguments) {
        return new Scrolling(shape.order().and(arguments.getSort()), rows(arguments))
                .from(
                        arguments.getScrollPosition(),
                        sort -> restricted(arguments).orderBy(SortTerms.of(sort)).options(loads));
    }

    private @Nullable Object only(ParametersParameterAccessor arguments) {
        return rows(arguments) == 1 ? ordered(arguments).first() : ordered(arguments).oneOrNone();
    }

    private long total(ParametersParameterAccessor arguments) {
        long count = restricted(arguments).count();
        return shape.limit() == null ? count : Math.min(count, shape.limit());
    }

    private Slice<?> slice(ParametersParameterAccessor arguments, Pageable page) {
        if (page.isUnpaged()) {
            return new SliceImpl<>(part(arguments).list());
        }
        int size = page.getPageSize();
        List<?> content =
                Excerpt.within(page.getOffset(), size + 1L, rows(arguments))
                        .of(ordered(arguments))
                        .list();
        boolean more = content.size() > size;
        return new SliceImpl<>(List.copyOf(more ? content.subList(0, size) : content), page, more);
    }

    /** What a page asks for, of the rows there may be. */
    private Query<?> part(ParametersParameterAccessor arguments) {
        return Excerpt.of(arguments.getPageable(), rows(arguments)).of(ordered(arguments));
    }

    /** The smallest of what the name and a parameter of type {@code Limit} allow; a page would say its size there. */
    private long rows(ParametersParameterAccessor arguments) {
        boolean given = method.getParameters().hasLimitParameter();
        Limit limit = given ? arguments.getLimit() : Limit.unlimited();
        long named = shape.limit() == null ? Excerpt.ALL : shape.limit();
        return limit.isLimited() ? Math.min(named, limit.max()) : named;
    }

    private void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new InvalidDataAccessApiUsageException(
                    method.getName()
                            + " returns a stream, which reads while it is used: call it in a"
                            + " transaction (@Transactional), and close the stream there"
                            + " (try-with-resources).");
        }
    }

    private @Nullable Object projected(
            @Nullable Object result, ParametersParameterAccessor arguments) {
        ResultProcessor processor = method.getResultProcessor().withDynamicProjection(arguments);
        ReturnedType type = processor.getReturnedType();
        return type.isProjecting() && !type.getReturnedType().isInterface()
                ? processor.processResult(result, new DtoProjection(type))
                : processor.processResult(result);
    }
}

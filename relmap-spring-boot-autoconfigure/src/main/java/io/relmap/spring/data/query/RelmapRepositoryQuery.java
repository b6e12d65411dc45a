package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
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
    private final Mapper mapper;
    private final Session session;
    private final QueryShape shape;
    private final Load[] loads;

    RelmapRepositoryQuery(
            RelmapQueryMethod method,
            Mapper mapper,
            Session session,
            QueryShape shape,
            Load[] loads) {
        this.method = method;
        this.mapper = mapper;
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
        if (shape.distinct()) {
            query.distinct();
        }
        shape.restriction().apply(query, arguments);
        return query;
    }

    private Query<?> ordered(ParametersParameterAccessor arguments) {
        Sort order = shape.order().and(arguments.getSort());
        return restricted(arguments).orderBy(SortTerms.of(order)).options(loads);
    }

    /** One by one through the session: with cascades, and never an object that is changed unnoticed. */
    private Object delete(ParametersParameterAccessor arguments) {
        List<?> found = limited(ordered(arguments), arguments).list();
        found.forEach(session::delete);
        boolean wantsObjects =
                method.isCollectionQuery()
                        || method.domainType().isAssignableFrom(method.getReturnedObjectType());
        return wantsObjects ? found : Long.valueOf(found.size());
    }

    private @Nullable Object find(ParametersParameterAccessor arguments) {
        Pageable page = arguments.getPageable();
        if (method.isStreamQuery()) {
            requireTransaction();
            return limited(ordered(arguments), arguments).stream();
        }
        if (method.isPageQuery()) {
            List<?> content = limited(ordered(arguments), arguments).list();
            return PageableExecutionUtils.getPage(content, page, () -> total(arguments));
        }
        if (method.isScrollQuery()) {
            return scroll(arguments);
        }
        if (method.isSliceQuery()) {
            return slice(arguments, page);
        }
        if (method.isCollectionQuery()) {
            return limited(ordered(arguments), arguments).list();
        }
        return shape.limit() == null ? only(arguments) : ordered(arguments).first();
    }

    private Window<?> scroll(ParametersParameterAccessor arguments) {
        Integer limit = limit(arguments);
        Integer most = shape.limit();
        if (limit != null && (most == null || limit < most)) {
            most = limit;
        }
        return new Scrolling(mapper, shape.order().and(arguments.getSort()), most)
                .from(
                        arguments.getScrollPosition(),
                        sort -> restricted(arguments).orderBy(SortTerms.of(sort)).options(loads));
    }

    private @Nullable Object only(ParametersParameterAccessor arguments) {
        Integer limit = limit(arguments);
        return limit != null && limit == 1
                ? ordered(arguments).first()
                : ordered(arguments).oneOrNone();
    }

    private long total(ParametersParameterAccessor arguments) {
        long count = restricted(arguments).count();
        return shape.limit() == null ? count : Math.min(count, shape.limit());
    }

    private Slice<?> slice(ParametersParameterAccessor arguments, Pageable page) {
        if (page.isUnpaged()) {
            return new SliceImpl<>(limited(ordered(arguments), arguments).list());
        }
        List<?> content =
                ordered(arguments)
                        .offset(Math.toIntExact(page.getOffset()))
                        .limit(page.getPageSize() + 1)
                        .list();
        boolean more = content.size() > page.getPageSize();
        return new SliceImpl<>(
                List.copyOf(more ? content.subList(0, page.getPageSize()) : content), page, more);
    }

    /** The smallest of what the name, a {@code Limit} and a page allow. */
    private Query<?> limited(Query<?> query, ParametersParameterAccessor arguments) {
        Pageable page = arguments.getPageable();
        Integer limit = limit(arguments);
        long rows = shape.limit() == null ? Long.MAX_VALUE : shape.limit();
        if (limit != null) {
            rows = Math.min(rows, limit);
        }
        if (page.isPaged()) {
            query.offset(Math.toIntExact(page.getOffset()));
            rows = Math.max(0, Math.min(page.getPageSize(), rows - page.getOffset()));
        }
        return rows == Long.MAX_VALUE ? query : query.limit(Math.toIntExact(rows));
    }

    /** What a parameter of type {@code Limit} says; a page would say its size here. */
    private @Nullable Integer limit(ParametersParameterAccessor arguments) {
        boolean given = method.getParameters().hasLimitParameter();
        Limit limit = given ? arguments.getLimit() : Limit.unlimited();
        return limit.isLimited() ? limit.max() : null;
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

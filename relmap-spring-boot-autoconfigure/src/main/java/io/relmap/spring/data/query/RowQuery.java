package io.relmap.spring.data.query;

import io.relmap.spring.data.LoadWith;
import io.relmap.spring.data.Lock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.support.PageableExecutionUtils;

/** Runs one query method that finds rows of values. */
final class RowQuery implements RepositoryQuery {

    private final RelmapQueryMethod method;
    private final RowSource source;
    private final ProjectionFactory factory;
    private final Map<Class<?>, RowType> types = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException if the method's result cannot be made of the rows
     */
    RowQuery(RelmapQueryMethod method, RowSource source, ProjectionFactory factory) {
        this.method = method;
        this.source = source;
        this.factory = factory;
        method.refuse("finds values and no objects", LoadWith.class, Lock.class);
        if (method.isScrollQuery()) {
            throw new IllegalArgumentException(
                    "Windows are of objects and their projections; return a Slice");
        } else if (method.isPageQuery()) {
            source.requireCount();
        }
        if (!method.getParameters().hasDynamicProjection()) {
            type(method.rowType());
        }
    }

    private RowType type(Class<?> type) {
        RowType known = types.get(type);
        if (known == null) {
            known = RowType.of(type, factory);
            if (!source.labels().isEmpty()) {
                known.check(source.labels());
            }
            types.put(type, known);
        }
        return known;
    }

    @Override
    public QueryMethod getQueryMethod() {
        return method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] parameters) {
        MethodArguments arguments = new MethodArguments(method.getParameters(), parameters);
        Class<?> dynamic = arguments.findDynamicProjection();
        RowType type = type(dynamic == null ? method.rowType() : dynamic);
        Pageable page = arguments.getPageable();
        if (method.isStreamQuery()) {
            Results.requireTransaction(method.getName());
            Stream<Row> rows = source.stream(arguments, part(arguments));
            return rows.map(type::of);
        } else if (method.isPageQuery()) {
            return PageableExecutionUtils.getPage(
                    list(arguments, part(arguments), type), page, () -> source.count(arguments));
        } else if (method.isSliceQuery()) {
            return slice(arguments, page, type);
        }
        List<@Nullable Object> found = list(arguments, part(arguments), type);
        return method.isCollectionQuery() ? found : DataAccessUtils.singleResult(found);
    }

    private Excerpt part(MethodArguments arguments) {
        return Excerpt.of(arguments.getPageable(), method.most(arguments));
    }

    private Slice<?> slice(MethodArguments arguments, Pageable page, RowType type) {
        if (page.isUnpaged()) {
            return new SliceImpl<>(list(arguments, part(arguments), type));
        }
        List<@Nullable Object> found =
                list(
                        arguments,
                        Excerpt.within(
                                page.getOffset(), page.getPageSize() + 1L, method.most(arguments)),
                        type);
        boolean more = found.size() > page.getPageSize();
        return new SliceImpl<>(more ? found.subList(0, page.getPageSize()) : found, page, more);
    }

    private List<@Nullable Object> list(MethodArguments arguments, Excerpt part, RowType type) {
        return source.list(arguments, part).stream().<@Nullable Object>map(type::of).toList();
    }
}

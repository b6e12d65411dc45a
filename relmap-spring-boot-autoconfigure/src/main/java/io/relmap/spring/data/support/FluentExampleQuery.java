package io.relmap.spring.data.support;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.Mapper;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.spring.data.query.Excerpt;
import io.relmap.spring.data.query.ObjectProjection;
import io.relmap.spring.data.query.Projection;
import io.relmap.spring.data.query.Projections;
import io.relmap.spring.data.query.Results;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

/**
 * A query by example as it is being put together: each method gives back another one. {@code project} without {@code as}
 * names relationships that are loaded along, since an object always has all its columns.
 *
 * @param <R> what is found
 */
record FluentExampleQuery<R>(
        Supplier<Query<?>> query,
        Mapper mapper,
        Projections projections,
        Class<?> type,
        Sort sort,
        long rows,
        List<String> properties)
        implements FetchableFluentQuery<R> {

    @Override
    public FetchableFluentQuery<R> sortBy(Sort order) {
        return new FluentExampleQuery<>(
                query, mapper, projections, type, sort.and(order), rows, properties);
    }

    @Override
    public FetchableFluentQuery<R> limit(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("The limit is negative: " + most);
        }
        return new FluentExampleQuery<>(query, mapper, projections, type, sort, most, properties);
    }

    @Override
    public <T> FetchableFluentQuery<T> as(Class<T> shown) {
        return new FluentExampleQuery<>(query, mapper, projections, shown, sort, rows, properties);
    }

    @Override
    public FetchableFluentQuery<R> project(Collection<String> wanted) {
        return new FluentExampleQuery<>(
                query, mapper, projections, type, sort, rows, List.copyOf(wanted));
    }

    @Override
    public @Nullable R oneValue() {
        return typed(results().only());
    }

    @Override
    public @Nullable R firstValue() {
        return typed(results().first());
    }

    @Override
    public List<R> all() {
        return typed(results().list(Pageable.unpaged()));
    }

    @Override
    public Page<R> page(Pageable page) {
        return typed(results(page).page(page, this::count));
    }

    @Override
    public Slice<R> slice(Pageable page) {
        return typed(results(page).slice(page));
    }

    @Override
    public Window<R> scroll(ScrollPosition position) {
        return typed(results().scroll(position));
    }

    @Override
    public Stream<R> stream() {
        return typed(results().stream(Pageable.unpaged(), "stream()"));
    }

    @Override
    public long count() {
        return query.get().count();
    }

    @Override
    public boolean exists() {
        return query.get().exists();
    }

    private Results results(Pageable page) {
        return new FluentExampleQuery<>(
                        query,
                        mapper,
                        projections,
                        type,
                        page.getSortOr(sort),
                        Excerpt.ALL,
                        properties)
                .results();
    }

    private Results results() {
        Projection projection = projections.to(type, properties);
        return projection == ObjectProjection.WHOLE
                ? new Results(this::loading, sort, rows, projection)
                : new Results(query, sort, rows, projection);
    }

    /** With the relationships that the properties name or lead over. */
    private Query<?> loading() {
        List<Load> loads = new ArrayList<>();
        for (String property : properties) {
            String path = relationships(property);
            if (!path.isEmpty()) {
                loads.add(Load.along(Lazy.SELECT_IN, path));
            }
        }
        return query.get().options(loads.toArray(Load[]::new));
    }

    /** As much of a path as leads over relationships. */
    private String relationships(String property) {
        Mapper at = mapper;
        List<String> way = new ArrayList<>();
        for (String name : property.split("\\.", -1)) {
            var relationship = at.findRelationship(name);
            if (relationship == null) {
                if (at.columns().stream()
                        .noneMatch(
                                column ->
                                        column.name().equals(name)
                                                || column.name().startsWith(name + "."))) {
                    throw new IllegalArgumentException(
                            "project(\"" + property + "\"): " + at + " has no " + name);
                }
                break;
            }
            way.add(name);
            at = relationship.target();
        }
        return String.join(".", way);
    }

    /** What {@link #as} promises; the projections keep to it, and null comes where there may be none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    private static <X> X typed(@Nullable Object result) {
        return (X) result;
    }
}

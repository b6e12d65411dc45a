package io.relmap.spring.data.query;

import io.relmap.query.Load;
import io.relmap.spring.data.LoadWith;
import io.relmap.spring.data.Lock;
import io.relmap.spring.data.Meta;
import io.relmap.spring.data.Modifying;
import io.relmap.spring.data.Query;
import io.relmap.sql.RowLock;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Limit;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.ParameterAccessor;
import org.springframework.data.repository.query.QueryMethod;

/** A query method of a repository, with its {@link Query} where it has one. */
final class RelmapQueryMethod extends QueryMethod {

    private final Method method;
    private final @Nullable Meta meta;

    RelmapQueryMethod(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
        super(method, metadata, projections, DefaultParameters::new);
        this.method = method;
        this.meta = AnnotatedElementUtils.findMergedAnnotation(method, Meta.class);
    }

    @Nullable Query annotation() {
        return AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
    }

    /** What {@link LoadWith} says. */
    Load[] loads() {
        LoadWith with = AnnotatedElementUtils.findMergedAnnotation(method, LoadWith.class);
        return with == null
                ? new Load[0]
                : Arrays.stream(with.value())
                        .map(path -> Load.along(with.strategy(), path))
                        .toArray(Load[]::new);
    }

    /** What {@link Lock} says. */
    RowLock lock() {
        Lock lock = AnnotatedElementUtils.findMergedAnnotation(method, Lock.class);
        return lock == null ? RowLock.NONE : lock.value();
    }

    /** A query as {@link Meta} says. */
    io.relmap.query.Query<?> described(io.relmap.query.Query<?> query) {
        if (meta != null && !meta.comment().isBlank()) {
            query.comment(meta.comment());
        }
        if (meta != null && meta.fetchSize() > 0) {
            query.fetchSize(meta.fetchSize());
        }
        return query;
    }

    /**
     * Refuses annotations that would do nothing.
     *
     * @param why what the method is instead of what they are for
     * @throws IllegalArgumentException if the method has one of them
     */
    @SafeVarargs
    final void refuse(String why, Class<? extends Annotation>... unused) {
        for (Class<? extends Annotation> one : unused) {
            if (AnnotatedElementUtils.hasAnnotation(method, one)) {
                throw new IllegalArgumentException(
                        "@"
                                + one.getSimpleName()
                                + " does nothing on "
                                + getName()
                                + ", which "
                                + why
                                + ": leave it out");
            }
        }
    }

    @Nullable Modifying modifying() {
        return AnnotatedElementUtils.findMergedAnnotation(method, Modifying.class);
    }

    /** The types that a parameter for a value takes, by its place among these. */
    ResolvableType valueType(int place) {
        int index = getParameters().getBindableParameter(place).getIndex();
        return ResolvableType.forMethodParameter(method, index);
    }

    /** The first word of the name: what it is for. */
    String subject() {
        return getName().replaceFirst("\\p{Lu}.*", "");
    }

    /** What a row of values becomes. */
    Class<?> rowType() {
        return Map.class.isAssignableFrom(method.getReturnType())
                ? Map.class
                : getReturnedObjectType();
    }

    /** How many results a parameter of type {@code Limit} allows; a page would say its size there. */
    long most(ParameterAccessor arguments) {
        Limit limit =
                getParameters().hasLimitParameter() ? arguments.getLimit() : Limit.unlimited();
        return limit.isLimited() ? limit.max() : Excerpt.ALL;
    }

    Class<?> domainType() {
        return getDomainClass();
    }

    /** How many parameters are values, and not a sort, a page or the like. */
    int values() {
        return getParameters().getBindableParameters().getNumberOfParameters();
    }
}

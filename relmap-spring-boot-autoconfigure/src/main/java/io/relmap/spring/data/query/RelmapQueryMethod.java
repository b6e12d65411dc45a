package io.relmap.spring.data.query;

import io.relmap.query.Load;
import io.relmap.spring.data.LoadWith;
import io.relmap.spring.data.Query;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.QueryMethod;

/** A query method of a repository, with its {@link Query} where it has one. */
final class RelmapQueryMethod extends QueryMethod {

    private final Method method;

    RelmapQueryMethod(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
        super(method, metadata, projections, DefaultParameters::new);
        this.method = method;
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

    Class<?> domainType() {
        return getDomainClass();
    }

    /** How many parameters are values, and not a sort, a page or the like. */
    int values() {
        return getParameters().getBindableParameters().getNumberOfParameters();
    }
}

package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
import io.relmap.query.Load;
import io.relmap.query.Queries;
import io.relmap.session.Session;
import io.relmap.spring.data.Query;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.QueryCreationException;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;

/** Finds out what a query method means, when its repository is made: an error is an error at start-up. */
@Internal
public final class RelmapQueryLookup implements QueryLookupStrategy {

    private final Key key;
    private final Function<Class<?>, Mapper> mappers;
    private final Session session;

    /**
     * @param key whether to look at {@code @Query}, at the name, or first at the one and then at the other
     * @param mappers finds the mapper of an entity
     * @param session the shared session
     */
    public RelmapQueryLookup(
            @Nullable Key key, Function<Class<?>, Mapper> mappers, Session session) {
        this.key = key == null ? Key.CREATE_IF_NOT_FOUND : key;
        this.mappers = mappers;
        this.session = session;
    }

    @Override
    public RepositoryQuery resolveQuery(
            Method method,
            RepositoryMetadata metadata,
            ProjectionFactory projections,
            NamedQueries namedQueries) {
        RelmapQueryMethod queryMethod = new RelmapQueryMethod(method, metadata, projections);
        try {
            QueryShape shape = shape(queryMethod);
            Queries.checkOrder(
                    mappers.apply(queryMethod.domainType()), SortTerms.of(shape.order()));
            Load[] loads = queryMethod.loads();
            checkLoads(loads, queryMethod, shape);
            Projections shown =
                    new Projections(
                            mappers.apply(queryMethod.domainType()),
                            queryMethod.domainType(),
                            projections);
            RelmapRepositoryQuery query =
                    new RelmapRepositoryQuery(queryMethod, session, shown, shape, loads);
            query.refuseUnusedLoads();
            return query;
        } catch (IllegalArgumentException | InvalidRequestException e) {
            throw QueryCreationException.create(queryMethod, e);
        }
    }

    private void checkLoads(Load[] loads, RelmapQueryMethod method, QueryShape shape) {
        if (loads.length > 0 && shape.kind() != QueryKind.FIND) {
            throw new IllegalArgumentException(
                    "@LoadWith is for methods that find objects; "
                            + method.getName()
                            + " gives back none that it has loaded");
        }
        Queries.checkOptions(mappers.apply(method.domainType()), loads);
    }

    private QueryShape shape(RelmapQueryMethod method) {
        Query query = method.annotation();
        if (query != null && key != Key.CREATE) {
            QueryShape shape = QueryShape.written(query, method.getName());
            Mapper mapper = mappers.apply(method.domainType());
            WrittenCondition.check(query.value(), mapper, method.getParameters());
            return shape;
        }
        if (key == Key.USE_DECLARED_QUERY) {
            throw new IllegalArgumentException("There is no @Query on " + method.getName());
        }
        return QueryShape.derived(
                mappers.apply(method.domainType()), method.getName(), method.values());
    }
}

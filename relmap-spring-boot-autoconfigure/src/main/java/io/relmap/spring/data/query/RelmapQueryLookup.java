package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
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
import org.springframework.data.repository.query.ValueExpressionDelegate;

/** Finds out what a query method means, when its repository is made: an error is an error at start-up. */
@Internal
public final class RelmapQueryLookup implements QueryLookupStrategy {

    private final Key key;
    private final Function<Class<?>, Mapper> mappers;
    private final Session session;
    private final ValueExpressionDelegate values;

    /**
     * @param key whether to look at {@code @Query}, at the name, or first at the one and then at the other
     * @param mappers finds the mapper of an entity
     * @param session the shared session
     * @param values works out expressions in {@code @Query}
     */
    public RelmapQueryLookup(
            @Nullable Key key,
            Function<Class<?>, Mapper> mappers,
            Session session,
            ValueExpressionDelegate values) {
        this.values = values;
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
            return query(queryMethod, projections, namedQueries);
        } catch (IllegalArgumentException | InvalidRequestException e) {
            throw QueryCreationException.create(queryMethod, e);
        }
    }

    private RepositoryQuery query(
            RelmapQueryMethod method, ProjectionFactory factory, NamedQueries namedQueries) {
        Mapper mapper = mappers.apply(method.domainType());
        Queries.checkOptions(mapper, method.loads());
        Query query = key == Key.CREATE ? null : method.annotation();
        if (query != null) {
            return new WrittenQueries(method, mapper, session, factory, values).of(query);
        } else if (method.modifying() != null) {
            throw new IllegalArgumentException(
                    "@Modifying is for methods with @Query; "
                            + method.getName()
                            + " deletes what it finds object by object");
        } else if (key != Key.CREATE && namedQueries.hasQuery(method.getNamedQueryName())) {
            return new WrittenQueries(method, mapper, session, factory, values)
                    .ofCondition(namedQueries.getQuery(method.getNamedQueryName()));
        } else if (key == Key.USE_DECLARED_QUERY) {
            throw new IllegalArgumentException("There is no @Query on " + method.getName());
        }
        QueryShape shape = QueryShape.derived(mapper, method);
        Queries.checkOrder(mapper, SortTerms.of(shape.order()));
        return new RelmapRepositoryQuery(
                method,
                session,
                new Projections(mapper, method.domainType(), factory),
                shape,
                null);
    }
}

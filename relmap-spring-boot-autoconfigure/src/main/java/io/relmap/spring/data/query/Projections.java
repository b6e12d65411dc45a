package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Mapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.ReturnedType;

/** Works out once for each type what is read to show an entity as it. Safe for use by several threads. */
@Internal
public final class Projections {

    private final Mapper mapper;
    private final Class<?> entity;
    private final ProjectionFactory factory;
    private final Map<Class<?>, Projection> known = new ConcurrentHashMap<>();

    /**
     * @param mapper the mapper of the entity
     * @param entity its class
     * @param factory makes interfaces
     */
    public Projections(Mapper mapper, Class<?> entity, ProjectionFactory factory) {
        this.mapper = mapper;
        this.entity = entity;
        this.factory = factory;
    }

    /**
     * What is read to show an entity as a type.
     *
     * @throws IllegalArgumentException if it cannot be shown as that
     */
    public Projection to(Class<?> type) {
        if (type.isAssignableFrom(entity) || entity.isAssignableFrom(type)) {
            return ObjectProjection.WHOLE;
        }
        // not computeIfAbsent: what fails is to fail again
        Projection projection = known.get(type);
        if (projection == null) {
            projection = projection(type, List.of());
            known.put(type, projection);
        }
        return projection;
    }

    /** As {@link #to(Class)}, with some properties only; those of what they lead to as {@code author.name}. */
    public Projection to(Class<?> type, Collection<String> properties) {
        return properties.isEmpty() || type.isAssignableFrom(entity)
                ? to(type)
                : projection(type, properties);
    }

    private Projection projection(Class<?> type, Collection<String> properties) {
        if (!ReturnedType.of(type, entity, factory).isProjecting()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " is neither "
                            + mapper
                            + " nor an interface, a record or a class that shows some of its"
                            + " attributes");
        }
        return ViewPlan.of(mapper, View.of(type, factory), properties);
    }
}

package io.relmap.spring.data.support;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.spring.data.query.Projections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.EntityInformation;

/**
 * What Spring Data asks about an entity: its key, and whether an object is new. That goes by the object's state and
 * not by a missing key: a new object may have a key of its own choice.
 */
public final class RelmapEntityInformation<T, ID> implements EntityInformation<T, ID> {

    private final Mapper mapper;
    private final Class<T> type;
    private final Class<ID> idType;
    private final EntityKeys keys;
    private final Projections projections;

    RelmapEntityInformation(
            Mapper mapper, Class<T> type, Class<ID> idType, ProjectionFactory factory) {
        this.mapper = mapper;
        this.type = type;
        this.idType = idType;
        this.keys = new EntityKeys(mapper, idType);
        this.projections = new Projections(mapper, type, factory);
    }

    Mapper mapper() {
        return mapper;
    }

    Projections projections() {
        return projections;
    }

    EntityKeys keys() {
        return keys;
    }

    /**
     * Checks that an object that left its session is as new as the stored one.
     *
     * @throws OptimisticLockingFailureException if somebody has changed the row since
     */
    void requireSameVersion(T detached, T stored) {
        ColumnAttribute version = mapper.version();
        if (version == null) {
            return;
        }
        Object held = mapper.access().get(detached, version.index());
        Object current = mapper.access().get(stored, version.index());
        if (!Objects.equals(held, current)) {
            throw new OptimisticLockingFailureException(
                    "This "
                            + mapper.entityName()
                            + " was changed since it was loaded (version "
                            + held
                            + ", stored is "
                            + current
                            + "): load it again, and decide again");
        }
    }

    @Override
    public boolean isNew(T entity) {
        ObjectState state = Inspect.of(entity).state();
        return state == ObjectState.TRANSIENT || state == ObjectState.PENDING;
    }

    @Override
    @SuppressWarnings("unchecked") // the repository declares the type, and EntityKeys makes it
    public @Nullable ID getId(T entity) {
        return (ID) keys.of(entity);
    }

    @Override
    public Class<ID> getIdType() {
        return idType;
    }

    @Override
    public Class<T> getJavaType() {
        return type;
    }
}

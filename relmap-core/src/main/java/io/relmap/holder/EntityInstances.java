package io.relmap.holder;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceFactory;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** Makes the objects that loading fills, their holders bound, and finds the states of all objects. */
@Internal
public final class EntityInstances implements InstanceFactory {

    private final DynamicShapes dynamic;

    /**
     * @param dynamic the shapes of the entities that have no class
     */
    public EntityInstances(DynamicShapes dynamic) {
        this.dynamic = dynamic;
    }

    /** The slots of a mapped entity's objects. */
    public EntityShape shapeOf(Mapper mapper) {
        Class<?> type = mapper.entityClass();
        return type == null ? dynamic.shapeOf(mapper) : EntityDescriptors.shapeOf(type);
    }

    /** The class, or its nearest superclass, that is an entity; null if there is none. */
    public @Nullable Class<?> nearestMappedClass(Class<?> type) {
        return EntityDescriptors.nearestMappedClass(type);
    }

    @Override
    public InstanceState stateOf(Object entity) {
        return EntityDescriptors.stateOf(entity);
    }

    @Override
    public InstanceState create(Mapper mapper) {
        Object entity = mapper.access().newInstance();
        InstanceState state =
                entity instanceof DynamicEntity made
                        ? made.state()
                        : EntityDescriptors.descriptorOf(entity.getClass()).bindNew(entity);
        state.mapper(mapper);
        return state;
    }
}

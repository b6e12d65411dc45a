package io.relmap.holder;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceFactory;
import io.relmap.state.InstanceState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes the objects that loading fills, their holders bound, and finds the states of all objects. */
@Internal
public final class EntityInstances implements InstanceFactory {

    private final DynamicShapes dynamic;

    private EntityInstances(DynamicShapes dynamic) {
        this.dynamic = dynamic;
    }

    /**
     * Binds a built mapping to what objects know: publishes the relationships of classes that are mapped
     * in code, and gives each relationship its slot.
     *
     * @param mappers all mappers of the mapping
     * @param dynamic what made the objects of the entities that have no class
     * @throws io.relmap.error.MappingException if a class is mapped with other relationships already
     */
    public static EntityInstances bind(Collection<Mapper> mappers, DynamicShapes dynamic) {
        for (Mapper mapper : mappers) {
            Class<?> type = mapper.entityClass();
            if (type != null && !type.isAnnotationPresent(Entity.class)) {
                EntityDescriptors.publish(
                        type, mapper.relationships().stream().map(Relationship::wiring).toList());
            }
        }
        EntityInstances instances = new EntityInstances(dynamic);
        mappers.forEach(mapper -> instances.shapeOf(mapper).bind(mapper));
        return instances;
    }

    /** The owner of a holder. */
    public static InstanceState ownerOf(ToQuery<?> holder) {
        return holder.state();
    }

    /** The relationship that a holder stands for; null if no mapping with its class was built. */
    public static @Nullable Relationship relationshipOf(ToQuery<?> holder) {
        InstanceState state = holder.state();
        return holder.attribute().relationshipOf(state);
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

package io.relmap.holder;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.backref.BackrefListener;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.DynamicObjects;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.Wiring;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the entities of one mapping that have no class. Unlike classes they belong to their
 * mapping, and follow its behaviour. Safe for use by several threads.
 */
@Internal
public final class DynamicShapes implements DynamicObjects {

    private final Map<Mapper, EntityShape> shapes = new ConcurrentHashMap<>();
    private final EntityShape.Surroundings surroundings;

    /**
     * @param behaviours what objects outside of a session follow
     */
    public DynamicShapes(Behaviours behaviours) {
        surroundings =
                new EntityShape.Surroundings(
                        EntityDescriptors::stateOf,
                        this::targetOf,
                        behaviours,
                        BackrefListener::listenTo);
    }

    /** The shape of an entity without class; made and bound to its mapper at first. */
    public EntityShape shapeOf(Mapper mapper) {
        EntityShape shape = shapes.get(mapper);
        if (shape == null) {
            shape =
                    shapes.computeIfAbsent(
                            mapper, key -> new EntityShape(key.entityName(), null, surroundings));
            shape.bind(mapper);
        }
        return shape;
    }

    @Override
    public DynamicEntity create(Mapper mapper) {
        return new DynamicEntity(mapper, shapeOf(mapper));
    }

    private @Nullable EntityShape targetOf(RelationshipAttribute attribute) {
        Wiring wiring = attribute.wiring();
        if (wiring.target() != null) {
            return EntityDescriptors.shapeOf(wiring.target());
        }
        Relationship relationship = attribute.relationship();
        if (relationship != null) {
            return shapeOf(relationship.target());
        }
        for (Map.Entry<Mapper, EntityShape> entry : shapes.entrySet()) {
            if (entry.getKey().entityName().equals(wiring.targetName())) {
                return entry.getValue();
            }
        }
        return null;
    }
}

package io.relmap.cascade;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Which objects are orphans: those that lack a parent for at least one relationship with delete-orphan
 * that leads to their entity, or for all of them where their mapping says so (spec CA-40). Made once for a mapping; safe for use by several threads.
 */
@Internal
public final class Orphans {

    private final IdentityHashMap<Mapper, List<RelationshipAttribute>> owning =
            new IdentityHashMap<>();

    /**
     * @param mappers all entities
     * @param shapes the slots that an entity's objects have
     */
    public Orphans(Collection<Mapper> mappers, Function<Mapper, EntityShape> shapes) {
        for (Mapper mapper : mappers) {
            EntityShape shape = shapes.apply(mapper);
            for (Relationship relationship : mapper.relationships()) {
                if (relationship.cascades().has(Cascade.DELETE_ORPHAN)) {
                    owning.computeIfAbsent(relationship.target(), key -> new ArrayList<>())
                            .add(shape.attribute(relationship.slot()));
                }
            }
        }
    }

    /** Whether the object lacks a parent that it must have. */
    public boolean isOrphan(InstanceState state) {
        Mapper mapper = state.requireMapper();
        return RelationshipAttribute.isOrphan(
                state, owning.getOrDefault(mapper, List.of()), mapper.isOrphanOfAll());
    }
}

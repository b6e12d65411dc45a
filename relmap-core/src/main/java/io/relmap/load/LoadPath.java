package io.relmap.load;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import org.jspecify.annotations.Nullable;

/**
 * How a load has come to an entity: from a root along relationships. Immutable.
 *
 * @param before the way to the relationship's owner, or null at the root
 * @param last the relationship gone last, or null at the root
 * @param entity the entity reached
 */
record LoadPath(@Nullable LoadPath before, @Nullable Relationship last, Mapper entity) {

    static LoadPath root(Mapper entity) {
        return new LoadPath(null, null, entity);
    }

    LoadPath then(Relationship relationship) {
        return new LoadPath(this, relationship, relationship.target());
    }

    /** How many relationships were gone. */
    int depth() {
        return before == null ? 0 : before.depth() + 1;
    }

    /** Whether the entity was met on the way, the end included. */
    boolean meets(Mapper other) {
        return entity == other || (before != null && before.meets(other));
    }
}

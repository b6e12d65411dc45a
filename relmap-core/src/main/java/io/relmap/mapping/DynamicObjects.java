package io.relmap.mapping;

import io.relmap.annotation.Internal;

/** Makes the objects of entities that have no class. */
@Internal
@FunctionalInterface
public interface DynamicObjects {

    /** Makes an object of the entity with no value put in. */
    ColumnValues create(Mapper mapper);
}

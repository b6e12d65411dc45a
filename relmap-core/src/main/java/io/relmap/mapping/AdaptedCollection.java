package io.relmap.mapping;

import io.relmap.annotation.Internal;

/**
 * A collection of the program's own (spec CO-28).
 *
 * @param adapter knows how to handle it
 */
@Internal
public record AdaptedCollection(CollectionAdapter<Object, Object> adapter) implements Arrangement {

    @Override
    public String description() {
        return "kept by " + adapter.getClass().getName();
    }
}

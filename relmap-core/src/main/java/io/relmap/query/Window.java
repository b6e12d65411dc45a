package io.relmap.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the results of a query, in its order.
 *
 * @param <T> the entity's type
 * @param objects the objects
 * @param hasMore whether there are more beyond, in the direction of reading
 * @param positions the place of each object, to go on from
 */
public record Window<T>(List<T> objects, boolean hasMore, List<Position> positions) {

    public Window {
        objects = List.copyOf(objects);
        positions = List.copyOf(positions);
    }

    /** The place of the first object, to read before; null if there is none. */
    public @Nullable Position start() {
        return positions.isEmpty() ? null : positions.get(0);
    }

    /** The place of the last object, to read after; null if there is none. */
    public @Nullable Position end() {
        return positions.isEmpty() ? null : positions.get(positions.size() - 1);
    }
}

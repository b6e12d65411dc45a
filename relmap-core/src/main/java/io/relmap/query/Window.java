package io.relmap.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the results of a query, in its order.
 *
 * @param <T> the entity's type
 * @param objects the objects
 * @param hasMore whether there are more beyond, in the direction of reading
 * @param start the place of the first object, to read before; null if there is none
 * @param end the place of the last object, to read after; null if there is none
 */
public record Window<T>(
        List<T> objects, boolean hasMore, @Nullable Position start, @Nullable Position end) {

    public Window {
        objects = List.copyOf(objects);
    }
}

package io.relmap.sql;

import io.relmap.annotation.Internal;

/** How many values each list parameter has, for databases without arrays. */
@Internal
@FunctionalInterface
public interface ListSizes {

    /** For statements without an {@link InParameter}, and databases that bind one as an array. */
    ListSizes NONE =
            key -> {
                throw new IllegalStateException(
                        "This database needs to know the number of values of parameter " + key);
            };

    /** The number of values of the parameter with this key. */
    int sizeOf(Object key);

    /** Every list has this number of values. */
    static ListSizes of(int size) {
        return key -> size;
    }
}

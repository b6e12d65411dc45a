package io.relmap.sql;

import io.relmap.annotation.Internal;

/**
 * Sizes of IN lists. A list is padded to one of a few sizes by repeating its last value, so that a
 * database sees few texts (spec PE-2).
 */
@Internal
public final class ListPadding {

    private static final int LARGEST = 512;

    private ListPadding() {}

    /** The least of 1, 2, 4 to 512 that is not below {@code size}; beyond 512 its multiples. */
    public static int padded(int size) {
        if (size <= 1) {
            return size;
        } else if (size > LARGEST) {
            return (size + LARGEST - 1) / LARGEST * LARGEST;
        }
        return Integer.highestOneBit(size - 1) << 1;
    }
}

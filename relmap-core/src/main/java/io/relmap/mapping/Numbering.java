package io.relmap.mapping;

import java.util.List;

/** What an ordered list writes into the position attribute of its elements (spec CO-29). */
@FunctionalInterface
public interface Numbering {

    /**
     * The position of an element. Numbers are fitted to the attribute's type.
     *
     * @param index its place in the list, from 0
     * @param list the list as it is now; not to be changed
     */
    Object position(int index, List<?> list);

    /** Counts on from a number: {@code startingAt(1)} is 1, 2, 3. */
    static Numbering startingAt(int first) {
        return (index, list) -> first + index;
    }
}

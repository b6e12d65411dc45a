package io.relmap.mapping;

import io.relmap.annotation.Internal;

/**
 * How a collection keeps its elements, beyond its kind: under a key, by a position that each of them knows,
 * or in a collection of the program's own (spec CO-20, CO-28, CO-29).
 */
@Internal
public sealed interface Arrangement permits MapKeySource, ListNumbering, AdaptedCollection {

    /** For messages, and to tell whether two declarations say the same. */
    String description();
}

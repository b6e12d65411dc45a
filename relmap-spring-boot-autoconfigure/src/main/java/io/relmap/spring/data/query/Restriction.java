package io.relmap.spring.data.query;

import io.relmap.query.Query;

/** Narrows a query by the arguments of a method. */
@FunctionalInterface
interface Restriction {

    /** Adds conditions, with the arguments as values. */
    void apply(Query<?> query, MethodArguments arguments);

    /** Whether an object may stand in several rows then. */
    default boolean repeats() {
        return false;
    }
}

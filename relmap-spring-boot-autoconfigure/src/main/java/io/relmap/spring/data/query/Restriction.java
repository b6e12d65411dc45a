package io.relmap.spring.data.query;

import io.relmap.query.Query;
import org.springframework.data.repository.query.ParametersParameterAccessor;

/** Narrows a query by the arguments of a method. */
@FunctionalInterface
interface Restriction {

    /** Adds conditions, with the arguments as values. */
    void apply(Query<?> query, ParametersParameterAccessor arguments);
}

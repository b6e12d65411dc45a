package io.relmap.spring.data.query;

import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ParametersParameterAccessor;

/** The arguments of one call of a query method. */
final class MethodArguments extends ParametersParameterAccessor {

    MethodArguments(Parameters<?, ?> parameters, @Nullable Object[] values) {
        super(parameters, values);
    }

    /** All of them, also those that are no values. */
    @Nullable Object[] all() {
        return getValues();
    }
}

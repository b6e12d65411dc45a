package io.relmap.spring.data.query;

import io.relmap.query.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.ParametersParameterAccessor;

/** A condition that stands in {@code @Query}; the method's parameters go in by name. */
final class WrittenCondition implements Restriction {

    private final String text;

    WrittenCondition(String text) {
        this.text = text;
    }

    @Override
    public void apply(Query<?> query, ParametersParameterAccessor arguments) {
        if (!text.isBlank()) {
            query.where(text, values(arguments));
        }
    }

    private static Map<String, @Nullable Object> values(ParametersParameterAccessor arguments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : arguments.getParameters().getBindableParameters()) {
            values.put(name(parameter), arguments.getBindableValue(values.size()));
        }
        return values;
    }

    private static String name(Parameter parameter) {
        return parameter
                .getName()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "A parameter of a @Query method has no name: compile with"
                                                + " -parameters or annotate it with @Param"));
    }
}

package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Queries;
import io.relmap.query.Query;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ParametersParameterAccessor;

/** A condition that stands in {@code @Query}; the method's parameters go in by name. */
final class WrittenCondition implements Restriction {

    private final String text;

    WrittenCondition(String text) {
        this.text = text;
    }

    /**
     * Checks a condition when its repository is made.
     *
     * @throws io.relmap.error.InvalidRequestException if it cannot be understood
     * @throws IllegalArgumentException if its parameters are not those of the method
     */
    static void check(String text, Mapper mapper, Parameters<?, ?> parameters) {
        Set<String> wanted = text.isBlank() ? Set.of() : Queries.parameters(mapper, text);
        Set<String> given = new LinkedHashSet<>();
        for (Parameter parameter : parameters.getBindableParameters()) {
            given.add(name(parameter));
        }
        if (!wanted.equals(given)) {
            throw new IllegalArgumentException(
                    "The condition \""
                            + text
                            + "\" takes the values "
                            + wanted
                            + ", and the method gives "
                            + given
                            + "; give the method's parameters the names after the colons, or annotate"
                            + " them with @Param");
        }
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
                                new IllegalArgumentException(
                                        "A parameter of a @Query method has no name: compile with"
                                                + " -parameters or annotate it with @Param"));
    }
}

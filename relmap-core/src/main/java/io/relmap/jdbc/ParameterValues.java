package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a statement's parameters by their keys. */
@Internal
@FunctionalInterface
public interface ParameterValues {

    /** For statements without parameters. */
    ParameterValues NONE = of(Map.of());

    /**
     * The value of a parameter.
     *
     * @throws InvalidRequestException if none was given for the key
     */
    @Nullable Object get(Object key);

    /** The values of a list parameter. */
    default List<?> list(Object key) {
        if (get(key) instanceof List<?> list) {
            return list;
        }
        throw new InvalidRequestException(
                ErrorCode.INVALID_QUERY, "The parameter " + key + " takes a list of values");
    }

    /** The values of a map. */
    static ParameterValues of(Map<?, ?> values) {
        return key -> {
            Object value = values.get(key);
            if (value == null && !values.containsKey(key)) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY, "The parameter " + key + " was given no value");
            }
            return value;
        };
    }
}

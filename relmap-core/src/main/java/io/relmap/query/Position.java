package io.relmap.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place in the order of a query, to go on from: the values of its attributes that the order goes by. May be kept, or
 * sent away and come back, as its values; those of numbers may then be of another width. Immutable.
 *
 * @param values by attribute, none of them null
 */
public record Position(Map<String, ?> values) {

    public Position {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}

package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of values.
 *
 * @param labels what they are called
 * @param values the values, in the same order
 */
record Row(List<String> labels, List<@Nullable Object> values) {

    static Row of(Map<String, @Nullable Object> byLabel) {
        return new Row(List.copyOf(byLabel.keySet()), new ArrayList<>(byLabel.values()));
    }
}

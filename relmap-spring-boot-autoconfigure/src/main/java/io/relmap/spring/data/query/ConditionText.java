package io.relmap.spring.data.query;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition that is being written, and the values of its parameters. */
final class ConditionText {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    ConditionText append(String part) {
        text.append(part);
        return this;
    }

    /** Writes a parameter and keeps its value. */
    ConditionText parameter(@Nullable Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        text.append(':').append(name);
        return this;
    }

    String text() {
        return text.toString();
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }
}

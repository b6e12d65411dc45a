package io.relmap.scenario;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How relmap departs from one record: by which rule, and with what outcome of its own.
 *
 * @param rule the rule
 * @param own by the index of a step what is expected in place of the record; {@code tables} for the end. A step
 *     with {@code end} is the last one that can be compared
 */
record Difference(String rule, JsonNode own) {

    /** No departure: what is recorded is expected. */
    static final Difference NONE =
            new Difference("", JsonMapper.builder().build().createObjectNode());

    /** What is expected of a step: the record, with what is different put in its place. */
    JsonNode expected(JsonNode step) {
        ObjectNode expected = (ObjectNode) step.path("expect").deepCopy();
        at(step).properties().forEach(entry -> put(expected, entry.getKey(), entry.getValue()));
        return expected;
    }

    private static void put(ObjectNode expected, String key, JsonNode value) {
        boolean adds = key.equals("states") || key.equals("rels");
        if (adds && expected.path(key).isObject()) {
            value.properties()
                    .forEach(e -> ((ObjectNode) expected.path(key)).set(e.getKey(), e.getValue()));
        } else {
            expected.set(key, value);
        }
        if (key.equals("rows")) {
            expected.put("order", "any"); // other statements than recorded
        }
    }

    /** Whether nothing that follows can be compared. */
    boolean endsAt(JsonNode step) {
        return at(step).path("end").asBoolean();
    }

    /** The rows of a table at the end, if they are not as recorded. */
    @Nullable JsonNode table(String name) {
        return own.path("tables").get(name);
    }

    private JsonNode at(JsonNode step) {
        return own.path(step.path("i").asString());
    }
}

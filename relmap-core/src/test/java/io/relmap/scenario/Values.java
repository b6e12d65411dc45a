package io.relmap.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Recorded values as plain Java values: null, String, Long, Boolean, List, Map. */
final class Values {

    /** What stands for a relationship that is not loaded. */
    static final String NOT_LOADED = "~";

    /** What stands for the relationships of a deleted object. */
    static final String DELETED = "-";

    private Values() {}

    static @Nullable Object of(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(of(element)));
            return list;
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
            return map;
        }
        return node.asString();
    }

    /** A column value as records have it: whole numbers of one type. */
    static @Nullable Object column(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    static List<String> strings(@Nullable JsonNode node) {
        List<String> strings = new ArrayList<>();
        if (node != null) {
            node.forEach(element -> strings.add(element.asString()));
        }
        return strings;
    }
}

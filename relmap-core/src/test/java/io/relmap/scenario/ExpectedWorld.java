package io.relmap.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is recorded of all named objects, added up step by step. */
final class ExpectedWorld {

    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> relationships = new LinkedHashMap<>();

    /** A name was given to an object; its relationships begin like this. */
    void bind(String name, Map<String, @Nullable Object> start) {
        relationships.putIfAbsent(name, new LinkedHashMap<>(start));
    }

    /** Takes in what a step recorded. */
    void apply(JsonNode expect) {
        expect.path("states")
                .properties()
                .forEach(entry -> states.put(entry.getKey(), entry.getValue().asString()));
        expect.path("rels").properties().forEach(entry -> apply(entry.getKey(), entry.getValue()));
    }

    /** The recorded states by name. */
    Map<String, String> states() {
        return states;
    }

    /** The recorded relationships of an object, empty where nothing is to be compared. */
    Map<String, @Nullable Object> relationships(String name) {
        return relationships.getOrDefault(name, Map.of());
    }

    private void apply(String name, JsonNode change) {
        Map<String, @Nullable Object> known =
                relationships.computeIfAbsent(name, key -> new LinkedHashMap<>());
        if (change.isString() && change.asString().equals(Values.DELETED)) {
            relationships.put(name, new LinkedHashMap<>());
            deleted.put(name, known);
        } else if (change.isString()) {
            Map<String, @Nullable Object> all =
                    deleted.containsKey(name) ? deleted.remove(name) : known;
            all.replaceAll((relationship, value) -> Values.NOT_LOADED);
            relationships.put(name, all);
        } else {
            deleted.remove(name);
            change.properties()
                    .forEach(entry -> known.put(entry.getKey(), Values.of(entry.getValue())));
        }
    }

    /** The relationships that objects had before a flush deleted them. */
    private final Map<String, Map<String, @Nullable Object>> deleted = new LinkedHashMap<>();
}

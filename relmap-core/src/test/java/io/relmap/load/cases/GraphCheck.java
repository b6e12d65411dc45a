package io.relmap.load.cases;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what a step gave with what is recorded: objects with all that is loaded, keys, numbers or truth values. */
final class GraphCheck {

    /** The record tells the result in a form that is made for that step. */
    static final String OTHER_WORDS = "";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Mapping mapping;
    private final CaseModel model;

    GraphCheck(Mapping mapping, CaseModel model) {
        this.mapping = mapping;
        this.model = model;
    }

    /** Without repeated elements. */
    static JsonNode unique(JsonNode graph) {
        List<JsonNode> elements = new ArrayList<>();
        graph.forEach(
                element -> {
                    if (!elements.contains(element)) {
                        elements.add(element);
                    }
                });
        return graph.isArray() ? JSON.valueToTree(elements) : graph;
    }

    /** What is different, null if nothing is, or {@link #OTHER_WORDS}. */
    @Nullable String compare(JsonNode expected, List<@Nullable Object> results) {
        List<@Nullable Object> candidates = candidates(results);
        if (results.contains(Action.TOLD)) {
            return OTHER_WORDS;
        }
        if (expected.isContainer()) {
            return expected.toString().contains("\"$\"")
                    ? objects(expected, candidates)
                    : keys(expected, results, candidates);
        }
        Object last = candidates.isEmpty() ? null : candidates.get(0);
        if (expected.isNull()) {
            return candidates.stream().anyMatch(c -> c == null) ? null : "null, not " + last;
        } else if (expected.isBoolean() && !(last instanceof Boolean)) {
            return OTHER_WORDS;
        } else if (expected.isString() && (last == null || last instanceof DynamicEntity)) {
            return OTHER_WORDS;
        } else if (expected.isNumber() && last instanceof Collection<?> elements) {
            return same(expected, elements.size());
        }
        return last instanceof ToQuery<?> ? OTHER_WORDS : same(expected, Keys.of(last));
    }

    private @Nullable String same(JsonNode expected, @Nullable Object actual) {
        JsonNode shown = JSON.valueToTree(actual);
        boolean equal =
                expected.isNumber() && shown.isNumber()
                        ? expected.asLong() == shown.asLong()
                        : expected.equals(shown);
        return equal ? null : "should give " + expected + ", not " + shown;
    }

    /** What may be meant: the last result first, then those before, parts of them, and all together. */
    private static List<@Nullable Object> candidates(List<@Nullable Object> results) {
        List<@Nullable Object> candidates = new ArrayList<>();
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object result : results) {
            if (result != Action.NOTHING) {
                plain.add(result instanceof Found found ? found.result() : result);
            }
        }
        for (int i = plain.size() - 1; i >= 0; i--) {
            candidates.add(plain.get(i));
        }
        for (Object value : plain) {
            if (value instanceof List<?> list
                    && list.stream().anyMatch(Collection.class::isInstance)) {
                candidates.addAll(list);
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                candidates.add(list.get(0));
            }
        }
        if (plain.size() > 1) {
            candidates.add(plain);
        }
        return candidates;
    }

    // Objects ---------------------------------------------------------------------------------

    private @Nullable String objects(JsonNode expected, List<@Nullable Object> candidates) {
        String best = null;
        for (Object candidate : candidates) {
            JsonNode actual = JSON.valueToTree(Graph.of(mapping, candidate));
            if (sorted(actual, "").equals(sorted(expected, ""))) {
                return null;
            }
            if (best == null || actual.path(0).path("$").equals(expected.path(0).path("$"))) {
                best = "should give\n" + expected + ", not\n" + actual;
            }
        }
        return best == null ? "should give " + expected : best;
    }

    /** A collection without an order compares as a multiset. */
    private JsonNode sorted(JsonNode node, String attribute) {
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(sorted(element, "")));
            if (!model.isOrdered(attribute)) {
                elements.sort(Comparator.comparing(GraphCheck::sortKey));
            }
            return JSON.valueToTree(elements);
        } else if (node.isObject()) {
            String entity = node.path("$").asString("").replaceAll("#.*", "");
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties()
                    .forEach(
                            entry ->
                                    members.put(
                                            entry.getKey(),
                                            sorted(
                                                    entry.getValue(),
                                                    entity + "." + entry.getKey())));
            return JSON.valueToTree(members);
        }
        return node;
    }

    private static String sortKey(JsonNode node) {
        return node.path("$").asString("") + node.path("$ref").asString("") + node;
    }

    // Keys ------------------------------------------------------------------------------------

    private @Nullable String keys(
            JsonNode expected, List<@Nullable Object> results, List<@Nullable Object> candidates) {
        boolean any = false;
        for (Object candidate : candidates) {
            if (candidate instanceof Collection<?> || candidate instanceof Map<?, ?>) {
                any = true;
                if (sortedKeys(JSON.valueToTree(Keys.of(candidate))).equals(sortedKeys(expected))) {
                    return null;
                }
            }
        }
        boolean isFlat = !expected.isEmpty() && !expected.path(0).isContainer();
        if (isFlat || expected.isEmpty()) {
            return any
                    ? "should give " + expected + ", not " + Keys.of(candidates.get(0))
                    : OTHER_WORDS;
        }
        for (Object result : results) {
            if (result instanceof Found found && found.relationship() != null) {
                return pairs(expected, found);
            }
        }
        return OTHER_WORDS;
    }

    /** Each object's key with those of its targets. */
    private @Nullable String pairs(JsonNode expected, Found found) {
        if (!(found.result() instanceof List<?> objects)
                || objects.size() != expected.size()
                || expected.path(0).size() != 2) {
            return OTHER_WORDS;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        for (Object object : objects) {
            DynamicEntity entity = (DynamicEntity) object;
            String relationship = String.valueOf(found.relationship());
            if (!found.read() && !Inspect.of(entity).attribute(relationship).isLoaded()) {
                return relationship + " of " + entity + " should be loaded";
            }
            shown.put(
                    JSON.valueToTree(Keys.key(entity)).toString(),
                    JSON.valueToTree(Keys.of(entity.get(relationship))));
        }
        for (JsonNode row : expected) {
            Object targets = shown.get(row.path(0).toString());
            if (targets == null) {
                return OTHER_WORDS;
            }
            JsonNode actual = (JsonNode) targets;
            if (row.path(1).isArray() != actual.isArray()
                    || isText(row.path(1)) != isText(actual)) {
                return OTHER_WORDS;
            } else if (!sortedKeys(actual).equals(sortedKeys(row.path(1)))) {
                return "should give " + expected + ", not " + shown;
            }
        }
        return null;
    }

    private static boolean isText(JsonNode node) {
        return node.isString() || node.path(0).isString();
    }

    private static JsonNode sortedKeys(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(element -> elements.add(sortedKeys(element)));
        elements.sort(Comparator.comparing(JsonNode::toString));
        return JSON.valueToTree(elements);
    }
}

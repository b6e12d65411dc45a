package io.relmap.load.cases;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is expected of a step where a rule tells relmap to differ from the record (spec section 12). */
enum Departure {
    /** As recorded. */
    NONE,
    /** The recorded graph, with fewer statements or as many. */
    FEWER_STATEMENTS,
    /** An error before anything is sent. */
    REFUSED,
    /** The members once each, with as many statements. */
    UNIQUE_MEMBERS,
    /** No error, and no more statements. */
    ALLOWED,
    /** What an older version of the reference did. */
    AS_IN_1_4,
    /** An outcome that only the rule's text tells. */
    UNTOLD;

    private static final Map<String, Departure> RULES =
            Map.ofEntries(
                    Map.entry("LO-12", FEWER_STATEMENTS),
                    Map.entry("LO-16", FEWER_STATEMENTS),
                    Map.entry("LO-17", FEWER_STATEMENTS),
                    Map.entry("QU-60", FEWER_STATEMENTS),
                    Map.entry("LO-87", FEWER_STATEMENTS),
                    Map.entry("LO-88", FEWER_STATEMENTS),
                    Map.entry("QU-12", FEWER_STATEMENTS),
                    Map.entry("LO-45", UNIQUE_MEMBERS),
                    Map.entry("LO-81", AS_IN_1_4),
                    Map.entry("LO-63", ALLOWED),
                    Map.entry("LO-95", ALLOWED),
                    Map.entry("LO-58", REFUSED),
                    Map.entry("LO-59", REFUSED),
                    Map.entry("LO-91", REFUSED),
                    Map.entry("LO-92", REFUSED),
                    Map.entry("LO-113", REFUSED),
                    Map.entry("QU-21", REFUSED),
                    Map.entry("QU-22", REFUSED),
                    Map.entry("QU-26", REFUSED));

    /** What a step's mark means; a refusal is only meant where the reference fails, too, or says something else. */
    static Departure of(JsonNode step) {
        String rule = step.path("relmap_differs").asString("");
        if (rule.isEmpty()) {
            return NONE;
        }
        Departure departure = RULES.getOrDefault(rule, UNTOLD);
        // these are refused by both; only when it is checked differs
        boolean onlySooner = rule.matches("LO-58|LO-59|LO-113") && !step.has("error");
        return onlySooner ? UNTOLD : departure;
    }

    /** A step with what an older version of the reference did. */
    static JsonNode inOldVersion(JsonNode step) {
        ObjectNode merged = (ObjectNode) step.deepCopy();
        step.path("in_1_4")
                .properties()
                .forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        if (step.path("in_1_4").has("graph")) {
            merged.remove("error");
        }
        return merged;
    }
}

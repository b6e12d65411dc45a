package io.relmap.load.cases;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rows that a case begins with. */
final class CaseData {

    private CaseData() {}

    /** As INSERT statements. */
    static List<String> inserts(JsonNode data) {
        List<String> statements = new ArrayList<>();
        data.properties()
                .forEach(
                        table ->
                                table.getValue()
                                        .forEach(
                                                row ->
                                                        statements.add(
                                                                insert(table.getKey(), row))));
        return statements;
    }

    /**
     * Some cases change their rows before the first step; what that step shows of its objects tells so.
     *
     * @param model the entities with their tables
     * @param data the rows as they are inserted
     * @param graph what the first step shows
     */
    static List<String> corrections(JsonNode model, JsonNode data, JsonNode graph) {
        List<String> statements = new ArrayList<>();
        if (graph.isObject() && graph.has("$")) {
            String entity = graph.path("$").asString().replaceAll("#.*", "");
            JsonNode mapped = model.path("entities").path(entity);
            String table = mapped.path("table").asString();
            for (JsonNode row : data.path(table)) {
                if (row.has("id") && row.path("id").equals(graph.path("id"))) {
                    mapped.path("attributes")
                            .properties()
                            .forEach(
                                    attribute ->
                                            correct(
                                                    table,
                                                    row,
                                                    attribute.getKey(),
                                                    graph.path(attribute.getKey()),
                                                    statements));
                }
            }
        }
        if (graph.isContainer()) {
            graph.forEach(part -> statements.addAll(corrections(model, data, part)));
        }
        return statements;
    }

    private static void correct(
            String table, JsonNode row, String name, JsonNode shown, List<String> statements) {
        if (row.has(name) && !shown.isMissingNode() && !shown.equals(row.path(name))) {
            statements.add(
                    "update \""
                            + table
                            + "\" set \""
                            + name
                            + "\" = "
                            + literal(shown)
                            + " where id = "
                            + row.path("id"));
        }
    }

    private static String insert(String table, JsonNode row) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        row.properties()
                .forEach(
                        cell -> {
                            names.add("\"" + cell.getKey() + "\"");
                            values.add(literal(cell.getValue()));
                        });
        return "insert into \""
                + table
                + "\" ("
                + String.join(", ", names)
                + ") values ("
                + String.join(", ", values)
                + ")";
    }

    private static String literal(JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        return value.isString()
                ? "'" + value.asString().replace("'", "''") + "'"
                : value.toString();
    }
}

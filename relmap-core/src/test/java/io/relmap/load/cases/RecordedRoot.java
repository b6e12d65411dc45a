package io.relmap.load.cases;

import io.relmap.mapping.Mapper;
import io.relmap.query.Paths;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The query that options stand for which are written alone: the one before, or what the case's record shows. */
final class RecordedRoot {

    private final Scene scene;

    RecordedRoot(Scene scene) {
        this.scene = scene;
    }

    QuerySpec query() {
        QuerySpec last = scene.last();
        if (last != null) {
            QuerySpec query = last.copy();
            query.withoutOptions();
            return query;
        }
        for (JsonNode step : scene.recorded().path("steps")) {
            QuerySpec shown = shown(step.path("graph"), step.path("sql").path(0));
            if (shown != null) {
                return shown;
            }
        }
        throw new NotUnderstoodException("options without a query");
    }

    /** Orders a query that a step gives no order as its statement is recorded. */
    void order(QuerySpec query) {
        if (query.isOrdered()) {
            return;
        }
        String text = scene.step().path("sql").path(0).path("text").asString();
        String table = query.root().table().name();
        Matcher alias =
                Pattern.compile("^SELECT [^()]*? FROM " + table + " AS (\\w+)").matcher(text);
        if (alias.find()) {
            table = alias.group(1);
        }
        Matcher order = Pattern.compile(" ORDER BY ([^()]+)$").matcher(text);
        if (!order.find()) {
            return;
        }
        for (String term : order.group(1).split(", ")) {
            String name = term.replace(table + ".", "");
            if (!term.startsWith(table + ".") || query.root().findColumn(name) == null) {
                break;
            }
            query.orderBy(name);
        }
    }

    private @Nullable QuerySpec shown(JsonNode graph, JsonNode sql) {
        JsonNode object = graph.isArray() ? graph.path(0) : graph;
        Mapper entity = scene.entity(object.path("$").asString("").replaceAll("#.*", ""));
        if (entity == null) {
            return null;
        }
        QuerySpec query = new QuerySpec(entity);
        String key = entity.identity().get(0).name();
        String column = entity.table().name() + "." + key;
        String text = sql.path("text").asString();
        if (text.contains("WHERE " + column + " = ?")) {
            int value = sql.path("params").path(0).asInt();
            query.where(() -> Paths.of(key).eq(value));
        }
        if (text.contains("ORDER BY " + column)) {
            query.orderBy(key);
        }
        return query;
    }
}

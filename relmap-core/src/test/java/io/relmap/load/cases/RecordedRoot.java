package io.relmap.load.cases;

import io.relmap.mapping.Mapper;
import io.relmap.query.Paths;
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

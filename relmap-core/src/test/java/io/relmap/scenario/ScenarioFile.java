package io.relmap.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One family of scenarios as it is recorded.
 *
 * @param family its name
 * @param models schemas with mappings, by key
 * @param scenarios the programs
 */
record ScenarioFile(String family, Map<String, Model> models, List<Scenario> scenarios) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    static ScenarioFile read(Path file) {
        return JSON.readValue(file.toFile(), ScenarioFile.class);
    }

    /** All families of a folder, by name. */
    static List<ScenarioFile> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ScenarioFile::isFamily).sorted().map(ScenarioFile::read).toList();
        }
    }

    private static boolean isFamily(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && !name.equals(Differences.FILE);
    }

    record Model(List<TableModel> tables, List<MapperModel> mappers) {

        TableModel table(String name) {
            return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
        }

        MapperModel mapper(String entity) {
            return mappers.stream()
                    .filter(m -> m.entity().equals(entity))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record TableModel(
            String name,
            List<ColumnModel> columns,
            List<String> primaryKey,
            List<KeyModel> foreignKeys,
            List<List<String>> unique) {

        ColumnModel column(String column) {
            return columns.stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow();
        }
    }

    record ColumnModel(String name, String type, boolean nullable, boolean generated) {}

    record KeyModel(
            List<String> columns,
            String refTable,
            List<String> refColumns,
            @Nullable String onDelete,
            @Nullable String onUpdate,
            boolean useAlter) {}

    record MapperModel(String entity, String table, List<RelationshipModel> relationships) {}

    /** A relationship; in a backref's arguments without name and target. */
    record RelationshipModel(
            @Nullable String name,
            @Nullable String target,
            @Nullable String secondary,
            @Nullable String cascade,
            @Nullable BackrefModel backref,
            @Nullable String backPopulates,
            @Nullable JsonNode passiveDeletes,
            @Nullable Boolean passiveUpdates,
            @Nullable Boolean postUpdate,
            @Nullable Boolean uselist,
            @Nullable String lazy,
            @Nullable List<String> orderBy,
            @Nullable Boolean singleParent,
            @Nullable Boolean viewonly,
            @Nullable List<String> foreignKeys,
            @Nullable List<String> remoteSide,
            @Nullable String primaryjoin,
            @Nullable String secondaryjoin,
            @Nullable JsonNode collection,
            @Nullable Boolean cascadeBackrefs,
            @Nullable Boolean activeHistory) {}

    record BackrefModel(String name, RelationshipModel args) {}

    record Scenario(
            String name,
            String model,
            boolean enforceForeignKeys,
            List<String> verifiedOn,
            SessionModel session,
            List<JsonNode> steps,
            Expected expected) {}

    record SessionModel(boolean autoflush, boolean expireOnCommit) {}

    record Expected(Map<String, TableContent> tables) {}

    record TableContent(List<String> columns, List<List<JsonNode>> rows) {}
}

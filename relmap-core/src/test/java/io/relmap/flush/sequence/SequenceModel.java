package io.relmap.flush.sequence;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.VersionGenerator;
import io.relmap.annotation.VersionSource;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefault;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tables and entities of one recorded case, as a mapping of map-backed entities. */
final class SequenceModel {

    private final JsonNode json;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    SequenceModel(JsonNode json) {
        this.json = json;
        json.path("tables")
                .forEach(table -> tables.put(table.path("name").asString(), table(table)));
    }

    Map<String, Table> tables() {
        return tables;
    }

    JsonNode json() {
        return json;
    }

    /** What the model needs that relmap has no mapping for yet, or null. */
    @Nullable String unsupported() {
        for (JsonNode entity : json.path("entities")) {
            for (String word : List.of("polymorphicOn", "inherits")) {
                if (entity.has(word)) {
                    return "joined inheritance";
                }
            }
        }
        return null;
    }

    void configure(MappingBuilder mapping) {
        List<String> mapped = new ArrayList<>();
        for (JsonNode entity : json.path("entities")) {
            String table = entity.path("table").asString();
            mapped.add(table);
            mapping.mapDynamic(
                    entity.path("name").asString(),
                    Objects.requireNonNull(tables.get(table)),
                    e -> configure(entity, e));
        }
        tables.forEach(
                (name, table) -> {
                    if (!mapped.contains(name)) {
                        mapping.table(table);
                    }
                });
    }

    private void configure(JsonNode json, EntityMapping entity) {
        if (json.has("versionColumn")) {
            configureVersion(json, entity, json.path("versionColumn").asString());
        }
        if (json.has("eagerDefaults")) {
            entity.eagerDefaults(
                    json.path("eagerDefaults").asBoolean()
                            ? EagerDefaults.TRUE
                            : EagerDefaults.FALSE);
        }
        if (!json.path("batch").asBoolean(true)) {
            entity.oneByOne();
        }
        if (!json.path("confirmDeletedRows").asBoolean(true)) {
            entity.unconfirmedDeletes();
        }
        for (JsonNode relationship : json.path("relationships")) {
            entity.relationship(
                    relationship.path("name").asString(),
                    relationship.path("target").asString(),
                    r -> configure(relationship, r));
        }
    }

    private static void configureVersion(JsonNode json, EntityMapping entity, String column) {
        JsonNode generator = json.path("versionGenerator");
        if (generator.isBoolean() && !generator.asBoolean()) {
            entity.version(column, VersionSource.PROGRAM);
        } else if (generator.isString()) {
            VersionGenerator<Integer> byTen = version -> version == null ? 10 : version + 10;
            entity.version(column, byTen);
        } else {
            entity.version(column);
        }
    }

    private void configure(JsonNode json, RelationshipMapping link) {
        if (json.has("secondary")) {
            link.secondary(Objects.requireNonNull(tables.get(json.path("secondary").asString())));
        }
        if (json.has("backPopulates")) {
            link.backPopulates(json.path("backPopulates").asString());
        }
        if (json.has("primaryjoin")) {
            link.primaryJoin(condition(json.path("primaryjoin")));
        }
        if (json.has("secondaryjoin")) {
            link.secondaryJoin(condition(json.path("secondaryjoin")));
        }
        if (json.has("foreignKeys")) {
            link.foreignKeys(columns(json.path("foreignKeys")));
        }
        if (json.has("remoteSide")) {
            link.remoteSide(columns(json.path("remoteSide")));
        }
        if (json.has("orderBy")) {
            link.orderBy("[" + String.join(", ", strings(json.path("orderBy"))) + "]");
        }
        if (json.has("overlaps")) {
            link.overlaps(json.path("overlaps").asString());
        }
        configureWriting(json, link);
    }

    private static void configureWriting(JsonNode json, RelationshipMapping link) {
        if (json.has("uselist") && !json.path("uselist").asBoolean()) {
            link.scalar();
        }
        if (json.has("cascade")) {
            link.cascade(
                    Arrays.stream(json.path("cascade").asString().split(","))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .map(SequenceModel::cascade)
                            .toArray(Cascade[]::new));
        }
        if (json.path("postUpdate").asBoolean(false)) {
            link.postUpdate();
        }
        if (json.path("viewonly").asBoolean(false)) {
            link.viewOnly();
        }
        if (json.path("singleParent").asBoolean(false)) {
            link.singleParent();
        }
        if (json.has("passiveUpdates")) {
            link.passiveUpdates(json.path("passiveUpdates").asBoolean());
        }
        if (json.has("passiveDeletes")) {
            JsonNode value = json.path("passiveDeletes");
            link.passiveDeletes(
                    value.isString()
                            ? PassiveDeletes.ALL
                            : value.asBoolean() ? PassiveDeletes.TRUE : PassiveDeletes.FALSE);
        }
    }

    private static Cascade cascade(String name) {
        return Cascade.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String condition(JsonNode pairs) {
        List<String> equalities = new ArrayList<>();
        pairs.forEach(
                pair -> equalities.add(pair.get(0).asString() + " == " + pair.get(1).asString()));
        return equalities.size() == 1
                ? equalities.get(0)
                : "and_(" + String.join(", ", equalities) + ")";
    }

    private Column[] columns(JsonNode names) {
        return strings(names).stream().map(this::column).toArray(Column[]::new);
    }

    private Column column(String name) {
        String[] parts = name.split("\\.");
        return Objects.requireNonNull(tables.get(parts[0])).column(parts[1]);
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toList());
    }

    // Tables -----------------------------------------------------------------------------------

    private static Table table(JsonNode json) {
        Table.Builder table = Table.named(json.path("name").asString());
        List<String> key = new ArrayList<>();
        for (JsonNode column : json.path("columns")) {
            table.column(column(column));
            if (column.path("primaryKey").asBoolean(false)) {
                key.add(column.path("name").asString());
            }
            if (column.path("unique").asBoolean(false)) {
                table.unique(new UniqueConstraint(null, List.of(column.path("name").asString())));
            }
        }
        table.primaryKey(key);
        json.path("foreignKeys").forEach(fk -> table.foreignKey(foreignKey(fk)));
        json.path("unique")
                .forEach(unique -> table.unique(new UniqueConstraint(null, strings(unique))));
        return table.build();
    }

    private static ColumnDefinition column(JsonNode json) {
        String type =
                switch (json.path("type").asString()) {
                    case "integer" -> "integer";
                    case "boolean" -> "boolean";
                    default -> "varchar(100)";
                };
        ColumnDefinition column =
                ColumnDefinition.of(json.path("name").asString(), TypeRegistry.parse(type));
        JsonNode generation = json.path("autoincrement");
        if (generation.isBoolean()) {
            column =
                    column.autoIncrement(
                            generation.asBoolean() ? AutoIncrement.TRUE : AutoIncrement.FALSE);
        } else if (generation.isString()) {
            column = column.autoIncrement(AutoIncrement.IGNORE_FK);
        }
        if (json.has("serverDefault")) {
            column = column.serverDefault(serverDefault(json));
        }
        if (json.has("default")) {
            column = column.onInsert(ColumnDefault.value(typed(json.path("default"))));
        }
        if (json.has("defaultSql")) {
            column = column.onInsert(ColumnDefault.sql(sql(json.path("defaultSql").asString())));
        }
        if (json.has("onUpdate")) {
            AtomicInteger counter = new AtomicInteger();
            column = column.onUpdate(ColumnDefault.of(counter::incrementAndGet));
        }
        if (json.has("onUpdateSql")) {
            column = column.onUpdate(ColumnDefault.sql(sql(json.path("onUpdateSql").asString())));
        }
        boolean required =
                json.path("primaryKey").asBoolean(false) || !json.path("nullable").asBoolean(true);
        return required ? column.notNull() : column;
    }

    private static Object typed(JsonNode value) {
        return value.isNumber() ? (Object) value.asInt() : value.asString();
    }

    /** Recorded expressions are texts or calls; calls have a word before them in the language. */
    static String sql(String text) {
        return text.startsWith("'") ? text : "func." + text;
    }

    static String serverDefault(JsonNode json) {
        String text = json.path("serverDefault").asString();
        return json.path("type").asString().equals("string") && !text.startsWith("'")
                ? "'" + text + "'"
                : text;
    }

    private static ForeignKeyConstraint foreignKey(JsonNode json) {
        ForeignKeyConstraint.Deferrable deferrable = ForeignKeyConstraint.Deferrable.NO;
        if (json.path("deferrable").asBoolean(false)) {
            deferrable =
                    json.path("initially").asString("").equalsIgnoreCase("deferred")
                            ? ForeignKeyConstraint.Deferrable.INITIALLY_DEFERRED
                            : ForeignKeyConstraint.Deferrable.INITIALLY_IMMEDIATE;
        }
        return new ForeignKeyConstraint(
                json.has("name") ? json.path("name").asString() : null,
                strings(json.path("columns")),
                TableName.of(json.path("references").asString()),
                strings(json.path("referenceColumns")),
                new ForeignKeyConstraint.Options(
                        action(json.path("onDelete")),
                        action(json.path("onUpdate")),
                        json.path("useAlter").asBoolean(false),
                        deferrable));
    }

    private static @Nullable ReferentialAction action(JsonNode json) {
        return json.isString()
                ? ReferentialAction.valueOf(
                        json.asString().toUpperCase(Locale.ROOT).replace(' ', '_'))
                : null;
    }
}

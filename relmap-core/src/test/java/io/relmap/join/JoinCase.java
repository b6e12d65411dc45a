package io.relmap.join;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.Origin;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Builds the mapping of one recorded case (spec 01 section 18). */
final class JoinCase {

    private final JsonNode json;
    private final MetaData metaData;
    private final List<TestEntity> entities = new ArrayList<>();

    JoinCase(JsonNode json) {
        this.json = json;
        metaData = MetaData.of(stream(json.get("tables")).map(JoinCase::table).toList());
        json.get("entities").forEach(this::addEntity);
    }

    ConfiguredRelationships configure() {
        RelationshipConfigurator configurator = new RelationshipConfigurator(metaData, entities);
        declare(configurator, json.get("relationship"));
        stream(json.get("otherRelationships")).forEach(other -> declare(configurator, other));
        return configurator.configure(WarningPolicy.LOG);
    }

    TestEntity entity(String name) {
        return entities.stream()
                .filter(entity -> entity.simpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array == null || array.isNull()
                ? Stream.empty()
                : StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> strings(JsonNode array) {
        return stream(array).map(JsonNode::asString).toList();
    }

    private static Table table(JsonNode json) {
        Table.Builder table = Table.named(json.get("name").asString());
        List<String> key = new ArrayList<>();
        for (JsonNode column : json.get("columns")) {
            String name = column.get("name").asString();
            ColumnDefinition definition =
                    ColumnDefinition.of(name, TypeRegistry.parse(column.get("type").asString()))
                            .autoIncrement(AutoIncrement.AUTO);
            table.column(column.get("nullable").asBoolean() ? definition : definition.notNull());
            if (column.get("primaryKey").asBoolean()) {
                key.add(name);
            }
        }
        table.primaryKey(key);
        for (JsonNode constraint : json.get("foreignKeys")) {
            table.foreignKey(
                    new ForeignKeyConstraint(
                            null,
                            strings(constraint.get("columns")),
                            TableName.of(constraint.get("refTable").asString()),
                            strings(constraint.get("refColumns")),
                            ForeignKeyConstraint.Options.NONE));
        }
        stream(json.get("unique"))
                .forEach(unique -> table.unique(new UniqueConstraint(null, strings(unique))));
        return table.build();
    }

    private void addEntity(JsonNode json) {
        String name = json.get("name").asString();
        String packageName = json.has("package") ? json.get("package").asString() : "app";
        if (!json.has("aliasOf")) {
            Table table = metaData.find(TableName.of(json.get("table").asString()));
            entities.add(
                    new TestEntity(
                            name, packageName, JoinSide.of(Objects.requireNonNull(table)), null));
            return;
        }
        TestEntity of = entity(json.get("aliasOf").asString());
        MappingNames names =
                new MappingNames(new EntityNames(entities), metaData, (owner, n) -> false);
        FromItem from =
                ExpressionLanguage.from(
                        json.get("from").asString(), new Origin(name, "from"), names);
        TableRef own =
                FromItems.tables(from)
                        .filter(table -> table.equals(of.side().own()))
                        .findFirst()
                        .orElseThrow();
        entities.add(new TestEntity(name, packageName, new JoinSide(from, own, true), of));
    }

    private void declare(RelationshipConfigurator configurator, JsonNode json) {
        RelationshipArguments.Builder arguments =
                RelationshipArguments.named(json.get("name").asString());
        text(json, "target", text -> arguments.target(Late.text(text)));
        text(json, "backPopulates", arguments::backPopulates);
        text(json, "secondary", text -> arguments.secondary(Late.text(text)));
        if (json.has("backref")) {
            JsonNode backref = json.get("backref");
            boolean named = backref.isString();
            RelationshipArguments.Builder reverse =
                    RelationshipArguments.named(
                            named ? backref.asString() : backref.get("name").asString());
            if (!named) {
                readCommon(backref, reverse);
            }
            arguments.backref(reverse.build());
        }
        readCommon(json, arguments);
        configurator.declare(entity(json.get("owner").asString()), arguments.build());
    }

    private static void readCommon(JsonNode json, RelationshipArguments.Builder arguments) {
        text(json, "primaryjoin", text -> arguments.primaryJoin(Late.text(text)));
        text(json, "secondaryjoin", text -> arguments.secondaryJoin(Late.text(text)));
        columns(json, "foreignKeys", arguments::foreignKeys);
        columns(json, "remoteSide", arguments::remoteSide);
        text(json, "orderBy", text -> arguments.orderBy(Late.text(text)));
        text(json, "cascade", arguments::cascade);
        text(json, "overlaps", arguments::overlaps);
        if (json.has("lazy")) {
            JsonNode lazy = json.get("lazy");
            arguments.lazy(lazy.isString() ? lazy.asString() : lazy.toString());
        }
        flag(json, "viewonly", arguments::viewOnly);
        flag(json, "uselist", arguments::useList);
        flag(json, "postUpdate", arguments::postUpdate);
        flag(json, "passiveUpdates", arguments::passiveUpdates);
        flag(json, "singleParent", arguments::singleParent);
        flag(json, "activeHistory", arguments::activeHistory);
        flag(json, "cascadeBackrefs", arguments::cascadeBackrefs);
        flag(
                json,
                "syncBackref",
                on -> arguments.syncBackref(on ? SyncBackref.ON : SyncBackref.OFF));
        if (json.has("passiveDeletes")) {
            arguments.passiveDeletes(passiveDeletes(json.get("passiveDeletes")));
        }
        if (json.has("joinDepth")) {
            arguments.joinDepth(json.get("joinDepth").asInt());
        }
    }

    private static PassiveDeletes passiveDeletes(JsonNode json) {
        if (json.isString()) {
            return PassiveDeletes.ALL;
        }
        return json.asBoolean() ? PassiveDeletes.TRUE : PassiveDeletes.FALSE;
    }

    private static void text(JsonNode json, String name, Consumer<String> setter) {
        if (json.has(name) && !json.get(name).isNull()) {
            setter.accept(json.get(name).asString());
        }
    }

    private static void columns(
            JsonNode json, String name, Consumer<Late<List<ColumnRef>>> setter) {
        if (json.has(name) && json.get(name).isArray()) {
            setter.accept(new Late.Texts<>(strings(json.get(name))));
        } else {
            text(json, name, text -> setter.accept(Late.text(text)));
        }
    }

    private static void flag(JsonNode json, String name, Consumer<Boolean> setter) {
        if (json.has(name) && !json.get(name).isNull()) {
            setter.accept(json.get(name).asBoolean());
        }
    }
}

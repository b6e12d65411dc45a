package io.relmap.load.cases;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One recorded model: its tables as statements, and its mapping. */
final class CaseModel {

    private final JsonNode model;
    private final JoinText joins;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    CaseModel(JsonNode model, JsonNode recorded) {
        this.model = model;
        this.joins = new JoinText(recorded);
        model.path("tables")
                .properties()
                .forEach(
                        entry ->
                                tables.put(
                                        entry.getKey(), table(entry.getKey(), entry.getValue())));
    }

    /** Why the model cannot be mapped, or null. */
    @Nullable String unsupported() {
        for (JsonNode entity : model.path("entities")) {
            if (entity.has("extends")) {
                return "inheritance";
            } else if (entity.path("attributes").toString().contains("(deferred")) {
                return "deferred columns";
            }
            for (JsonNode relationship : entity.path("relationships")) {
                if (relationship.path("target_selectable").asString("").startsWith("SELECT")) {
                    return "a SELECT as the target";
                } else if (relationship.has("comparator_factory")
                        || relationship.has("query_class")) {
                    return "classes of the program";
                }
            }
        }
        return null;
    }

    /** Whether a collection, as {@code Author.books}, has an order. */
    boolean isOrdered(String attribute) {
        String entity = attribute.replaceAll("\\..*", "");
        String name = attribute.replaceAll(".*\\.", "");
        return model.path("entities").path(entity).path("relationships").path(name).has("order_by");
    }

    List<String> create() {
        List<String> statements = new ArrayList<>();
        model.path("tables")
                .properties()
                .forEach(
                        entry -> {
                            List<String> parts = new ArrayList<>();
                            List<String> key = new ArrayList<>();
                            for (JsonNode column : entry.getValue().path("columns")) {
                                String name = "\"" + column.path("name").asString() + "\"";
                                parts.add(name + " " + column.path("type").asString());
                                if (column.path("pk").asBoolean()) {
                                    key.add(name);
                                }
                            }
                            // duplicate rows of association tables are part of some cases
                            if (!key.isEmpty() && isEntity(entry.getKey())) {
                                parts.add("primary key (" + String.join(", ", key) + ")");
                            }
                            statements.add(
                                    "create table \""
                                            + entry.getKey()
                                            + "\" ("
                                            + String.join(", ", parts)
                                            + ")");
                        });
        return statements;
    }

    private boolean isEntity(String table) {
        for (JsonNode entity : model.path("entities")) {
            if (entity.path("table").asString().equals(table)) {
                return true;
            }
        }
        return false;
    }

    void configure(MappingBuilder mapping) {
        tables.forEach(
                (name, table) -> {
                    if (!isEntity(name)) {
                        mapping.table(table);
                    }
                });
        model.path("entities")
                .properties()
                .forEach(
                        entry -> {
                            JsonNode entity = entry.getValue();
                            mapping.mapDynamic(
                                    entry.getKey(),
                                    tables.get(entity.path("table").asString()),
                                    to -> relationships(entity, to));
                            entity.path("relationships")
                                    .properties()
                                    .forEach(r -> alternative(mapping, r.getKey(), r.getValue()));
                        });
    }

    /** The second name of a target that stands in a join of tables. */
    private void alternative(MappingBuilder mapping, String name, JsonNode r) {
        if (r.has("target_selectable")) {
            mapping.alternative(
                    alternativeName(name, r),
                    r.path("target").asString(),
                    metaData ->
                            new JoinOfTables(tables).of(r.path("target_selectable").asString()));
        }
    }

    private static String alternativeName(String name, JsonNode r) {
        return r.path("target").asString() + "Of" + name;
    }

    private void relationships(JsonNode entity, EntityMapping to) {
        String owner = entity.path("table").asString();
        entity.path("relationships")
                .properties()
                .forEach(entry -> relationship(to, owner, entry.getKey(), entry.getValue()));
    }

    private void relationship(EntityMapping to, String owner, String name, JsonNode r) {
        String target =
                r.has("target_selectable") ? alternativeName(name, r) : r.path("target").asString();
        String collection = r.path("collection_class").asString("");
        String lazy = r.path("lazy").asString("");
        if (lazy.equals("dynamic") || lazy.equals("write_only")) {
            to.query(name, target, m -> arguments(m, r, owner));
        } else if (collection.equals("set")) {
            to.set(name, target, m -> arguments(m, r, owner));
        } else if (collection.startsWith("map keyed by ")) {
            to.map(
                    name,
                    target,
                    m -> {
                        arguments(m, r, owner);
                        m.key(collection.substring("map keyed by ".length()));
                    });
        } else {
            to.relationship(name, target, m -> arguments(m, r, owner));
        }
    }

    private void arguments(RelationshipMapping to, JsonNode r, String owner) {
        if (r.path("collection").asBoolean()) {
            to.collection();
        } else {
            to.scalar();
        }
        String target =
                model.path("entities").path(r.path("target").asString()).path("table").asString();
        to.primaryJoin(joins.of(r, owner, target));
        if (r.has("secondary")) {
            to.secondary(secondary(r.path("secondary").asString()));
            to.secondaryJoin(r.path("secondary_join").asString());
        }
        selfReference(to, r);
        if (r.has("order_by")) {
            List<String> terms = new ArrayList<>();
            r.path("order_by").forEach(term -> terms.add(term.asString()));
            to.orderBy(String.join(", ", terms));
        }
        if (r.has("lazy")) {
            to.lazy(lazy(r.path("lazy")));
        }
        if (r.has("join_depth")) {
            to.joinDepth(r.path("join_depth").asInt());
        }
        if (r.path("innerjoin").asBoolean()) {
            to.innerJoin(InnerJoin.TRUE);
        }
        if (r.path("viewonly").asBoolean()) {
            to.viewOnly();
        } else if (r.has("inverse")) {
            to.backPopulates(r.path("inverse").asString());
        }
        flags(to, r);
    }

    private static void flags(RelationshipMapping to, JsonNode r) {
        if (r.path("active_history").asBoolean()) {
            to.activeHistory();
        }
        if (r.path("load_on_pending").asBoolean()) {
            to.loadOnPending();
        }
        if (r.has("distinct_target_key")) {
            to.distinctTargetKey(r.path("distinct_target_key").asBoolean());
        }
        if (r.has("passive_updates")) {
            to.passiveUpdates(r.path("passive_updates").asBoolean());
        }
        if (r.has("passive_deletes")) {
            to.passiveDeletes(
                    PassiveDeletes.valueOf(
                            r.path("passive_deletes").asString().toUpperCase(Locale.ROOT)));
        }
        if (r.has("cascade")) {
            List<Cascade> cascades = new ArrayList<>();
            r.path("cascade").forEach(name -> cascades.add(cascade(name.asString())));
            to.cascade(cascades.toArray(Cascade[]::new));
        }
    }

    private static Cascade cascade(String name) {
        for (Cascade cascade : Cascade.values()) {
            if (cascade.spelling().equals(name)) {
                return cascade;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** {@code b JOIN d ON x JOIN c ON y} in the closed language. */
    private static String secondary(String text) {
        String[] parts = text.split(" JOIN ");
        StringBuilder result = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String[] joined = parts[i].split(" ON ");
            if (i == 1) {
                result = new StringBuilder("join(" + result + ", ");
            } else {
                result.append(".join(");
            }
            result.append(joined[0]).append(", ").append(joined[1]).append(")");
        }
        return result.toString();
    }

    private static void selfReference(RelationshipMapping to, JsonNode r) {
        String join = r.path("join").asString();
        if (r.path("direction").asString().equals("MANYTOONE") && join.matches("(node|folder).*")) {
            String table = join.startsWith("node") ? "node" : "folder";
            to.remoteSide(
                    table.equals("node") ? "node.id" : "[folder.account_id, folder.folder_id]");
        }
    }

    private static Lazy lazy(JsonNode value) {
        if (value.isNull()) {
            return Lazy.NO_LOAD;
        } else if (value.isBoolean()) {
            return value.asBoolean() ? Lazy.SELECT : Lazy.JOINED;
        }
        for (Lazy lazy : Lazy.values()) {
            if (lazy.spelling().equals(value.asString())) {
                return lazy;
            }
        }
        throw new IllegalArgumentException(value.toString());
    }

    private static Table table(String name, JsonNode model) {
        Table.Builder table = Table.named(name);
        List<String> key = new ArrayList<>();
        for (JsonNode column : model.path("columns")) {
            ColumnDefinition definition =
                    ColumnDefinition.of(
                                    column.path("name").asString(),
                                    TypeRegistry.parse(column.path("type").asString()))
                            .autoIncrement(AutoIncrement.FALSE);
            table.column(column.path("nullable").asBoolean() ? definition : definition.notNull());
            if (column.path("pk").asBoolean()) {
                key.add(column.path("name").asString());
            }
        }
        if (!key.isEmpty()) {
            table.primaryKey(key);
        }
        for (JsonNode foreign : model.path("foreign_keys")) {
            List<String> columns = new ArrayList<>();
            foreign.path("columns").forEach(column -> columns.add(column.asString()));
            List<String> referred = new ArrayList<>();
            String target = "";
            for (JsonNode reference : foreign.path("refers_to")) {
                String text = reference.asString();
                target = text.substring(0, text.lastIndexOf('.'));
                referred.add(text.substring(text.lastIndexOf('.') + 1));
            }
            table.foreignKey(
                    new ForeignKeyConstraint(
                            null,
                            columns,
                            TableName.of(target),
                            referred,
                            new ForeignKeyConstraint.Options(
                                    null, null, false, ForeignKeyConstraint.Deferrable.NO)));
        }
        return table.build();
    }
}

package io.relmap.scenario;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.mapping.Content;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.LinkMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.scenario.ScenarioFile.BackrefModel;
import io.relmap.scenario.ScenarioFile.ColumnModel;
import io.relmap.scenario.ScenarioFile.KeyModel;
import io.relmap.scenario.ScenarioFile.MapperModel;
import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.RelationshipModel;
import io.relmap.scenario.ScenarioFile.TableModel;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.TypeRegistry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Maps a recorded model to map-backed entities. */
final class ScenarioMapping {

    private final Model model;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    ScenarioMapping(Model model) {
        this.model = model;
        model.tables().forEach(table -> tables.put(table.name(), table(table)));
    }

    void configure(MappingBuilder mapping) {
        for (TableModel table : model.tables()) {
            if (model.mappers().stream().noneMatch(m -> m.table().equals(table.name()))) {
                mapping.table(tables.get(table.name()));
            }
        }
        for (MapperModel mapper : model.mappers()) {
            mapping.mapDynamic(
                    mapper.entity(),
                    tables.get(mapper.table()),
                    entity -> mapper.relationships().forEach(r -> relationship(entity, r)));
        }
    }

    // Tables -----------------------------------------------------------------------------------

    private static Table table(TableModel model) {
        Table.Builder table = Table.named(model.name());
        model.columns().forEach(column -> table.column(column(column)));
        table.primaryKey(model.primaryKey());
        model.foreignKeys().forEach(key -> table.foreignKey(foreignKey(model, key)));
        model.unique().forEach(columns -> table.unique(new UniqueConstraint(null, columns)));
        return table.build();
    }

    private static ColumnDefinition column(ColumnModel model) {
        ColumnDefinition column =
                ColumnDefinition.of(model.name(), TypeRegistry.parse(model.type()))
                        .autoIncrement(
                                model.generated() ? AutoIncrement.TRUE : AutoIncrement.FALSE);
        return model.nullable() ? column : column.notNull();
    }

    private static ForeignKeyConstraint foreignKey(TableModel table, KeyModel key) {
        return new ForeignKeyConstraint(
                key.useAlter() ? "fk_" + table.name() + "_" + key.columns().get(0) : null,
                key.columns(),
                TableName.of(key.refTable()),
                key.refColumns(),
                new ForeignKeyConstraint.Options(
                        action(key.onDelete()),
                        action(key.onUpdate()),
                        key.useAlter(),
                        ForeignKeyConstraint.Deferrable.NO));
    }

    private static @Nullable ReferentialAction action(@Nullable String rule) {
        return rule == null ? null : ReferentialAction.valueOf(rule.replace(' ', '_'));
    }

    // Relationships ----------------------------------------------------------------------------

    private void relationship(EntityMapping entity, RelationshipModel model) {
        String name = Objects.requireNonNull(model.name());
        String target = Objects.requireNonNull(model.target());
        if (isMap(model.collection())) {
            entity.map(name, target, r -> forward(r, model));
        } else if (isSet(model.collection())) {
            entity.set(name, target, r -> forward(r, model));
        } else {
            entity.relationship(name, target, r -> forward(r, model));
        }
    }

    private void forward(RelationshipMapping relationship, RelationshipModel model) {
        arguments(relationship, model);
        if (model.secondary() != null) {
            relationship.secondary(tables.get(model.secondary()));
        }
        if (model.backPopulates() != null) {
            relationship.backPopulates(model.backPopulates());
        }
        BackrefModel backref = model.backref();
        if (backref != null) {
            relationship.backref(
                    backref.name(),
                    reverse -> {
                        arguments(reverse, backref.args());
                        if (isSet(backref.args().collection())) {
                            reverse.content(Content.SET);
                        }
                    });
        }
    }

    private static void arguments(LinkMapping<?> link, RelationshipModel model) {
        if (model.cascade() != null) {
            link.cascade(
                    Arrays.stream(model.cascade().split(","))
                            .map(ScenarioMapping::cascade)
                            .toArray(Cascade[]::new));
        }
        if (isMap(model.collection())) {
            link.key(model.collection().get("mapKey").asString());
        }
        if (Boolean.FALSE.equals(model.uselist())) {
            link.scalar();
        }
        if (model.lazy() != null) {
            link.lazy(lazy(model.lazy()));
        }
        if (model.passiveDeletes() != null && !model.passiveDeletes().isNull()) {
            link.passiveDeletes(passiveDeletes(model.passiveDeletes()));
        }
        flags(link, model);
        joins(link, model);
    }

    private static void flags(LinkMapping<?> link, RelationshipModel model) {
        if (model.passiveUpdates() != null) {
            link.passiveUpdates(model.passiveUpdates());
        }
        if (Boolean.TRUE.equals(model.postUpdate())) {
            link.postUpdate();
        }
        if (Boolean.TRUE.equals(model.singleParent())) {
            link.singleParent();
        }
        if (Boolean.TRUE.equals(model.viewonly())) {
            link.viewOnly();
        }
        if (model.cascadeBackrefs() != null) {
            link.cascadeBackrefs(model.cascadeBackrefs());
        }
        if (Boolean.TRUE.equals(model.activeHistory())) {
            link.activeHistory();
        }
    }

    private static void joins(LinkMapping<?> link, RelationshipModel model) {
        if (model.orderBy() != null) {
            link.orderBy(list(model.orderBy()));
        }
        if (model.foreignKeys() != null) {
            link.foreignKeys(list(model.foreignKeys()));
        }
        if (model.remoteSide() != null) {
            link.remoteSide(list(model.remoteSide()));
        }
        if (model.primaryjoin() != null) {
            link.primaryJoin(model.primaryjoin());
        }
        if (model.secondaryjoin() != null) {
            link.secondaryJoin(model.secondaryjoin());
        }
    }

    private static String list(List<String> terms) {
        return terms.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean isMap(@Nullable JsonNode collection) {
        return collection != null && collection.isObject();
    }

    private static boolean isSet(@Nullable JsonNode collection) {
        return collection != null && collection.isString() && collection.asString().equals("set");
    }

    private static Cascade cascade(String name) {
        return Cascade.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Lazy lazy(String name) {
        return switch (name) {
            case "select" -> Lazy.SELECT;
            case "joined" -> Lazy.JOINED;
            case "selectin" -> Lazy.SELECT_IN;
            case "subquery" -> Lazy.SUBQUERY;
            case "immediate" -> Lazy.IMMEDIATE;
            case "raise" -> Lazy.RAISE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static PassiveDeletes passiveDeletes(JsonNode value) {
        if (value.isString()) {
            return PassiveDeletes.ALL;
        }
        return value.asBoolean() ? PassiveDeletes.TRUE : PassiveDeletes.FALSE;
    }
}

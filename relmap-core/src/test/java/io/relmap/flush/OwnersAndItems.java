package io.relmap.flush;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Owners whose keys change, and items that the database carries along by ON UPDATE CASCADE. */
final class OwnersAndItems {

    private OwnersAndItems() {}

    static final Table OWNERS =
            Table.named("owner").column(text("code")).primaryKey(List.of("code")).build();

    static ColumnDefinition text(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("varchar(20)"));
    }

    /** Items are identified by their owner and a number, or by a number alone. */
    static Table items(List<String> key) {
        ColumnDefinition owner = text("owner_code");
        return Table.named("item")
                .column(key.size() > 1 ? owner.notNull() : owner)
                .column(
                        ColumnDefinition.of("no", TypeRegistry.parse("integer"))
                                .notNull()
                                .autoIncrement(AutoIncrement.FALSE))
                .primaryKey(key)
                .foreignKey(carrying("owner_code", "owner"))
                .build();
    }

    static ForeignKeyConstraint carrying(String column, String target) {
        return new ForeignKeyConstraint(
                null,
                List.of(column),
                TableName.of(target),
                List.of("code"),
                new ForeignKeyConstraint.Options(
                        null,
                        ReferentialAction.CASCADE,
                        false,
                        ForeignKeyConstraint.Deferrable.NO));
    }

    static Consumer<MappingBuilder> mapping(Table items) {
        return builder ->
                builder.mapDynamic(
                                "Owner",
                                OWNERS,
                                owner -> owner.list("items", "Item", r -> r.backPopulates("owner")))
                        .mapDynamic(
                                "Item",
                                items,
                                item ->
                                        item.reference(
                                                "owner", "Owner", r -> r.backPopulates("items")));
    }

    /** Nodes that refer to nodes by {@code up} and {@code down}; the database carries their codes along. */
    static Consumer<MappingBuilder> nodes(MappedSides sides) {
        return nodes(sides, text("parent"));
    }

    /** The same, with this column for what a node refers to. */
    static Consumer<MappingBuilder> nodes(MappedSides sides, ColumnDefinition parent) {
        Table nodes =
                Table.named("node")
                        .column(text("code"))
                        .column(parent)
                        .column(text("name"))
                        .primaryKey(List.of("code"))
                        .foreignKey(carrying("parent", "node"))
                        .build();
        return builder ->
                builder.mapDynamic(
                        "Node",
                        nodes,
                        node -> {
                            if (sides.hasReference()) {
                                node.reference(
                                        "up",
                                        "Node",
                                        sides.beside("down")
                                                .andThen(r -> r.remoteSide(nodes.column("code"))));
                            }
                            if (sides.hasCollection()) {
                                node.list("down", "Node", sides.beside("up"));
                            }
                        });
    }

    static World world(TestDatabase database, String... key) {
        World world = World.of(mapping(items(List.of(key)))).on(database).open();
        add(world, "Owner", Map.of("code", "b"));
        add(world, "Item", Map.of("no", 1)).set("owner", add(world, "Owner", Map.of("code", "a")));
        world.session().commit();
        return world;
    }

    static DynamicEntity add(World world, String entity, Map<String, Object> values) {
        DynamicEntity added = world.relmap().newEntity(entity);
        values.forEach(added::set);
        world.session().add(added);
        return added;
    }

    static DynamicEntity owner(World world, String code) {
        return (DynamicEntity) world.session().get("Owner", code);
    }

    static DynamicEntity item(World world) {
        return (DynamicEntity) world.session().query("Item").one();
    }

    static ColumnDefinition number(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("integer"))
                .notNull()
                .autoIncrement(AutoIncrement.FALSE);
    }

    static ForeignKeyConstraint to(String target, List<String> key, List<String> columns) {
        return new ForeignKeyConstraint(
                null,
                columns,
                TableName.of(target),
                key,
                new ForeignKeyConstraint.Options(
                        null,
                        ReferentialAction.CASCADE,
                        false,
                        ForeignKeyConstraint.Deferrable.NO));
    }

    /** A plan in words without the names of its objects, which change with their keys. */
    static String steps(FlushPlan plan) {
        return plan.describe().replaceAll("#\\w+", "");
    }
}

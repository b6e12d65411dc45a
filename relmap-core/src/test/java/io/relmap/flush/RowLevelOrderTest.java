package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TableTexts;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-25, DESIGN 6.4: where tables lie on a cycle, rows still come in an order that keys allow")
class RowLevelOrderTest {

    private static DynamicEntity add(World world, String entity, Map<String, Object> values) {
        DynamicEntity added = world.relmap().newEntity(entity);
        values.forEach(added::set);
        world.session().add(added);
        return added;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-55: a reference is blanked before its target is deleted, though it was never looked at")
    void aTargetThatWasNeverLookedAt(TestDatabase database) {
        List<Table> tables = TableTexts.parse("a(id*, b_id>b.id); b(id*, a_id>a.id)");
        try (World world = World.of(ring(tables)).on(database).open()) {
            DynamicEntity a = add(world, "A", Map.of("id", 1));
            DynamicEntity b = add(world, "B", Map.of("id", 2));
            a.set("b", b);
            world.session().commit();

            world.anew();
            world.get("A", 1).set("b", null);
            world.session().delete(world.get("B", 2));
            world.session().commit();

            assertThat(world.read("select id, b_id from a")).containsExactly("1, null");
            assertThat(world.read("select id from b")).isEmpty();
        }
    }

    private static Table withUniqueReference(String name, String column, String target) {
        return Table.named(name)
                .column(ColumnDefinition.of("id", TypeRegistry.parse("integer")).notNull())
                .column(ColumnDefinition.of(column, TypeRegistry.parse("integer")))
                .primaryKey(List.of("id"))
                .unique(new UniqueConstraint(null, List.of(column)))
                .foreignKey(
                        new ForeignKeyConstraint(
                                null,
                                List.of(column),
                                TableName.of(target),
                                List.of("id"),
                                ForeignKeyConstraint.Options.NONE))
                .build();
    }

    private static Consumer<MappingBuilder> ring(List<Table> tables) {
        Table first = tables.get(0);
        Table second = tables.get(1);
        return mapping ->
                mapping.mapDynamic("A", first, a -> a.reference("b", "B", by(first, "b_id")))
                        .mapDynamic("B", second, b -> b.reference("a", "A", by(second, "a_id")));
    }

    private static Consumer<RelationshipMapping> by(Table table, String column) {
        return relationship -> relationship.foreignKeys(table.column(column));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35: a row whose key comes from another row is waited for when it moves")
    void aRowWhoseKeyComesFromAnotherRow(TestDatabase database) {
        List<Table> tables =
                TableTexts.parse(
                        "host(id*, item_host, item_no, item_host+item_no>item.host_id+no);"
                                + " item(host_id*>host.id, no*)");
        Table hosts = tables.get(0);
        Table items = tables.get(1);
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Host",
                                        hosts,
                                        host ->
                                                host.reference(
                                                        "best",
                                                        "Item",
                                                        r ->
                                                                r.foreignKeys(
                                                                        hosts.column("item_host"),
                                                                        hosts.column("item_no"))))
                                .mapDynamic(
                                        "Item",
                                        items,
                                        item ->
                                                item.reference(
                                                        "host", "Host", by(items, "host_id")));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity first = add(world, "Host", Map.of("id", 1));
            DynamicEntity second = add(world, "Host", Map.of("id", 2));
            DynamicEntity item = add(world, "Item", Map.of("no", 7));
            item.set("host", first);
            world.session().flush();

            item.set("host", second);
            first.set("best", item);
            world.session().commit();

            assertThat(world.read("select host_id, no from item")).containsExactly("2, 7");
            assertThat(world.read("select item_host, item_no from host where id = 1"))
                    .containsExactly("2, 7");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35: a row that takes a new key and refers to itself needs one UPDATE")
    void aRowWithANewKeyRefersToItself(TestDatabase database) {
        Table nodes = TableTexts.parse("node(code*:String, parent:String>node.code)").get(0);
        try (World world = World.of(upwards(nodes)).on(database).open()) {
            DynamicEntity node = add(world, "Node", Map.of("code", "a"));
            world.session().flush();
            world.sent();

            node.set("code", "b");
            node.set("up", node);
            world.session().commit();

            assertThat(world.sent()).containsExactly("UPDATE node");
            assertThat(world.read("select code, parent from node")).containsExactly("b, b");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: a new row takes a unique value after the row that has to wait before it frees it")
    void aNewRowTakesWhatALateUpdateFrees(TestDatabase database) {
        Table first = TableTexts.parse("a(id*, b_id>b.id)").get(0);
        Table second = withUniqueReference("b", "a_id", "a");
        try (World world = World.of(ring(List.of(first, second))).on(database).open()) {
            DynamicEntity a = add(world, "A", Map.of("id", 1));
            DynamicEntity b = add(world, "B", Map.of("id", 1));
            b.set("a", a);
            world.session().commit();

            DynamicEntity newB = add(world, "B", Map.of("id", 2));
            b.set("a", add(world, "A", Map.of("id", 2)));
            newB.set("a", a);
            world.session().commit();

            assertThat(world.read("select id, a_id from b order by id"))
                    .containsExactly("1, 2", "2, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-69: one-to-one under postUpdate: a row takes the place of the deleted one it was behind")
    void aRowTakesThePlaceOfADeletedOne(TestDatabase database) {
        Table nodes = withUniqueReference("node", "parent_id", "node");
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                "Node",
                                nodes,
                                node ->
                                        node.reference(
                                                        "up",
                                                        "Node",
                                                        r ->
                                                                r.remoteSide(nodes.column("id"))
                                                                        .backPopulates("down")
                                                                        .postUpdate())
                                                .reference(
                                                        "down",
                                                        "Node",
                                                        r -> r.backPopulates("up").postUpdate()));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity root = add(world, "Node", Map.of("id", 1));
            DynamicEntity middle = add(world, "Node", Map.of("id", 2));
            DynamicEntity leaf = add(world, "Node", Map.of("id", 3));
            middle.set("up", root);
            leaf.set("up", middle);
            world.session().flush();

            leaf.set("up", root);
            world.session().delete(middle);
            world.session().commit();

            assertThat(world.read("select id, parent_id from node order by id"))
                    .containsExactly("1, null", "3, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-69: a member under postUpdate leaves a deleted owner before that is deleted")
    void aMemberMovesAwayFromADeletedOwner(TestDatabase database) {
        List<Table> tables = TableTexts.parse("owner(id*); item(id*, owner_id>owner.id)");
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        tables.get(0),
                                        owner -> owner.list("items", "Item", r -> r.postUpdate()))
                                .mapDynamic("Item", tables.get(1), item -> {});
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity owner = add(world, "Owner", Map.of("id", 1));
            DynamicEntity item = add(world, "Item", Map.of("id", 1));
            owner.list("items").add(item);
            world.session().commit();

            owner.list("items").remove(item);
            add(world, "Owner", Map.of("id", 2)).list("items").add(item);
            world.session().delete(owner);
            world.session().commit();

            assertThat(world.read("select id, owner_id from item")).containsExactly("1, 2");
            assertThat(world.read("select id from owner")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-140: a row in a ring takes the key of a row that is deleted")
    void aRowInARingTakesADeletedKey(TestDatabase database) {
        Table nodes = TableTexts.parse("node(code*:String, parent:String>node.code)").get(0);
        try (World world = World.of(upwards(nodes)).on(database).open()) {
            DynamicEntity gone = add(world, "Node", Map.of("code", "a"));
            DynamicEntity heir = add(world, "Node", Map.of("code", "b"));
            world.session().commit();

            world.session().delete(gone);
            heir.set("code", "a");
            DynamicEntity fresh = add(world, "Node", Map.of("code", "c"));
            fresh.set("up", heir);
            heir.set("up", fresh);
            world.session().commit();

            assertThat(world.read("select code, parent from node order by code"))
                    .containsExactly("a, c", "c, a");
        }
    }

    private static Consumer<MappingBuilder> upwards(Table nodes) {
        return builder ->
                builder.mapDynamic(
                        "Node",
                        nodes,
                        node ->
                                node.reference(
                                        "up", "Node", r -> r.remoteSide(nodes.column("code"))));
    }

    private static Consumer<MappingBuilder> coded(Table nodes) {
        return builder ->
                builder.mapDynamic(
                        "Node",
                        nodes,
                        node ->
                                node.reference(
                                                "up",
                                                "Node",
                                                r ->
                                                        r.remoteSide(nodes.column("code"))
                                                                .backPopulates("down"))
                                        .relationship("down", "Node", r -> r.backPopulates("up")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-140: a row takes the key of a deleted row that refers to it")
    void aRowTakesTheKeyOfOneThatRefersToIt(TestDatabase database) {
        Table nodes = TableTexts.parse("node(code*:String, parent:String>node.code)").get(0);
        try (World world = World.of(coded(nodes)).on(database).open()) {
            DynamicEntity heir = add(world, "Node", Map.of("code", "b"));
            DynamicEntity gone = add(world, "Node", Map.of("code", "a"));
            gone.set("up", heir);
            world.session().commit();

            assertThat(heir.list("down")).containsExactly(gone);
            world.session().delete(gone);
            heir.set("code", "a");
            world.session().commit();

            assertThat(world.read("select code, parent from node")).containsExactly("a, null");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: rows in a ring that change their keys give up unique references before these are taken")
    void rowsInARingGiveUpUniqueReferences(TestDatabase database) {
        Table nodes =
                Table.named("node")
                        .column(ColumnDefinition.of("code", TypeRegistry.parse("varchar(9)")))
                        .column(ColumnDefinition.of("parent", TypeRegistry.parse("varchar(9)")))
                        .primaryKey(List.of("code"))
                        .unique(new UniqueConstraint(null, List.of("parent")))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("parent"),
                                        TableName.of("node"),
                                        List.of("code"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();
        try (World world = World.of(upwards(nodes)).on(database).open()) {
            DynamicEntity x = add(world, "Node", Map.of("code", "x"));
            DynamicEntity y = add(world, "Node", Map.of("code", "y"));
            DynamicEntity first = add(world, "Node", Map.of("code", "c"));
            DynamicEntity second = add(world, "Node", Map.of("code", "d"));
            DynamicEntity afterFirst = add(world, "Node", Map.of("code", "a"));
            DynamicEntity afterSecond = add(world, "Node", Map.of("code", "b"));
            first.set("up", x);
            second.set("up", y);
            world.session().commit();

            first.set("code", "e");
            second.set("code", "f");
            first.set("up", second);
            second.set("up", first);
            afterFirst.set("up", x);
            afterSecond.set("up", y);
            world.session().commit();

            assertThat(world.read("select code, parent from node order by code"))
                    .containsExactly("a, x", "b, y", "e, f", "f, e", "x, null", "y, null");
        }
    }

    private static Consumer<MappingBuilder> tree(
            Table nodes, Consumer<RelationshipMapping> up, Consumer<RelationshipMapping> down) {
        return builder ->
                builder.mapDynamic(
                        "Node",
                        nodes,
                        node ->
                                node.reference(
                                                "up",
                                                "Node",
                                                up.andThen(
                                                        r ->
                                                                r.remoteSide(nodes.column("id"))
                                                                        .backPopulates("down")))
                                        .list(
                                                "down",
                                                "Node",
                                                down.andThen(r -> r.backPopulates("up"))));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-28: an orphan that came and went in one flush is deleted with what it owns")
    void anOrphanThatCameAndWent(TestDatabase database) {
        Table nodes = TableTexts.parse("node(id*, parent_id>node.id)").get(0);
        Consumer<RelationshipMapping> owned = r -> r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN);
        try (World world = World.of(tree(nodes, r -> {}, owned)).on(database).open()) {
            DynamicEntity other = add(world, "Node", Map.of("id", 1));
            DynamicEntity owner = add(world, "Node", Map.of("id", 2));
            add(world, "Node", Map.of("id", 3)).set("up", owner);
            world.session().commit();

            owner.set("up", other);
            owner.set("up", null);
            world.session().commit();

            assertThat(world.read("select id from node")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-140: a row lets go of a deleted one by all references that it holds to it")
    void aRowLetsGoByAllReferences(TestDatabase database) {
        Table nodes =
                Table.named("node")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .column(ColumnDefinition.of("label", TypeRegistry.varchar(10)))
                        .column(ColumnDefinition.of("first_id", TypeRegistry.integer()))
                        .column(ColumnDefinition.of("second_id", TypeRegistry.integer()))
                        .primaryKey(List.of("id"))
                        .unique(new UniqueConstraint(null, List.of("label")))
                        .foreignKey(toNode("first_id"))
                        .foreignKey(toNode("second_id"))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                "Node",
                                nodes,
                                node ->
                                        node.reference("first", "Node", byOwn(nodes, "first_id"))
                                                .reference(
                                                        "second",
                                                        "Node",
                                                        byOwn(nodes, "second_id")));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity gone = add(world, "Node", Map.of("id", 1, "label", "x"));
            DynamicEntity row = add(world, "Node", Map.of("id", 2));
            row.set("first", gone);
            row.set("second", gone);
            world.session().commit();

            world.session().delete(gone);
            DynamicEntity heir = add(world, "Node", Map.of("id", 3, "label", "x"));
            row.set("first", heir);
            row.set("second", heir);
            world.session().commit();

            assertThat(world.read("select id, first_id, second_id from node order by id"))
                    .containsExactly("2, 3, 3", "3, null, null");
        }
    }

    private static ForeignKeyConstraint toNode(String column) {
        return new ForeignKeyConstraint(
                null,
                List.of(column),
                TableName.of("node"),
                List.of("id"),
                ForeignKeyConstraint.Options.NONE);
    }

    private static Consumer<RelationshipMapping> byOwn(Table table, String column) {
        return relationship ->
                relationship.foreignKeys(table.column(column)).remoteSide(table.column("id"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-81: rows that are deleted go in the order of what they hold, not of what was changed before")
    void deletedRowsHoldWhatTheyHeld(TestDatabase database) {
        Table nodes =
                Table.named("node")
                        .column(ColumnDefinition.of("id", TypeRegistry.parse("integer")).notNull())
                        .column(
                                ColumnDefinition.of("parent_id", TypeRegistry.parse("integer"))
                                        .notNull())
                        .primaryKey(List.of("id"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("parent_id"),
                                        TableName.of("node"),
                                        List.of("id"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();
        for (boolean byReference : List.of(true, false)) {
            Consumer<MappingBuilder> mapping =
                    builder ->
                            builder.mapDynamic(
                                    "Node",
                                    nodes,
                                    node -> {
                                        if (byReference) {
                                            node.reference(
                                                    "up",
                                                    "Node",
                                                    r -> r.remoteSide(nodes.column("id")));
                                        } else {
                                            node.list(
                                                    "down",
                                                    "Node",
                                                    r -> r.remoteSide(nodes.column("parent_id")));
                                        }
                                    });
            try (World world = World.of(mapping).on(database).open()) {
                world.sql(
                        "insert into node (id, parent_id) values (1, 1)",
                        "insert into node (id, parent_id) values (2, 1)");
                DynamicEntity first = world.get("Node", 1);
                DynamicEntity second = world.get("Node", 2);
                if (byReference) {
                    world.load(first, "up").load(second, "up");
                    first.set("up", second);
                } else {
                    world.load(first, "down").load(second, "down");
                    second.list("down").add(first);
                }
                world.session().delete(first);
                world.session().delete(second);
                world.session().commit();

                assertThat(world.read("select * from node")).isEmpty();
            }
        }
    }
}

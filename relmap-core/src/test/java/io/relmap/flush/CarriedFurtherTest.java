package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.OWNERS;
import static io.relmap.flush.OwnersAndItems.add;
import static io.relmap.flush.OwnersAndItems.carrying;
import static io.relmap.flush.OwnersAndItems.item;
import static io.relmap.flush.OwnersAndItems.items;
import static io.relmap.flush.OwnersAndItems.number;
import static io.relmap.flush.OwnersAndItems.owner;
import static io.relmap.flush.OwnersAndItems.steps;
import static io.relmap.flush.OwnersAndItems.text;
import static io.relmap.flush.OwnersAndItems.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-95: a changed key that the database carries on from row to row")
class CarriedFurtherTest {

    /** Owners have items, and items have parts; all are identified by what they belong to. An owner may refer to a part. */
    private static World parts(TestDatabase database, boolean withBest) {
        Table.Builder columns =
                Table.named("owner").column(text("code")).primaryKey(List.of("code"));
        List<String> best = List.of("best_owner", "best_item", "best_no");
        if (withBest) {
            columns.column(text("best_owner"))
                    .column(ColumnDefinition.of("best_item", TypeRegistry.parse("integer")))
                    .column(ColumnDefinition.of("best_no", TypeRegistry.parse("integer")))
                    .foreignKey(to("part", List.of("owner_code", "item_no", "no"), best));
        }
        Table owners = columns.build();
        Table items = items(List.of("owner_code", "no"));
        List<String> item = List.of("owner_code", "item_no");
        Table parts =
                Table.named("part")
                        .column(text("owner_code").notNull())
                        .column(number("item_no"))
                        .column(number("no"))
                        .column(text("name"))
                        .primaryKey(List.of("owner_code", "item_no", "no"))
                        .foreignKey(to("item", List.of("owner_code", "no"), item))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        owners,
                                        owner -> {
                                            owner.list(
                                                    "items",
                                                    "Item",
                                                    r -> r.foreignKeys(items.column("owner_code")));
                                            if (withBest) {
                                                owner.reference("best", "Part", r -> {});
                                            }
                                        })
                                .mapDynamic(
                                        "Item", items, each -> each.list("parts", "Part", r -> {}))
                                .mapDynamic("Part", parts, part -> {});
        return World.of(mapping)
                .on(database)
                .open()
                .sql(
                        "insert into owner (code) values ('a')",
                        "insert into item (owner_code, no) values ('a', 1)",
                        "insert into part (owner_code, item_no, no, name) values ('a', 1, 1, 'x')");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35: a member of a row that goes along is deleted, and need not wait for that")
    void aMemberOfACarriedRowIsDeleted(TestDatabase database) {
        try (World world = parts(database, true)) {
            world.load(owner(world, "a"), "items").load(item(world), "parts");
            DynamicEntity part = (DynamicEntity) world.session().query("Part").one();
            owner(world, "a").set("code", "c");
            world.session().delete(part);
            item(world).list("parts").add(world.make("Part", "no", 2));
            String plan = steps(world.session().flushPlan());
            assertThat(plan).contains("delete Part").doesNotContain("Part,1,1 after Item,1");
            world.session().commit();

            assertThat(world.read("select code from owner")).containsExactly("c");
            assertThat(world.read("select owner_code, item_no, no from part"))
                    .containsExactly("c, 1, 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-95: by way of a row that goes along the key comes to others, which are found by it")
    void aKeyIsCarriedOn(TestDatabase database) {
        try (World world = parts(database, false)) {
            world.sql("insert into part (owner_code, item_no, no, name) values ('a', 1, 2, 'y')");
            world.load(owner(world, "a"), "items");
            List<Object> parts = world.session().query("Part").orderBy("no").list();
            DynamicEntity first = (DynamicEntity) parts.get(0);
            owner(world, "a").set("code", "c");
            first.set("name", "z");
            world.session().delete(parts.get(1));
            world.session().commit();

            assertThat(world.read("select * from part")).containsExactly("c, 1, 1, z");
            assertThat(first.get("owner_code")).isEqualTo("c");
            assertThat(world.session().get("Part", List.of("c", 1, 1))).isSameAs(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-95: what was NULL for a while was not carried along")
    void whatWasNullIsNotCarried(TestDatabase database) {
        Table nodes =
                Table.named("node")
                        .column(number("area"))
                        .column(number("no"))
                        .column(ColumnDefinition.of("up_area", TypeRegistry.parse("integer")))
                        .column(ColumnDefinition.of("up_no", TypeRegistry.parse("integer")))
                        .primaryKey(List.of("area", "no"))
                        .foreignKey(to("node", List.of("area", "no"), List.of("up_area", "up_no")))
                        .unique(new UniqueConstraint(null, List.of("up_area", "up_no")))
                        .build();
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
                                                                r.remoteSide(
                                                                                nodes.column(
                                                                                        "area"),
                                                                                nodes.column("no"))
                                                                        .backPopulates("down"))
                                                .reference(
                                                        "down",
                                                        "Node",
                                                        r -> r.backPopulates("up")));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity first = add(world, "Node", Map.of("area", 1, "no", 1));
            DynamicEntity second = add(world, "Node", Map.of("area", 1, "no", 2));
            second.set("up", first);
            world.session().commit();

            world.load(first, "down").load(second, "down");
            first.set("no", 5);
            first.set("down", first);
            second.set("down", second);
            world.session().commit();

            assertThat(world.read("select no, up_area, up_no from node order by no"))
                    .containsExactly("2, 1, 2", "5, 1, 5");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-95: a reference that is in the key by one half alone is carried along whole")
    void aReferenceIsCarriedWhole(TestDatabase database) {
        aMemberMoves(database, List.of("oa", "no"), r -> {});
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-92: so is one outside the key, also where a member that leaves is not nulled: the half that stays is written again")
    void aReferenceOutsideTheKeyIsCarriedWhole(TestDatabase database) {
        List<String> key = List.of("no");
        aMemberMoves(database, key, r -> r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN));
        aMemberMoves(database, key, r -> r.passiveDeletes(PassiveDeletes.ALL));
    }

    /** A member moves to an owner whose key is half that of its former one, while all of that changes. */
    private static void aMemberMoves(
            TestDatabase database, List<String> key, Consumer<RelationshipMapping> settings) {
        Table owners =
                Table.named("owner")
                        .column(number("a"))
                        .column(number("b"))
                        .primaryKey(List.of("a", "b"))
                        .build();
        Table parts =
                Table.named("item")
                        .column(number("oa"))
                        .column(number("ob"))
                        .column(number("no"))
                        .primaryKey(key)
                        .foreignKey(to("owner", List.of("a", "b"), List.of("oa", "ob")))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        owners,
                                        owner ->
                                                owner.list(
                                                        "items",
                                                        "Item",
                                                        settings.andThen(
                                                                r -> r.backPopulates("owner"))))
                                .mapDynamic(
                                        "Item",
                                        parts,
                                        item ->
                                                item.reference(
                                                        "owner",
                                                        "Owner",
                                                        r -> r.backPopulates("items")));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity former = add(world, "Owner", Map.of("a", 1, "b", 1));
            DynamicEntity later = add(world, "Owner", Map.of("a", 3, "b", 1));
            DynamicEntity item = add(world, "Item", Map.of("no", 1));
            item.set("owner", former);
            world.session().commit();
            world.load(former, "items");
            former.set("a", 2);
            former.set("b", 2);
            item.set("owner", later);
            world.session().commit();

            assertThat(world.read("select oa, ob, no from item")).containsExactly("3, 1, 1");
        }
    }

    /** Items of an owner, one of which may be behind another; nothing is mapped between the entities. */
    private static World unmapped(Consumer<World> rows, TestDatabase database) {
        Table items =
                Table.named("item")
                        .column(text("owner_code").notNull())
                        .column(number("no"))
                        .column(ColumnDefinition.of("behind", TypeRegistry.parse("integer")))
                        .column(text("name"))
                        .primaryKey(List.of("owner_code", "no"))
                        .foreignKey(carrying("owner_code", "owner"))
                        .foreignKey(
                                to(
                                        "item",
                                        List.of("owner_code", "no"),
                                        List.of("owner_code", "behind")))
                        .build();
        World world =
                World.of(
                                builder ->
                                        builder.mapDynamic("Owner", OWNERS, owner -> {})
                                                .mapDynamic("Item", items, item -> {}))
                        .on(database)
                        .open();
        rows.accept(world);
        return world;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-95: a row that goes along with another one of its table is found by its new key in the same step")
    void aRowOfTheSameStepGoesAlong(TestDatabase database) {
        Consumer<World> rows =
                world ->
                        world.sql(
                                "insert into owner (code) values ('a')",
                                "insert into owner (code) values ('b')",
                                "insert into item (owner_code, no) values ('a', 1)",
                                "insert into item (owner_code, no, behind) values ('a', 2, 1)",
                                "insert into item (owner_code, no, behind) values ('a', 3, 2)");
        try (World world = unmapped(rows, database)) {
            List<Object> items = world.session().query("Item").orderBy("no").list();
            ((DynamicEntity) items.get(0)).set("owner_code", "b");
            items.forEach(item -> ((DynamicEntity) item).set("name", "x"));
            world.session().commit();

            assertThat(world.read("select owner_code, no, name from item order by no"))
                    .containsExactly("b, 1, x", "b, 2, x", "b, 3, x");
            assertThat(world.session().get("Item", List.of("b", 3))).isSameAs(items.get(2));
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("UW-95: a great many changed keys are looked up, each by what refers to it")
    void manyKeysAreCarriedOn() {
        int count = 30_000;
        Consumer<World> rows =
                world ->
                        world.sql(
                                "insert into owner (code) select x from system_range(1, "
                                        + count
                                        + ")",
                                "insert into item (owner_code, no) select x, 1 from system_range(1, "
                                        + count
                                        + ")");
        try (World world = unmapped(rows, TestDatabase.H2)) {
            world.session()
                    .query("Owner")
                    .list()
                    .forEach(
                            owner ->
                                    ((DynamicEntity) owner)
                                            .set(
                                                    "code",
                                                    "c" + ((DynamicEntity) owner).get("code")));
            world.session()
                    .query("Item")
                    .list()
                    .forEach(item -> ((DynamicEntity) item).set("name", "x"));
            world.session().commit();

            assertThat(
                            world.read(
                                    "select count(*) from item where owner_code like 'c%' and name = 'x'"))
                    .containsExactly(String.valueOf(count));
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("UW-95: so are those of rows that others of their table go along with")
    void manyKeysAreCarriedOnInOneTable() {
        int count = 20_000;
        Consumer<World> rows =
                world ->
                        world.sql(
                                "insert into owner (code) values ('a')",
                                "insert into owner (code) values ('b')",
                                "insert into item (owner_code, no, behind) select 'a', x,"
                                        + " case when mod(x, 2) = 0 then x - 1 end from system_range(1, "
                                        + count
                                        + ")");
        try (World world = unmapped(rows, TestDatabase.H2)) {
            for (Object each : world.session().query("Item").list()) {
                DynamicEntity item = (DynamicEntity) each;
                item.set("name", "x");
                if (item.get("behind") == null) {
                    item.set("owner_code", "b");
                }
            }
            world.session().commit();

            assertThat(
                            world.read(
                                    "select count(*) from item where owner_code = 'b' and name = 'x'"))
                    .containsExactly(String.valueOf(count));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-78: those that no other row goes along with share an UPDATE")
    void rowsThatNoOtherGoesAlongWith(TestDatabase database) {
        Consumer<World> rows =
                world ->
                        world.sql(
                                "insert into owner (code) values ('a')",
                                "insert into owner (code) values ('b')",
                                "insert into item (owner_code, no) values ('a', 1)",
                                "insert into item (owner_code, no) values ('a', 2)",
                                "insert into item (owner_code, no, behind) values ('a', 3, 3)");
        try (World world = unmapped(rows, database)) {
            for (Object item : world.session().query("Item").orderBy("no").list()) {
                ((DynamicEntity) item).set("owner_code", "b");
            }
            world.sent();
            world.session().flush();

            assertThat(world.sent()).containsExactly("UPDATE item");
            world.session().commit();
            assertThat(world.read("select owner_code, no, behind from item order by no"))
                    .containsExactly("b, 1, null", "b, 2, null", "b, 3, 3");
        }
    }
}

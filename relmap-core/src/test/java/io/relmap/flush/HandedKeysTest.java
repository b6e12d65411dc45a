package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.OWNERS;
import static io.relmap.flush.OwnersAndItems.add;
import static io.relmap.flush.OwnersAndItems.carrying;
import static io.relmap.flush.OwnersAndItems.items;
import static io.relmap.flush.OwnersAndItems.number;
import static io.relmap.flush.OwnersAndItems.owner;
import static io.relmap.flush.OwnersAndItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-97, UW-140: keys and unique references that one row leaves and another one takes")
class HandedKeysTest {

    private static World partners(TestDatabase database, boolean byOneSideAlone) {
        Table badges =
                Table.named("badge")
                        .column(
                                ColumnDefinition.of("no", TypeRegistry.parse("integer"))
                                        .autoIncrement(AutoIncrement.FALSE))
                        .column(text("owner_code"))
                        .primaryKey(List.of("no"))
                        .foreignKey(carrying("owner_code", "owner"))
                        .unique(new UniqueConstraint(null, List.of("owner_code")))
                        .build();
        Consumer<MappingBuilder> oneSide =
                builder ->
                        builder.mapDynamic("Owner", OWNERS, owner -> {})
                                .mapDynamic(
                                        "Badge",
                                        badges,
                                        badge -> badge.reference("owner", "Owner", r -> {}));
        Consumer<MappingBuilder> both =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        OWNERS,
                                        owner ->
                                                owner.reference(
                                                        "badge",
                                                        "Badge",
                                                        r -> r.backPopulates("owner")))
                                .mapDynamic(
                                        "Badge",
                                        badges,
                                        badge ->
                                                badge.reference(
                                                        "owner",
                                                        "Owner",
                                                        r -> r.backPopulates("badge")));
        World world = World.of(byOneSideAlone ? oneSide : both).on(database).open();
        add(world, "Owner", Map.of("code", "b"));
        DynamicEntity owner = add(world, "Owner", Map.of("code", "a"));
        add(world, "Badge", Map.of("no", 1));
        add(world, "Badge", Map.of("no", 2)).set("owner", owner);
        world.session().commit();
        return world;
    }

    private static void aBadgeTakesTheOwnerOfAnother(World world, Consumer<DynamicEntity> leaves) {
        DynamicEntity owner = owner(world, "a");
        world.load(world.get("Badge", 2), "owner");
        world.load(world.get("Badge", 1), "owner");
        leaves.accept(world.get("Badge", 2));
        owner.set("code", "c");
        world.get("Badge", 1).set("owner", owner);
        world.session().commit();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: a unique reference that the database carries on is freed before it is taken")
    void aUniqueReferenceIsFreed(TestDatabase database) {
        for (boolean byOneSideAlone : List.of(true, false)) {
            try (World world = partners(database, byOneSideAlone)) {
                aBadgeTakesTheOwnerOfAnother(world, badge -> badge.set("owner", owner(world, "b")));

                assertThat(world.read("select no, owner_code from badge order by no"))
                        .containsExactly("1, c", "2, b");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-140: or goes with its row before it is taken")
    void aUniqueReferenceGoesWithItsRow(TestDatabase database) {
        for (boolean byOneSideAlone : List.of(true, false)) {
            try (World world = partners(database, byOneSideAlone)) {
                aBadgeTakesTheOwnerOfAnother(world, world.session()::delete);

                assertThat(world.read("select no, owner_code from badge order by no"))
                        .containsExactly("1, c");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: a target takes the key of a deleted one, though a reference to it has an UPDATE of its own")
    void aTargetTakesADeletedKey(TestDatabase database) {
        Table items = items(List.of("no"));
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic("Owner", OWNERS, owner -> {})
                                .mapDynamic(
                                        "Item",
                                        items,
                                        item ->
                                                item.reference(
                                                        "owner", "Owner", r -> r.postUpdate()));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity gone = add(world, "Owner", Map.of("code", "a"));
            DynamicEntity heir = add(world, "Owner", Map.of("code", "b"));
            DynamicEntity item = add(world, "Item", Map.of("no", 1));
            item.set("owner", heir);
            world.session().commit();

            assertThat(item.get("owner")).isSameAs(heir);
            world.session().delete(gone);
            heir.set("code", "a");
            item.set("no", 2);
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("a, 2");
            assertThat(world.read("select code from owner")).containsExactly("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: a new key that a reference could not hold is no concern of those that are")
    void aNewKeyThatNobodyRefersTo(TestDatabase database) {
        Table owners =
                Table.named("owner")
                        .column(
                                ColumnDefinition.of("code", TypeRegistry.parse("bigint"))
                                        .autoIncrement(AutoIncrement.FALSE))
                        .primaryKey(List.of("code"))
                        .build();
        Table badges =
                Table.named("badge")
                        .column(
                                ColumnDefinition.of("no", TypeRegistry.parse("integer"))
                                        .autoIncrement(AutoIncrement.FALSE))
                        .column(ColumnDefinition.of("owner_code", TypeRegistry.parse("integer")))
                        .primaryKey(List.of("no"))
                        .foreignKey(carrying("owner_code", "owner"))
                        .unique(new UniqueConstraint(null, List.of("owner_code")))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic("Owner", owners, owner -> {})
                                .mapDynamic("Badge", badges, badge -> {});
        try (World world = World.of(mapping).on(database).open()) {
            add(world, "Owner", Map.of("code", 1L));
            world.session().flush();
            DynamicEntity badge = add(world, "Badge", Map.of("no", 1, "owner_code", 1));
            world.session().commit();

            badge.set("owner_code", null);
            add(world, "Badge", Map.of("no", 2, "owner_code", 1));
            add(world, "Owner", Map.of("code", 3_000_000_000L));
            world.session().commit();

            assertThat(world.read("select no, owner_code from badge order by no"))
                    .containsExactly("1, null", "2, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-97: a row hands its key to the one that it refers to")
    void aKeyIsHandedToTheTarget(TestDatabase database) {
        try (World world = World.of(OwnersAndItems.nodes(MappedSides.BOTH)).on(database).open()) {
            DynamicEntity target = add(world, "Node", Map.of("code", "a"));
            DynamicEntity node = add(world, "Node", Map.of("code", "b"));
            node.set("up", target);
            world.session().flush();

            target.set("code", "b");
            node.set("code", "c");
            world.session().commit();

            assertThat(world.read("select code, parent from node order by code"))
                    .containsExactly("b, null", "c, b");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35, UW-97: a row takes the key of a deleted one that refers to it")
    void aTargetTakesTheKeyOfADeletedHolder(TestDatabase database) {
        try (World world =
                World.of(OwnersAndItems.nodes(MappedSides.REFERENCE)).on(database).open()) {
            add(world, "Node", Map.of("code", "b"))
                    .set("up", add(world, "Node", Map.of("code", "a")));
            world.session().commit();
            DynamicEntity taking = (DynamicEntity) world.session().get("Node", "a");
            world.session().delete(world.session().get("Node", "b"));
            taking.set("code", "b");
            world.session().commit();

            assertThat(world.read("select code, parent from node")).containsExactly("b, null");
        }
    }

    private static World chain(TestDatabase database, @Nullable ReferentialAction onDelete) {
        Table nodes =
                Table.named("node")
                        .column(text("code"))
                        .column(text("parent"))
                        .primaryKey(List.of("code"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("parent"),
                                        TableName.of("node"),
                                        List.of("code"),
                                        new ForeignKeyConstraint.Options(
                                                onDelete,
                                                ReferentialAction.CASCADE,
                                                false,
                                                ForeignKeyConstraint.Deferrable.NO)))
                        .build();
        return World.of(
                        builder ->
                                builder.mapDynamic(
                                        "Node",
                                        nodes,
                                        node ->
                                                node.reference(
                                                        "up",
                                                        "Node",
                                                        r -> r.remoteSide(nodes.column("code")))))
                .on(database)
                .open()
                .sql(
                        "insert into node (code) values ('a')",
                        "insert into node (code, parent) values ('b', 'a')");
    }

    private static void takeTheKeyOfTheTarget(World world) {
        DynamicEntity node = (DynamicEntity) world.session().get("Node", "b");
        world.load(node, "up");
        world.session().delete(node.get("up"));
        node.set("code", "a");
        world.session().commit();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-89: a row takes the key of a deleted one that it refers to, and ON DELETE SET NULL has the last word")
    void aRowTakesTheKeyOfItsTarget(TestDatabase database) {
        try (World world = chain(database, ReferentialAction.SET_NULL)) {
            takeTheKeyOfTheTarget(world);

            assertThat(world.read("select code, parent from node")).containsExactly("a, null");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-55: without such a rule the database refuses the delete")
    void aTargetIsNotDeletedUnderItsHolder(TestDatabase database) {
        try (World world = chain(database, null)) {
            World.refused(ErrorCode.INTEGRITY, () -> takeTheKeyOfTheTarget(world), "DELETE");
        }
    }

    /** Owners that items refer to by a unique code that is not their key; the database carries it on. */
    private static World codes(TestDatabase database) {
        Table owners =
                Table.named("owner")
                        .column(number("id"))
                        .column(text("code"))
                        .primaryKey(List.of("id"))
                        .unique(new UniqueConstraint(null, List.of("code")))
                        .build();
        Table items = items(List.of("no"));
        return World.of(
                        builder ->
                                builder.mapDynamic("Owner", owners, owner -> {})
                                        .mapDynamic("Item", items, item -> {}))
                .on(database)
                .open()
                .sql(
                        "insert into owner (id, code) values (1, 'a')",
                        "insert into owner (id, code) values (2, 'b')",
                        "insert into item (no, owner_code) values (1, 'a')",
                        "insert into item (no, owner_code) values (2, 'b')");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-140: a value that the database carries on is not NULL for a while, which would empty references to it")
    void aCarriedValueIsNotNullForAWhile(TestDatabase database) {
        try (World world = codes(database)) {
            world.get("Owner", 1).set("code", "b");
            world.get("Owner", 2).set("code", "a");

            World.refused(
                    ErrorCode.CIRCULAR_DEPENDENCY,
                    world.session()::flush,
                    "owner.code",
                    "None of these columns may be NULL for a while",
                    "two steps");
            world.session().rollback();
            assertThat(world.read("select no, owner_code from item order by no"))
                    .containsExactly("1, a", "2, b");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-95: in two steps, by a value that no row has, the references go along")
    void aCarriedValueIsHandedOnInTwoSteps(TestDatabase database) {
        try (World world = codes(database)) {
            DynamicEntity first = world.get("Owner", 1);
            first.set("code", "x");
            world.session().flush();
            world.get("Owner", 2).set("code", "a");
            first.set("code", "b");
            world.session().commit();

            assertThat(world.read("select no, owner_code from item order by no"))
                    .containsExactly("1, b", "2, a");
        }
    }
}

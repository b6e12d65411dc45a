package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-92, UW-95: a changed key that the database carries on, and members that do not stay")
class CarriedKeysTest {

    private static final Table OWNERS =
            Table.named("owner").column(text("code")).primaryKey(List.of("code")).build();

    private static ColumnDefinition text(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("varchar(20)"));
    }

    /** Items are identified by their owner and a number, or by a number alone. */
    private static Table items(List<String> key) {
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

    private static ForeignKeyConstraint carrying(String column, String target) {
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

    private static Consumer<MappingBuilder> mapping(Table items) {
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

    private static World world(TestDatabase database, String... key) {
        World world = World.of(mapping(items(List.of(key)))).on(database).open();
        add(world, "Owner", Map.of("code", "b"));
        add(world, "Item", Map.of("no", 1)).set("owner", add(world, "Owner", Map.of("code", "a")));
        world.session().commit();
        return world;
    }

    private static DynamicEntity add(World world, String entity, Map<String, Object> values) {
        DynamicEntity added = world.relmap().newEntity(entity);
        values.forEach(added::set);
        world.session().add(added);
        return added;
    }

    private static DynamicEntity owner(World world, String code) {
        return (DynamicEntity) world.session().get("Owner", code);
    }

    private static DynamicEntity item(World world) {
        return (DynamicEntity) world.session().query("Item").one();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one that is identified by its owner moves to another owner")
    void aMemberMoves(TestDatabase database) {
        try (World world = world(database, "owner_code", "no")) {
            DynamicEntity owner = owner(world, "a");
            assertThat(owner.list("items")).hasSize(1);
            item(world).set("owner", owner(world, "b"));
            owner.set("code", "c");
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("b, 1");
            assertThat(world.read("select code from owner order by code"))
                    .containsExactly("b", "c");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one that is identified by its owner is deleted")
    void aMemberIsDeleted(TestDatabase database) {
        try (World world = world(database, "owner_code", "no")) {
            DynamicEntity owner = owner(world, "a");
            assertThat(owner.list("items")).hasSize(1);
            owner.set("code", "c");
            world.session().delete(item(world));
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one that has moved away does not follow an owner that was loaded afterwards")
    void aMemberThatHasMovedDoesNotFollow(TestDatabase database) {
        try (World world = world(database, "no")) {
            world.anew();
            item(world).set("owner", owner(world, "b"));
            DynamicEntity owner = owner(world, "a");
            assertThat(owner.list("items")).hasSize(1); // as the row has it still
            owner.set("code", "c");
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("b, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-54: nor does one whose reference was cleared")
    void aMemberThatWasClearedDoesNotFollow(TestDatabase database) {
        try (World world = world(database, "no")) {
            world.anew();
            item(world).set("owner", null);
            DynamicEntity owner = owner(world, "a");
            assertThat(owner.list("items")).hasSize(1); // as the row has it still
            owner.set("code", "c");
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("null, 1");
        }
    }

    /** What is mapped between an owner and its items: they are identified by it, and it may refer to one of them. */
    private enum Favourites {
        ITEMS_AND_BEST,
        ITEMS_AND_ADMIRERS,
        OWNER_AND_BEST,
        OWNER_AND_ADMIRERS;

        boolean byItems() {
            return this == ITEMS_AND_BEST || this == ITEMS_AND_ADMIRERS;
        }

        boolean byBest() {
            return this == ITEMS_AND_BEST || this == OWNER_AND_BEST;
        }
    }

    private static Consumer<MappingBuilder> favourites(Favourites mapped) {
        Table owners =
                Table.named("owner")
                        .column(text("code"))
                        .column(text("best_owner"))
                        .column(ColumnDefinition.of("best_no", TypeRegistry.parse("integer")))
                        .primaryKey(List.of("code"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("best_owner", "best_no"),
                                        TableName.of("item"),
                                        List.of("owner_code", "no"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();
        Table items = items(List.of("owner_code", "no"));
        Consumer<RelationshipMapping> best =
                r -> r.foreignKeys(owners.column("best_owner"), owners.column("best_no"));
        Consumer<RelationshipMapping> owned = r -> r.foreignKeys(items.column("owner_code"));
        return builder ->
                builder.mapDynamic(
                                "Owner",
                                owners,
                                owner -> {
                                    if (mapped.byItems()) {
                                        owner.list("items", "Item", owned);
                                    }
                                    if (mapped.byBest()) {
                                        owner.reference("best", "Item", best);
                                    }
                                })
                        .mapDynamic(
                                "Item",
                                items,
                                item -> {
                                    if (!mapped.byItems()) {
                                        item.reference("owner", "Owner", owned);
                                    }
                                    if (!mapped.byBest()) {
                                        item.list("admirers", "Owner", best);
                                    }
                                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35: an owner refers, under its new key, to a member that goes along with it")
    void anOwnerRefersToItsMember(TestDatabase database) {
        for (Favourites mapped : Favourites.values()) {
            List<String> ran = new ArrayList<>();
            SessionListener listener =
                    new SessionListener() {
                        @Override
                        public void flushed(Session session, FlushReport report) {
                            ran.add(steps(report.plan()));
                        }
                    };
            World.Plan plan = World.of(favourites(mapped)).on(database);
            try (World world = plan.with(builder -> builder.listener(listener)).open()) {
                DynamicEntity owner = add(world, "Owner", Map.of("code", "a"));
                DynamicEntity item = add(world, "Item", Map.of("no", 1));
                if (mapped.byItems()) {
                    owner.list("items").add(item);
                } else {
                    item.set("owner", owner);
                }
                world.session().commit();

                world.load(mapped.byItems() ? owner : item, mapped.byItems() ? "items" : "owner");
                owner.set("code", "c");
                if (mapped.byBest()) {
                    owner.set("best", item);
                } else {
                    item.list("admirers").add(owner);
                }
                ran.clear();
                String planned = steps(world.session().flushPlan());
                world.session().commit();

                assertThat(ran)
                        .as("%s, UW-146: a plan from memory", mapped)
                        .containsExactly(planned);
                assertThat(world.read("select owner_code, no from item")).containsExactly("c, 1");
                assertThat(world.read("select code, best_owner, best_no from owner"))
                        .containsExactly("c, c, 1");
            }
        }
    }

    /** What a plan does, without the keys of objects, which a flush changes. */
    private static String steps(FlushPlan plan) {
        return plan.describe().replaceAll("#\\w+", "");
    }

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
        Table nodes =
                Table.named("node")
                        .column(text("code"))
                        .column(text("parent"))
                        .primaryKey(List.of("code"))
                        .foreignKey(carrying("parent", "node"))
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
                                                                r.remoteSide(nodes.column("code"))
                                                                        .backPopulates("down"))
                                                .list("down", "Node", r -> r.backPopulates("up")));
        try (World world = World.of(mapping).on(database).open()) {
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

    /** Items that are identified by their owner and a number, and refer to it; nothing leads back. */
    private static World byReferenceAlone(TestDatabase database, String... key) {
        Table items = items(List.of(key));
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic("Owner", OWNERS, owner -> {})
                                .mapDynamic(
                                        "Item",
                                        items,
                                        item -> item.reference("owner", "Owner", r -> {}));
        World world = World.of(mapping).on(database).open();
        add(world, "Owner", Map.of("code", "b"));
        add(world, "Item", Map.of("no", 1)).set("owner", add(world, "Owner", Map.of("code", "a")));
        world.session().commit();
        return world;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-56: one that refers to its owner, and nothing leads back, moves to another one")
    void aMemberByReferenceAloneMovesAway(TestDatabase database) {
        try (World world = byReferenceAlone(database, "owner_code", "no")) {
            world.load(item(world), "owner");
            owner(world, "a").set("code", "c");
            item(world).set("owner", owner(world, "b"));
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("b, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-56: and one comes to an owner whose key changes")
    void aMemberByReferenceAloneComes(TestDatabase database) {
        try (World world = byReferenceAlone(database, "owner_code", "no")) {
            world.load(item(world), "owner");
            owner(world, "b").set("code", "c");
            item(world).set("owner", owner(world, "b"));
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("c, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-56: and one is deleted whose owner's key changes")
    void aMemberByReferenceAloneIsDeleted(TestDatabase database) {
        try (World world = byReferenceAlone(database, "owner_code", "no")) {
            world.load(item(world), "owner");
            owner(world, "a").set("code", "c");
            world.session().delete(item(world));
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-38, UW-56: a key that is set by hand beside a reference that is not loaded is written")
    void aKeySetByHandIsWritten(TestDatabase database) {
        try (World world = byReferenceAlone(database, "no")) {
            DynamicEntity item = item(world);
            owner(world, "a").set("code", "c");
            item.set("owner_code", "b");
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("b, 1");
        }
        try (World world = byReferenceAlone(database, "no")) {
            DynamicEntity item = item(world);
            owner(world, "a").set("code", "c");
            item.set("owner_code", null);
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("null, 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-35, UW-97: a row takes the key of a deleted one that refers to it")
    void aTargetTakesTheKeyOfADeletedHolder(TestDatabase database) {
        Table nodes =
                Table.named("node")
                        .column(text("code"))
                        .column(text("parent"))
                        .primaryKey(List.of("code"))
                        .foreignKey(carrying("parent", "node"))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                "Node", nodes, node -> node.reference("up", "Node", r -> {}));
        try (World world = World.of(mapping).on(database).open()) {
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

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-95: a reference that is in the key by one half alone is carried along whole")
    void aReferenceIsCarriedWhole(TestDatabase database) {
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
                        .primaryKey(List.of("oa", "no"))
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
                                                        r -> r.backPopulates("owner")))
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

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-95: and one that has other changes is found under the new key")
    void aMemberByReferenceAloneIsChanged(TestDatabase database) {
        for (boolean isLoaded : List.of(true, false)) {
            try (World world = byReferenceAlone(database, "owner_code", "no")) {
                DynamicEntity item = item(world);
                if (isLoaded) {
                    world.load(item, "owner");
                }
                owner(world, "a").set("code", "c");
                item.set("no", 2);
                world.session().commit();

                assertThat(world.read("select owner_code, no from item")).containsExactly("c, 2");
                assertThat(item.get("owner_code")).isEqualTo("c");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-97: one moves to a new owner, which takes the key that the former one leaves")
    void aMemberMovesToTheFormerKey(TestDatabase database) {
        for (boolean byReferenceAlone : List.of(true, false)) {
            try (World world =
                    byReferenceAlone ? byReferenceAlone(database, "no") : world(database, "no")) {
                DynamicEntity former = owner(world, "a");
                world.load(item(world), "owner");
                if (!byReferenceAlone) {
                    world.load(former, "items");
                }
                former.set("code", "c");
                item(world).set("owner", add(world, "Owner", Map.of("code", "a")));
                world.session().commit();

                assertThat(world.read("select owner_code, no from item")).containsExactly("a, 1");
            }
        }
    }

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

    private static ColumnDefinition number(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("integer"))
                .notNull()
                .autoIncrement(AutoIncrement.FALSE);
    }

    private static ForeignKeyConstraint to(String target, List<String> key, List<String> columns) {
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
}

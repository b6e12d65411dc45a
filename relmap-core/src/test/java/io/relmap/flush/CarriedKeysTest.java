package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.add;
import static io.relmap.flush.OwnersAndItems.item;
import static io.relmap.flush.OwnersAndItems.items;
import static io.relmap.flush.OwnersAndItems.owner;
import static io.relmap.flush.OwnersAndItems.steps;
import static io.relmap.flush.OwnersAndItems.text;
import static io.relmap.flush.OwnersAndItems.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
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

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-87: one that is taken out under passiveDeletes ALL keeps its reference, and follows")
    void aMemberThatIsTakenOutButNotWrittenFollows(TestDatabase database) {
        for (List<String> key : List.of(List.of("no"), List.of("owner_code", "no"))) {
            try (World world = leftToDatabase(database, key)) {
                DynamicEntity owner = add(world, "Owner", Map.of("code", "a"));
                DynamicEntity item = add(world, "Item", Map.of("no", 1));
                owner.list("items").add(item);
                world.session().commit();

                world.load(owner, "items");
                owner.list("items").remove(item);
                owner.set("code", "c");
                item(world).get("no");
                world.sent();
                world.session().flush();

                assertThat(world.sent()).as("%s", key).containsExactly("UPDATE owner");
                assertThat(item.get("owner_code")).as("%s", key).isEqualTo("c");
                item.set("no", 2);
                world.session().commit();
                assertThat(world.read("select owner_code, no from item")).containsExactly("c, 2");
                assertThat(item.get("no")).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-38, UW-87: one that is taken out under passiveDeletes ALL keeps a reference that was set by hand")
    void aReferenceSetByHandIsKept(TestDatabase database) {
        for (List<String> key : List.of(List.of("no"), List.of("owner_code", "no"))) {
            try (World world = leftToDatabase(database, key)) {
                add(world, "Owner", Map.of("code", "b"));
                DynamicEntity owner = add(world, "Owner", Map.of("code", "a"));
                DynamicEntity item = add(world, "Item", Map.of("no", 1));
                owner.list("items").add(item);
                world.session().commit();

                world.load(owner, "items");
                owner.list("items").remove(item);
                item.set("owner_code", "b");
                owner.set("code", "c");
                world.session().commit();

                assertThat(world.read("select owner_code, no from item"))
                        .as("%s", key)
                        .containsExactly("b, 1");
                assertThat(item.get("owner_code")).as("%s", key).isEqualTo("b");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-38, UW-87: or that was cleared by hand")
    void aReferenceClearedByHandStaysNull(TestDatabase database) {
        try (World world = leftToDatabase(database, List.of("no"))) {
            DynamicEntity owner = add(world, "Owner", Map.of("code", "a"));
            DynamicEntity item = add(world, "Item", Map.of("no", 1));
            owner.list("items").add(item);
            world.session().commit();

            world.load(owner, "items");
            owner.list("items").remove(item);
            item.set("owner_code", null);
            owner.set("code", "c");
            world.session().commit();

            assertThat(world.read("select owner_code, no from item")).containsExactly("null, 1");
        }
    }

    /** Owners whose items the database takes care of when they leave. */
    private static World leftToDatabase(TestDatabase database, List<String> key) {
        Table items = items(key);
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        OwnersAndItems.OWNERS,
                                        owner ->
                                                owner.list(
                                                        "items",
                                                        "Item",
                                                        r -> r.passiveDeletes(PassiveDeletes.ALL)))
                                .mapDynamic("Item", items, item -> {});
        return World.of(mapping).on(database).open();
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
}

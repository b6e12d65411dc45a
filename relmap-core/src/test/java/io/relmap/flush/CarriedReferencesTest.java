package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.OWNERS;
import static io.relmap.flush.OwnersAndItems.add;
import static io.relmap.flush.OwnersAndItems.item;
import static io.relmap.flush.OwnersAndItems.items;
import static io.relmap.flush.OwnersAndItems.owner;
import static io.relmap.flush.OwnersAndItems.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-56, UW-95: a changed key, and what refers to it where nothing leads back")
class CarriedReferencesTest {

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
}

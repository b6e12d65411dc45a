package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.OWNERS;
import static io.relmap.flush.OwnersAndItems.carrying;
import static io.relmap.flush.OwnersAndItems.item;
import static io.relmap.flush.OwnersAndItems.number;
import static io.relmap.flush.OwnersAndItems.owner;
import static io.relmap.flush.OwnersAndItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-92: the database carries a changed key into references, and an UPDATE need not do it once more")
class FollowedKeysTest {

    /** Items with a version refer to an owner; each may have parts. */
    private static World world(TestDatabase database, MappedSides sides) {
        Table items =
                Table.named("item")
                        .column(number("no"))
                        .column(text("owner_code"))
                        .column(text("name"))
                        .column(number("version"))
                        .primaryKey(List.of("no"))
                        .foreignKey(carrying("owner_code", "owner"))
                        .build();
        Table parts =
                Table.named("part")
                        .column(number("no"))
                        .column(ColumnDefinition.of("item_no", TypeRegistry.parse("integer")))
                        .primaryKey(List.of("no"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("item_no"),
                                        TableName.of("item"),
                                        List.of("no"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Owner",
                                        OWNERS,
                                        owner -> {
                                            if (sides.hasCollection()) {
                                                owner.list("items", "Item", sides.beside("owner"));
                                            }
                                        })
                                .mapDynamic(
                                        "Item",
                                        items,
                                        item -> {
                                            item.version("version");
                                            item.list("parts", "Part", r -> {});
                                            if (sides.hasReference()) {
                                                item.reference(
                                                        "owner", "Owner", sides.beside("items"));
                                            }
                                        })
                                .mapDynamic("Part", parts, part -> {});
        return World.of(mapping)
                .on(database)
                .open()
                .sql(
                        "insert into owner (code) values ('a')",
                        "insert into item (no, owner_code, name, version) values (1, 'a', 'x', 1)");
    }

    private static void load(World world, MappedSides sides) {
        DynamicEntity owner = owner(world, "a");
        DynamicEntity item = item(world);
        if (sides.hasCollection()) {
            world.load(owner, "items");
        }
        if (sides.hasReference()) {
            world.load(item, "owner");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-116: a holder that is saved for another reason is not written, nor its version counted")
    void aHolderWithoutAChangeOfItsOwn(TestDatabase database) {
        for (MappedSides sides : MappedSides.values()) {
            try (World world = world(database, sides)) {
                load(world, sides);
                owner(world, "a").set("code", "c");
                item(world).list("parts").add(world.make("Part", "no", 7));
                world.sent();
                world.session().flush();

                assertThat(world.sent())
                        .as("%s", sides)
                        .containsExactly("UPDATE owner", "INSERT part");
                assertThat(item(world).get("owner_code")).isEqualTo("c");
                world.session().commit();
                assertThat(world.read("select no, owner_code, name, version from item"))
                        .containsExactly("1, c, x, 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a holder that changes otherwise is written once")
    void aHolderWithAChangeOfItsOwn(TestDatabase database) {
        for (MappedSides sides : MappedSides.values()) {
            try (World world = world(database, sides)) {
                load(world, sides);
                owner(world, "a").set("code", "c");
                item(world).set("name", "y");
                world.sent();
                world.session().flush();

                assertThat(world.sent())
                        .as("%s", sides)
                        .containsExactly("UPDATE owner", "UPDATE item");
                world.session().commit();
                assertThat(world.read("select no, owner_code, name, version from item"))
                        .containsExactly("1, c, y, 2");
            }
        }
    }
}

package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
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

@DisplayName("UW-59, UW-94, UW-109: link rows of which an end is deleted")
class LinksOfDeletedRowsTest {

    private static DynamicEntity add(World world, String entity, Map<String, Object> values) {
        DynamicEntity added = world.relmap().newEntity(entity);
        values.forEach(added::set);
        world.session().add(added);
        return added;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-25, UW-109: they go with a deleted row of a cycle though the other end takes no part")
    void theOtherEndTakesNoPart(TestDatabase database) {
        List<Table> tables =
                TableTexts.parse("a(id*, up>a.id); b(id*, up>b.id); a_b(a_id*>a.id, b_id*>b.id)");
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "A",
                                        tables.get(0),
                                        a ->
                                                a.reference(
                                                                "parent",
                                                                "A",
                                                                r ->
                                                                        r.remoteSide(
                                                                                tables.get(0)
                                                                                        .column(
                                                                                                "id")))
                                                        .list(
                                                                "bs",
                                                                "B",
                                                                r -> r.secondary(tables.get(2))))
                                .mapDynamic(
                                        "B",
                                        tables.get(1),
                                        b ->
                                                b.reference(
                                                        "parent",
                                                        "B",
                                                        r ->
                                                                r.remoteSide(
                                                                        tables.get(1)
                                                                                .column("id"))));
        try (World world = World.of(mapping).on(database).open()) {
            DynamicEntity root = add(world, "A", Map.of("id", 1));
            DynamicEntity leaf = add(world, "A", Map.of("id", 2));
            leaf.set("parent", root);
            leaf.list("bs").add(add(world, "B", Map.of("id", 1)));
            DynamicEntity other = add(world, "B", Map.of("id", 2));
            world.session().commit();

            world.session().delete(leaf);
            add(world, "B", Map.of("id", 3)).set("parent", other);
            world.session().commit();

            assertThat(world.read("select id from a")).containsExactly("1");
            assertThat(world.read("select a_id from a_b")).isEmpty();
        }
    }

    private static ColumnDefinition code(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("varchar(20)")).notNull();
    }

    private static ForeignKeyConstraint following(String column, String target) {
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

    private static Table coded(String name) {
        return Table.named(name).column(code("code")).primaryKey(List.of("code")).build();
    }

    /** Links follow the keys of both ends. */
    private static World codedEnds(TestDatabase database) {
        Table links =
                Table.named("l_r")
                        .column(code("l"))
                        .column(code("r"))
                        .primaryKey(List.of("l", "r"))
                        .foreignKey(following("l", "lft"))
                        .foreignKey(following("r", "rgt"))
                        .build();
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "L",
                                        coded("lft"),
                                        left ->
                                                left.list(
                                                        "rights",
                                                        "R",
                                                        r ->
                                                                r.secondary(links)
                                                                        .passiveUpdates(true)))
                                .mapDynamic("R", coded("rgt"), right -> {});
        World world = World.of(mapping).on(database).open();
        DynamicEntity left = add(world, "L", Map.of("code", "a"));
        left.list("rights").add(add(world, "R", Map.of("code", "b")));
        world.session().commit();
        return world;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-94: a link is found by the key that the deleted end's row has")
    void theDeletedEndHadAnotherKey(TestDatabase database) {
        try (World world = codedEnds(database)) {
            DynamicEntity left = (DynamicEntity) world.session().query("L").one();
            DynamicEntity right = left.list("rights").get(0);
            left.list("rights").remove(right);
            right.set("code", "c");
            world.session().delete(right);
            world.session().commit();

            assertThat(world.read("select code from rgt")).isEmpty();
            assertThat(world.read("select l from l_r")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-94: and by the new key of the end that stays")
    void bothEndsHadAnotherKey(TestDatabase database) {
        try (World world = codedEnds(database)) {
            DynamicEntity left = (DynamicEntity) world.session().query("L").one();
            DynamicEntity right = left.list("rights").get(0);
            left.list("rights").remove(right);
            left.set("code", "d");
            right.set("code", "c");
            world.session().delete(right);
            world.session().commit();

            assertThat(world.read("select code from lft")).containsExactly("d");
            assertThat(world.read("select l from l_r")).isEmpty();
        }
    }
}

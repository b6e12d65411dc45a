package io.relmap.flush;

import static io.relmap.flush.OwnersAndItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-92: a row whose key changes, and that refers to itself as others do")
class SelfReferencesTest {

    private static World nodes(TestDatabase database, MappedSides sides) {
        return World.of(OwnersAndItems.nodes(sides))
                .on(database)
                .open()
                .sql(
                        "insert into node (code, parent, name) values ('a', 'a', 'x')",
                        "insert into node (code, parent, name) values ('b', 'a', 'y')");
    }

    private static DynamicEntity node(World world, String code, MappedSides sides) {
        DynamicEntity node = (DynamicEntity) world.session().get("Node", code);
        if (sides.hasReference()) {
            world.load(node, "up");
        }
        if (sides.hasCollection()) {
            world.load(node, "down");
        }
        return node;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("all follow by one UPDATE")
    void allFollow(TestDatabase database) {
        for (MappedSides sides : MappedSides.values()) {
            try (World world = nodes(database, sides)) {
                DynamicEntity node = node(world, "a", sides);
                DynamicEntity other = node(world, "b", sides);
                node.set("code", "c");
                world.sent();
                assertThat(world.session().flushPlan().describe()).doesNotContain("ring of rows");
                world.session().flush();

                assertThat(world.sent()).as("%s", sides).containsExactly("UPDATE node");
                assertThat(List.of(node.get("parent"), other.get("parent")))
                        .containsExactly("c", "c");
                world.session().commit();
                assertThat(world.sent()).as("%s", sides).isEmpty();
                assertThat(world.read("select code, parent from node order by code"))
                        .containsExactly("b, c", "c, c");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-78: what the database has carried is known to the next flush")
    void allFollowOnceMore(TestDatabase database) {
        for (MappedSides sides : MappedSides.values()) {
            try (World world = nodes(database, sides)) {
                DynamicEntity node = node(world, "a", sides);
                DynamicEntity other = node(world, "b", sides);
                node.set("code", "c");
                world.session().flush();
                node.set("code", "d");
                other.set("name", "z");
                world.session().flush();

                assertThat(List.of(node.get("parent"), other.get("parent")))
                        .as("%s", sides)
                        .containsExactly("d", "d");
                world.session().commit();
                assertThat(world.read("select code, parent, name from node order by code"))
                        .containsExactly("b, d, z", "d, d, x");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-35: rows that refer to each other by a NOT NULL column follow each other's keys")
    void rowsOfARingFollow(TestDatabase database) {
        for (MappedSides sides : MappedSides.values()) {
            try (World world = ring(database, sides)) {
                DynamicEntity first = node(world, "a", sides);
                DynamicEntity second = node(world, "b", sides);
                first.set("code", "c");
                second.set("code", "d");
                second.set("name", "z");
                world.sent();
                world.session().flush();

                assertThat(world.sent()).as("%s", sides).containsOnly("UPDATE node");
                assertThat(List.of(first.get("parent"), second.get("parent")))
                        .as("%s", sides)
                        .containsExactly("d", "c");
                assertThat(world.session().dirtyObjects()).as("%s", sides).isEmpty();
                world.session().commit();
                assertThat(world.read("select code, parent, name from node order by code"))
                        .containsExactly("c, d, x", "d, c, z");
            }
        }
    }

    /** Two nodes, each the parent of the other. */
    private static World ring(TestDatabase database, MappedSides sides) {
        return World.of(OwnersAndItems.nodes(sides, text("parent").notNull()))
                .on(database)
                .open()
                .sql(
                        "insert into node (code, parent, name) values ('a', 'a', 'x')",
                        "insert into node (code, parent, name) values ('b', 'a', 'y')",
                        "update node set parent = 'b' where code = 'a'");
    }
}

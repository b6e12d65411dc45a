package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.observe.ShownValues;
import io.relmap.observe.StatementListener;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-120, UW-121: rows that are deleted, and that ON DELETE CASCADE may take before")
class DatabaseCascadesTest {

    private final List<String> deleted = new ArrayList<>();

    private static Table table(String name, String target) {
        return Table.named(name)
                .column(integer("id").notNull().autoIncrement(AutoIncrement.FALSE))
                .column(integer("other"))
                .column(integer("version").notNull().serverDefault("1"))
                .primaryKey(List.of("id"))
                .foreignKey(
                        new ForeignKeyConstraint(
                                null,
                                List.of("other"),
                                TableName.of(target),
                                List.of("id"),
                                new ForeignKeyConstraint.Options(
                                        ReferentialAction.CASCADE,
                                        null,
                                        false,
                                        ForeignKeyConstraint.Deferrable.NO)))
                .build();
    }

    private static ColumnDefinition integer(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("integer"));
    }

    /** Nodes refer to nodes, hens to eggs and eggs to hens; no relationship is mapped. */
    private World world(TestDatabase database) {
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic(
                                        "Node",
                                        table("node", "node"),
                                        node -> node.version("version"))
                                .mapDynamic(
                                        "Hen", table("hen", "egg"), hen -> hen.version("version"))
                                .mapDynamic(
                                        "Egg", table("egg", "hen"), egg -> egg.version("version"));
        return open(database, mapping)
                .sql(
                        "insert into node (id, version) values (1, 1)",
                        "insert into node (id, other, version) values (2, 1, 1)",
                        "insert into node (id, other, version) values (3, 2, 1)",
                        "insert into hen (id, version) values (1, 1)",
                        "insert into egg (id, other, version) values (1, 1, 1)");
    }

    private World open(TestDatabase database, Consumer<MappingBuilder> mapping) {
        StatementListener listener =
                execution -> {
                    if (execution.sql().startsWith("DELETE")) {
                        deleted.add(execution.values().toString());
                    }
                };
        return World.of(mapping)
                .on(database)
                .with(builder -> builder.shownValues(ShownValues.FULL).listener(listener))
                .open();
    }

    private static void deleteNodes(World world) {
        for (int id = 1; id <= 3; id++) {
            world.session().delete(world.get("Node", id));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a row goes before the one whose delete takes it along, and both are found")
    void theReferringOnesGoFirst(TestDatabase database) {
        try (World world = world(database)) {
            deleteNodes(world);
            world.session().commit();

            assertThat(String.join(", ", deleted)).isEqualTo("[3, 1], [2, 1], [1, 1]");
            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("so a version that somebody else has changed is still noticed")
    void aStaleRowIsNoticed(TestDatabase database) {
        try (World world = world(database)) {
            deleteNodes(world);
            world.session().executeSql("update node set version = 2 where id = 3");

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Node#3");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of a ring of rows the first one that is deleted takes the others along")
    void aRingOfRows(TestDatabase database) {
        try (World world = world(database)) {
            world.sql("update node set other = 3 where id = 1");
            deleteNodes(world);
            world.session().commit();

            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("also where the ring leads through several tables")
    void aRingOfTables(TestDatabase database) {
        try (World world = world(database)) {
            world.sql("update hen set other = 1");
            world.session().delete(world.get("Hen", 1));
            world.session().delete(world.get("Egg", 1));
            world.session().commit();

            assertThat(world.read("select id from hen")).isEmpty();
            assertThat(world.read("select id from egg")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-123: in a ring the version of an expired one is learnt before another takes it along")
    void anExpiredRowOfARing(TestDatabase database) {
        try (World world = world(database)) {
            world.sql("update hen set other = 1");
            world.session().delete(world.get("Hen", 1));
            world.session().delete(world.get("Egg", 1));
            world.session().expireAll();
            world.session().commit();

            assertThat(world.read("select id from hen")).isEmpty();
            assertThat(world.read("select id from egg")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a row between two deleted ones is not in the session: it takes the one along with the other")
    void byWayOfARowOutside(TestDatabase database) {
        try (World world = world(database)) {
            world.session().delete(world.get("Node", 1));
            world.session().delete(world.get("Node", 3));
            world.session().commit();

            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("but if the row is there still, in another version, that is noticed")
    void aStaleRowBehindARowOutside(TestDatabase database) {
        try (World world = world(database)) {
            world.session().executeSql("insert into node (id) values (0)");
            world.session().delete(world.get("Node", 0));
            world.session().delete(world.get("Node", 3));
            world.session().executeSql("update node set version = 2 where id = 3");

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Node#3");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("nor does a row go along that somebody else has moved away in the meantime")
    void aRowThatWasMovedAway(TestDatabase database) {
        try (World world = world(database)) {
            world.sql("update hen set other = 1", "insert into hen (id) values (2)");
            world.session().delete(world.get("Hen", 1));
            world.session().delete(world.get("Egg", 1));
            world.session().executeSql("update egg set other = 2, version = 2");

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Egg#1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-141: what is not known of a great many rows is looked up by one statement")
    void manyRowsBehindARowOutside(TestDatabase database) {
        try (World world = world(database)) {
            for (int id = 4; id < 200; id++) {
                world.session().executeSql("insert into node (id, other) values (" + id + ", 2)");
                world.session().delete(world.get("Node", id));
            }
            world.session().delete(world.get("Node", 1));
            world.sent();
            world.session().commit();

            assertThat(world.sent().stream().filter("SELECT node"::equals)).hasSize(1);
            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    /** Trees have branches, and branches have leaves. */
    private World tree(TestDatabase database) {
        Consumer<MappingBuilder> mapping =
                builder ->
                        builder.mapDynamic("Branch", table("branch", "tree"), branch -> {})
                                .mapDynamic(
                                        "Leaf",
                                        table("leaf", "branch"),
                                        leaf -> leaf.version("version"))
                                .mapDynamic("ATree", table("tree", "tree"), tree -> {});
        return open(database, mapping)
                .sql(
                        "insert into tree (id) values (1)",
                        "insert into branch (id, other) values (1, 1)",
                        "insert into leaf (id, other) values (1, 1)",
                        "insert into leaf (id) values (2)");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("where a table between is not touched, the referring ones go first, too")
    void byWayOfATableOutside(TestDatabase database) {
        try (World world = tree(database)) {
            world.session().delete(world.get("ATree", 1));
            world.session().delete(world.get("Leaf", 1));
            world.session().commit();

            assertThat(deleted).containsExactly("[1, 1]", "[1]");
            assertThat(world.read("select id from leaf")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("so that a version that somebody else has changed is noticed there, too")
    void aStaleRowBehindATableOutside(TestDatabase database) {
        try (World world = tree(database)) {
            world.session().delete(world.get("ATree", 1));
            world.session().delete(world.get("Leaf", 1));
            world.session().executeSql("update leaf set version = 2");

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Leaf#1");
        }
    }

    /** Without versions: nodes refer to nodes; the first three in a chain, the last to none. */
    private World unversioned(TestDatabase database) {
        return open(
                        database,
                        builder -> builder.mapDynamic("Node", table("node", "node"), node -> {}))
                .sql(
                        "insert into node (id) values (1)",
                        "insert into node (id, other) values (2, 1)",
                        "insert into node (id, other) values (3, 2)",
                        "insert into node (id) values (4)");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-121: a row without a version is missed, unless one that is deleted has taken it along")
    void aRowWithoutAVersionIsMissed(TestDatabase database) {
        try (World world = unversioned(database)) {
            deleteNodes(world);
            world.session().delete(world.get("Node", 4));
            world.session().executeSql("delete from node where id = 4");

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Node#4");
        }
        try (World world = unversioned(database)) {
            deleteNodes(world);
            world.session().delete(world.get("Node", 4));
            world.session().commit();

            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-121: where it is not known what a row refers to, any deleted row may have taken it along")
    void anExpiredRowWithoutAVersion(TestDatabase database) {
        try (World world = unversioned(database)) {
            deleteNodes(world);
            world.session().expireAll();
            world.session().commit();

            assertThat(world.read("select id from node")).containsExactly("4");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-141: of rows without versions that are gone nothing needs to be looked up")
    void nothingIsLookedUpWithoutVersions(TestDatabase database) {
        try (World world = unversioned(database)) {
            world.session().delete(world.get("Node", 1));
            world.session().delete(world.get("Node", 3));
            world.sent();
            world.session().commit();

            assertThat(world.sent()).isNotEmpty().allMatch("DELETE node"::equals);
            assertThat(world.read("select id from node")).containsExactly("4");
        }
    }

    @Test
    @DisplayName("UW-121: what a row hangs on may be as deep as it likes")
    void aDeepChain() {
        int count = 10_000;
        try (World world = unversioned(TestDatabase.H2)) {
            world.sql(
                    "delete from node",
                    "insert into node (id, other) select x, case when x > 1 then x - 1 end from"
                            + " system_range(1, "
                            + count
                            + ")");
            List<Object> nodes = world.session().query("Node").orderBy("id").list();
            nodes.forEach(node -> ((DynamicEntity) node).set("version", 2));
            world.session().delete(nodes.get(count - 1));
            world.session().executeSql("delete from node where id = " + count);

            World.refused(ErrorCode.STALE_DATA, world.session()::flush, "Node#" + count);
        }
    }
}

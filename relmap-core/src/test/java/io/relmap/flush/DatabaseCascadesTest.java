package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
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
        "UW-120, UW-121: versioned rows that are deleted, and that ON DELETE CASCADE may take before")
class DatabaseCascadesTest {

    private static Table table(String name, String target) {
        return Table.named(name)
                .column(integer("id").notNull().autoIncrement(AutoIncrement.FALSE))
                .column(integer("other"))
                .column(integer("version").notNull())
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
    private static World world(TestDatabase database) {
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
        return World.of(mapping)
                .on(database)
                .open()
                .sql(
                        "insert into node (id, version) values (1, 1)",
                        "insert into node (id, other, version) values (2, 1, 1)",
                        "insert into node (id, other, version) values (3, 2, 1)",
                        "insert into hen (id, version) values (1, 1)",
                        "insert into egg (id, other, version) values (1, 1, 1)");
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
}

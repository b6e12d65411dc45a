package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.IntegrityException;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToOne;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-100, UW-101, UW-140: unique values of deleted rows that new objects take over")
class ValuesOfRowsTakenOverTest {

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class, Item.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "rows that are identified by their owner rotate their values, by a NULL for a while")
    void rowsIdentifiedByTheirOwner(TestDatabase database) {
        Relmap relmap = relmap(database);
        Shelf shelf = new Shelf("s");
        relmap.inTransaction(
                session ->
                        session.addAll(
                                List.of(
                                        new Item(shelf, 1, "a"),
                                        new Item(shelf, 2, "b"),
                                        new Item(shelf, 3, "c"))));

        relmap.inTransaction(
                session -> {
                    Shelf found = session.query(Shelf.class).one();
                    session.query(Item.class).list().forEach(session::delete);
                    session.noAutoflush(
                            () ->
                                    session.addAll(
                                            List.of(
                                                    new Item(found, 1, "b"),
                                                    new Item(found, 2, "c"),
                                                    new Item(found, 3, "a"))));
                });

        relmap.inTransaction(
                session ->
                        assertThat(session.query(Item.class).orderBy("no").list())
                                .extracting(item -> item.shelfCode + item.no + item.label)
                                .containsExactly("s1b", "s2c", "s3a"));
    }

    /** Boxes without a class: their NOT NULL stacks and places are unique together. */
    private static World boxes(TestDatabase database) {
        Table boxes =
                Table.named("box")
                        .column(integer("no").autoIncrement(AutoIncrement.FALSE))
                        .column(integer("stack").notNull())
                        .column(integer("place"))
                        .primaryKey(List.of("no"))
                        .unique(new UniqueConstraint(null, List.of("stack", "place")))
                        .build();
        World world = World.of(m -> m.mapDynamic("Box", boxes, box -> {})).on(database).open();
        return world.sql(
                "insert into box (no, stack, place) values (1, 1, 5)",
                "insert into box (no, stack, place) values (2, 2, 5)");
    }

    private static ColumnDefinition integer(String name) {
        return ColumnDefinition.of(name, TypeRegistry.parse("integer"));
    }

    /** Deletes boxes, and puts new ones into their rows. */
    private static void replace(World world, DynamicEntity... boxes) {
        for (DynamicEntity box : boxes) {
            world.session().delete(world.get("Box", (int) box.get("no")));
        }
        world.session().addAll(List.of(boxes));
        world.session().commit();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a column that a map-backed object does not set keeps its part of a unique value")
    void anUnsetColumnTakesPart(TestDatabase database) {
        try (World world = boxes(database)) {
            world.get("Box", 2).set("place", 6);
            replace(world, world.make("Box", "no", 1, "stack", 2));

            assertThat(world.read("select * from box order by no"))
                    .containsExactly("1, 2, 5", "2, 2, 6");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a value that a map-backed object keeps in its row is not free: the database says so")
    void aKeptValueIsNotFree(TestDatabase database) {
        try (World world = boxes(database)) {
            world.get("Box", 2).set("stack", 1);

            assertThatExceptionOfType(IntegrityException.class)
                    .isThrownBy(() -> replace(world, world.make("Box", "no", 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a column that a map-backed object does not set is NULL for a while like any other")
    void anUnsetColumnIsNullForAWhile(TestDatabase database) {
        try (World world = boxes(database)) {
            DynamicEntity first = world.make("Box", "no", 1, "stack", 2);
            DynamicEntity second = world.make("Box", "no", 2, "stack", 1);
            replace(world, first, second);

            assertThat(world.read("select * from box order by no"))
                    .containsExactly("1, 2, 5", "2, 1, 5");
            assertThat(first.get("place")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-86: what the statement is to compute for a map-backed object is put in, too")
    void computedForAMapBackedObject(TestDatabase database) {
        try (World world = boxes(database)) {
            world.get("Box", 2).set("stack", 1);
            DynamicEntity box = world.make("Box", "no", 1);
            box.setExpression("place", "3 + 4", Map.of());
            replace(world, box);

            assertThat(world.read("select * from box order by no"))
                    .containsExactly("1, 1, 7", "2, 1, 5");
            assertThat(box.get("place")).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-86: and so it is for an object of a class, whatever its field holds")
    void computedForAnObject(TestDatabase database) {
        Relmap relmap = relmap(database);
        Shelf shelf = new Shelf("s");
        relmap.inTransaction(session -> session.add(new Item(shelf, 1, null)));

        relmap.inTransaction(
                session -> {
                    Item item = new Item(session.query(Shelf.class).one(), 1, null);
                    session.query(Item.class).list().forEach(session::delete);
                    session.noAutoflush(
                            () -> {
                                session.add(item);
                                Inspect.of(item)
                                        .attribute("label")
                                        .setExpression("func.upper('z')", Map.of());
                            });
                });

        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).one().label).isEqualTo("Z"));
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id
        @Column(length = 20)
        String code = "";

        Shelf() {}

        Shelf(String code) {
            this.code = code;
        }
    }

    @Entity(table = "item")
    static class Item {
        @Id
        @ForeignKey("shelf.code")
        @Column(length = 20)
        @Nullable String shelfCode;

        @Id int no;

        @Column(length = 20, unique = true)
        @Nullable String label;

        @Relationship final ToOne<Shelf> shelf = ToOne.of(this);

        Item() {}

        Item(Shelf shelf, int no, @Nullable String label) {
            this.shelf.set(shelf);
            this.no = no;
            this.label = label;
        }
    }
}

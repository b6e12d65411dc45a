package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.query.Load;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "Relationships may be added from elsewhere until the mapping is built (RC-7, RC-123, RC-131)")
class LateRelationshipTest {

    /** Its holder says nothing: what it is comes from elsewhere. */
    @Entity(table = "shelf")
    static class Shelf {
        @Id @Nullable Integer id;
        final ToList<Item> items = ToList.of(this);

        Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }

    @Entity(table = "item")
    static class Item {
        @Id @Nullable Integer id;

        @ForeignKey("shelf.id")
        @Nullable Integer shelfId;

        @Relationship(backPopulates = "items")
        final ToOne<Shelf> shelf = ToOne.of(this);

        Item() {}

        Item(int id) {
            this.id = id;
        }
    }

    private static Relmap built(TestDatabase database, RelmapBuilder builder) {
        Relmap relmap = builder.dataSource(database.freshDataSource()).build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    void aHolderOfAnAnnotatedClassIsToldLate(TestDatabase database) {
        Relmap relmap =
                built(
                        database,
                        Relmap.builder()
                                .mapping(
                                        m ->
                                                m.extend(
                                                        Shelf.class,
                                                        s ->
                                                                s.list(
                                                                        "items",
                                                                        Item.class,
                                                                        r ->
                                                                                r.backPopulates(
                                                                                                "shelf")
                                                                                        .orderBy(
                                                                                                "id desc")
                                                                                        .cascade(
                                                                                                Cascade
                                                                                                        .ALL))))
                                .entities(Shelf.class, Item.class));
        Shelf shelf = new Shelf(1);
        shelf.items.addAll(List.of(new Item(1), new Item(2)));
        assertThat(shelf.items.get(0).shelf.get()).isSameAs(shelf);
        relmap.inTransaction(session -> session.add(shelf));
        relmap.inTransaction(
                session -> {
                    Shelf found = session.query(Shelf.class).options(Load.selectIn("items")).one();
                    assertThat(found.items).extracting(item -> item.id).containsExactly(2, 1);
                    session.delete(found);
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).count()).as("cascade").isZero());
    }

    @Entity(table = "room")
    static class Room {
        @Id @Nullable Integer id;

        Room() {}

        Room(int id) {
            this.id = id;
        }
    }

    @Entity(table = "chair")
    static class Chair {
        @Id @Nullable Integer id;

        @ForeignKey("room.id")
        @Nullable Integer roomId;

        Chair() {}

        Chair(int id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnnotatedClassNeedsNoHolderForIt(TestDatabase database) {
        Relmap relmap =
                built(
                        database,
                        Relmap.builder()
                                .entities(Room.class, Chair.class)
                                .mapping(
                                        m ->
                                                m.extend(
                                                        Room.class,
                                                        e ->
                                                                e.list(
                                                                        "chairs",
                                                                        Chair.class,
                                                                        r -> r.backref("room")))));
        Room room = new Room(1);
        Chair chair = new Chair(1);
        Inspect.of(room).attribute("chairs").set(List.of(chair));
        assertThat(Inspect.of(chair).attribute("room").get()).isSameAs(room);
        relmap.inTransaction(session -> session.add(room));
        assertThat(chair.roomId).isEqualTo(1);
        relmap.inTransaction(
                session -> {
                    Room found =
                            session.query(Room.class)
                                    .where("chairs.id = :id", Map.of("id", 1))
                                    .one();
                    assertThat((Iterable<?>) Inspect.of(found).attribute("chairs").get())
                            .hasSize(1);
                });
    }

    static class Folder {
        @Nullable Integer id;
        @Nullable String name;
    }

    static class Page {
        @Nullable Integer id;
        @Nullable String name;
    }

    private static final Table FOLDER = Tables.named("folder").build();
    private static final Table PAGE = Tables.named("page").build();

    @ParameterizedTest
    @EnumSource
    @DisplayName("A class mapped in code gets it with an association table that a supplier tells")
    void aClassMappedInCodeIsExtended(TestDatabase database) {
        List<String> asked = new ArrayList<>();
        Table between = Tables.association("folder_page", "folder", "page");
        Relmap relmap =
                built(
                        database,
                        Relmap.builder()
                                .mapping(
                                        m ->
                                                m.map(Folder.class, FOLDER, e -> {})
                                                        .map(Page.class, PAGE, e -> {})
                                                        .extend(
                                                                Folder.class,
                                                                e ->
                                                                        e.list(
                                                                                "pages",
                                                                                () -> {
                                                                                    asked.add(
                                                                                            "target");
                                                                                    return Page
                                                                                            .class;
                                                                                },
                                                                                r ->
                                                                                        r.secondary(
                                                                                                        () -> {
                                                                                                            asked
                                                                                                                    .add(
                                                                                                                            "secondary");
                                                                                                            return between;
                                                                                                        })
                                                                                                .backref(
                                                                                                        "folders")))));
        assertThat(asked).as("RC-7: once").containsExactlyInAnyOrder("target", "secondary");
        Folder folder = new Folder();
        folder.id = 1;
        Page page = new Page();
        page.id = 2;
        Inspect.of(folder).attribute("pages").set(List.of(page));
        relmap.inTransaction(session -> session.add(folder));
        relmap.inTransaction(
                session -> {
                    Page found = Objects.requireNonNull(session.get(Page.class, 2));
                    assertThat((Iterable<?>) Inspect.of(found).attribute("folders").get())
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    void anEntityWithoutAClassIsExtendedByItsName(TestDatabase database) {
        Relmap relmap =
                built(
                        database,
                        Relmap.builder()
                                .mapping(
                                        m ->
                                                m.extend(
                                                                "Box",
                                                                e ->
                                                                        e.list(
                                                                                "things",
                                                                                "Thing",
                                                                                r ->
                                                                                        r.backref(
                                                                                                "box")))
                                                        .mapDynamic(
                                                                "Box",
                                                                Tables.named("box").build(),
                                                                e -> {})
                                                        .mapDynamic(
                                                                "Thing",
                                                                Tables.referring(
                                                                                Tables.named(
                                                                                        "thing"),
                                                                                "box_id",
                                                                                "box")
                                                                        .build(),
                                                                e -> {})));
        DynamicEntity box = relmap.newEntity("Box");
        DynamicEntity thing = relmap.newEntity("Thing");
        box.set("id", 1);
        thing.set("id", 2);
        thing.set("box", box);
        assertThat(box.list("things")).containsExactly(thing);
        relmap.inTransaction(session -> session.add(box));
        relmap.inTransaction(
                session -> {
                    DynamicEntity found =
                            (DynamicEntity)
                                    session.query("Thing")
                                            .where("box.id = :id", Map.of("id", 1))
                                            .one();
                    assertThat(((DynamicEntity) found.get("box")).list("things"))
                            .containsExactly(found);
                });
        assertThat(
                        Objects.requireNonNull(
                                        relmap.mapping().mapper("Box").findRelationship("things"))
                                .direction())
                .isEqualTo(Direction.ONE_TO_MANY);
    }

    @Test
    void suppliersOfJoinsAreAskedOnceAtBuild() {
        List<String> asked = new ArrayList<>();
        Table parent = Tables.named("parent").build();
        Table child = Tables.referring(Tables.named("child"), "parent_id", "parent").build();
        RelmapBuilder builder =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .mapping(
                                m ->
                                        m.mapDynamic(
                                                        "Parent",
                                                        parent,
                                                        e ->
                                                                e.list(
                                                                        "children",
                                                                        "Child",
                                                                        r ->
                                                                                r.foreignKeys(
                                                                                                () -> {
                                                                                                    asked
                                                                                                            .add(
                                                                                                                    "foreignKeys");
                                                                                                    return List
                                                                                                            .of(
                                                                                                                    child
                                                                                                                            .column(
                                                                                                                                    "parent_id"));
                                                                                                })
                                                                                        .remoteSide(
                                                                                                () -> {
                                                                                                    asked
                                                                                                            .add(
                                                                                                                    "remoteSide");
                                                                                                    return List
                                                                                                            .of(
                                                                                                                    child
                                                                                                                            .column(
                                                                                                                                    "parent_id"));
                                                                                                })
                                                                                        .orderBy(
                                                                                                () -> {
                                                                                                    asked
                                                                                                            .add(
                                                                                                                    "orderBy");
                                                                                                    return List
                                                                                                            .of();
                                                                                                })
                                                                                        .backref(
                                                                                                "parent")))
                                                .mapDynamic("Child", child, e -> {}));
        assertThat(asked).as("nothing is asked at declaration").isEmpty();
        builder.build();
        assertThat(asked).containsExactlyInAnyOrder("foreignKeys", "remoteSide", "orderBy");
    }

    @Test
    void whatCannotBeAddedLateIsRefused() {
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .mapping(
                                                m ->
                                                        m.map(Folder.class, FOLDER, e -> {})
                                                                .extend(
                                                                        Folder.class,
                                                                        e ->
                                                                                e.column(
                                                                                        "name",
                                                                                        "name")))
                                        .build())
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("only relationships can be added");
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .mapping(m -> m.extend("Nobody", e -> {}))
                                        .build())
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_MAPPED))
                .hasMessageContaining("Nobody");
    }

    @Test
    @DisplayName("A supplier that fails is told with its relationship, once")
    void aFailingSupplierIsTold() {
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .mapping(
                                                m ->
                                                        m.mapDynamic(
                                                                "Page",
                                                                PAGE,
                                                                e ->
                                                                        e.list(
                                                                                "others",
                                                                                "Page",
                                                                                r ->
                                                                                        r.secondary(
                                                                                                () -> {
                                                                                                    throw new IllegalStateException(
                                                                                                            "no table today");
                                                                                                }))))
                                        .build())
                .isInstanceOfSatisfying(
                        MappingException.class, e -> assertThat(e.problems()).hasSize(1))
                .hasMessageContaining("Page.others")
                .hasMessageContaining("secondary")
                .hasMessageContaining("no table today");
    }
}

package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.schema.Table;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Rows that point to themselves / Mutually Dependent Rows")
class RowsThatPointToThemselvesTest {

    private static final Table USER =
            Tables.named("user")
                    .key("user_id", TypeRegistry.integer())
                    .text("name")
                    .reference("related_user_id", "user.user_id")
                    .build();
    private static final Table ENTRY =
            Tables.named("entry")
                    .key("entry_id", TypeRegistry.integer())
                    .reference("widget_id", "widget.widget_id")
                    .text("name")
                    .build();
    private static final Table WIDGET =
            Tables.named("widget")
                    .key("widget_id", TypeRegistry.integer())
                    .integer("favorite_entry_id")
                    .text("name")
                    .foreignKey(
                            "fk_favorite_entry",
                            List.of("favorite_entry_id"),
                            List.of("entry.entry_id"),
                            Tables.USE_ALTER)
                    .build();

    static class Related {
        @Entity
        static class User {
            @Id @GeneratedValue Integer userId;
            String name;

            @ForeignKey("user.user_id")
            Integer relatedUserId;

            @Relationship(postUpdate = true)
            final ToOne<User> relatedUser = ToOne.of(this);
        }
    }

    static class PlainRelated {
        static class User {
            Integer userId;
            String name;
            Integer relatedUserId;
            final ToOne<User> relatedUser = ToOne.of(this);
        }
    }

    private static void related(Code m) {
        m.map(
                "User",
                USER,
                u ->
                        u.reference(
                                "relatedUser",
                                "User",
                                r -> r.remoteSide("User.user_id").postUpdate()));
    }

    static Stream<Example> related() {
        return Example.of(
                Way.annotated(Related.User.class),
                Way.inCode(RowsThatPointToThemselvesTest::related, PlainRelated.User.class),
                Way.dynamic(RowsThatPointToThemselvesTest::related));
    }

    @ParameterizedTest
    @MethodSource("related")
    @DisplayName(
            "A row that points to itself takes an INSERT and an UPDATE, and on delete the same backwards")
    void aRowThatPointsToItself(Example example) {
        Object ed = example.make("User", "name", "ed");
        example.set(ed, "relatedUser", ed);
        example.session(session -> session.add(ed));
        assertThat(example.writes()).containsExactly("INSERT user", "UPDATE user");
        assertThat(example.rows("select user_id, name, related_user_id from \"user\""))
                .containsExactly("1, ed, 1");
        example.session(
                session -> {
                    Object found = session.get("User", 1);
                    assertThat(example.get(found, "relatedUser")).isSameAs(found);
                    session.delete(found);
                });
        assertThat(example.writes()).containsExactly("UPDATE user", "DELETE user");
    }

    static class Mutual {
        @Entity
        static class Entry {
            @Id @GeneratedValue Integer entryId;

            @ForeignKey("widget.widget_id")
            Integer widgetId;

            @Column(length = 50)
            String name;
        }

        @Entity
        static class Widget {
            @Id @GeneratedValue Integer widgetId;

            @ForeignKey(value = "entry.entry_id", useAlter = true, name = "fk_favorite_entry")
            Integer favoriteEntryId;

            @Column(length = 50)
            String name;

            @Relationship(primaryJoin = "Widget.widget_id == Entry.widget_id")
            final ToList<Entry> entries = ToList.of(this);

            @Relationship(
                    primaryJoin = "Widget.favorite_entry_id == Entry.entry_id",
                    postUpdate = true)
            final ToOne<Entry> favoriteEntry = ToOne.of(this);
        }
    }

    static class Plain {
        static class Entry {
            Integer entryId;
            Integer widgetId;
            String name;
        }

        static class Widget {
            Integer widgetId;
            Integer favoriteEntryId;
            String name;
            final ToList<Entry> entries = ToList.of(this);
            final ToOne<Entry> favoriteEntry = ToOne.of(this);
        }
    }

    private static void mutual(Code m) {
        m.map("Entry", ENTRY);
        m.map(
                "Widget",
                WIDGET,
                w -> {
                    w.list(
                            "entries",
                            "Entry",
                            r -> r.primaryJoin("Widget.widget_id == Entry.widget_id"));
                    w.reference(
                            "favoriteEntry",
                            "Entry",
                            r ->
                                    r.primaryJoin("Widget.favorite_entry_id == Entry.entry_id")
                                            .postUpdate());
                });
    }

    static Stream<Example> mutual() {
        return Example.of(
                Way.annotated(Mutual.Entry.class, Mutual.Widget.class),
                Way.inCode(
                        RowsThatPointToThemselvesTest::mutual,
                        Plain.Entry.class,
                        Plain.Widget.class),
                Way.dynamic(RowsThatPointToThemselvesTest::mutual));
    }

    @ParameterizedTest
    @MethodSource("mutual")
    @DisplayName("Of two rows that point at each other one is linked by an UPDATE (RC-18, RC-34)")
    void ofTwoRowsOneIsLinkedByAnUpdate(Example example) {
        assertThat(example.copies("Widget", "favoriteEntry"))
                .containsExactly("entry.entry_id -> widget.favorite_entry_id");
        linkedByAnUpdate(example);
    }

    private static void linkedByAnUpdate(Example example) {
        Object widget = example.make("Widget", "name", "somewidget");
        Object entry = example.make("Entry", "name", "someentry");
        example.set(widget, "favoriteEntry", entry);
        example.all(widget, "entries").add(entry);
        example.session(session -> session.addAll(List.of(widget, entry)));

        assertThat(example.writes())
                .containsExactly("INSERT widget", "INSERT entry", "UPDATE widget");
        assertThat(example.rows("select widget_id, name, favorite_entry_id from widget"))
                .containsExactly("1, somewidget, 1");
        assertThat(example.rows("select entry_id, name, widget_id from entry"))
                .containsExactly("1, someentry, 1");
        example.session(
                session -> {
                    Object found = session.get("Widget", 1);
                    Object favorite = example.get(found, "favoriteEntry");
                    assertThat(example.all(found, "entries")).containsExactly(favorite);
                    session.delete(found);
                    session.delete(favorite);
                });
        assertThat(example.writes())
                .containsExactly("UPDATE widget", "DELETE entry", "DELETE widget");
    }

    /** The foreign key sees to it that the favourite is one of the widget's own entries. */
    static class Comprehensive {
        @Entity
        @UniqueConstraint({"entry_id", "widget_id"})
        static class Entry {
            @Id @GeneratedValue Integer entryId;

            @ForeignKey("widget.widget_id")
            Integer widgetId;

            @Column(length = 50)
            String name;
        }

        @Entity
        @ForeignKeyConstraint(
                columns = {"widget_id", "favorite_entry_id"},
                references = {"entry.widget_id", "entry.entry_id"},
                name = "fk_favorite_entry",
                useAlter = true)
        static class Widget {
            @Id @GeneratedValue Integer widgetId;
            Integer favoriteEntryId;

            @Column(length = 50)
            String name;

            @Relationship(
                    primaryJoin = "Widget.widget_id == Entry.widget_id",
                    foreignKeys = "Entry.widget_id")
            final ToList<Entry> entries = ToList.of(this);

            @Relationship(
                    primaryJoin = "Widget.favorite_entry_id == Entry.entry_id",
                    foreignKeys = "Widget.favorite_entry_id",
                    postUpdate = true)
            final ToOne<Entry> favoriteEntry = ToOne.of(this);
        }
    }

    private static final Table UNIQUE_ENTRY =
            Tables.named("entry")
                    .key("entry_id", TypeRegistry.integer())
                    .reference("widget_id", "widget.widget_id")
                    .text("name")
                    .unique("entry_id", "widget_id")
                    .build();
    private static final Table COMPREHENSIVE =
            Tables.named("widget")
                    .keyIgnoringForeignKeys("widget_id")
                    .integer("favorite_entry_id")
                    .text("name")
                    .foreignKey(
                            "fk_favorite_entry",
                            List.of("widget_id", "favorite_entry_id"),
                            List.of("entry.widget_id", "entry.entry_id"),
                            Tables.USE_ALTER)
                    .build();

    private static void comprehensive(Code m) {
        m.map("Entry", UNIQUE_ENTRY);
        m.map(
                "Widget",
                COMPREHENSIVE,
                w -> {
                    w.list(
                            "entries",
                            "Entry",
                            r ->
                                    r.primaryJoin("Widget.widget_id == Entry.widget_id")
                                            .foreignKeys(UNIQUE_ENTRY.column("widget_id")));
                    w.reference(
                            "favoriteEntry",
                            "Entry",
                            r ->
                                    r.primaryJoin("Widget.favorite_entry_id == Entry.entry_id")
                                            .foreignKeys(COMPREHENSIVE.column("favorite_entry_id"))
                                            .postUpdate());
                });
    }

    static Stream<Example> comprehensive() {
        return Example.of(
                Way.annotated(Comprehensive.Entry.class, Comprehensive.Widget.class),
                Way.inCode(
                        RowsThatPointToThemselvesTest::comprehensive,
                        Plain.Entry.class,
                        Plain.Widget.class),
                Way.dynamic(RowsThatPointToThemselvesTest::comprehensive));
    }

    @ParameterizedTest
    @MethodSource("comprehensive")
    @DisplayName(
            "A key of two columns guards the link; foreignKeys says which of them it is (RC-16, RC-20, RC-42)")
    void aKeyOfTwoColumnsGuardsTheLink(Example example) {
        assertThat(example.copies("Widget", "entries"))
                .containsExactly("widget.widget_id -> entry.widget_id");
        assertThat(example.copies("Widget", "favoriteEntry"))
                .containsExactly("entry.entry_id -> widget.favorite_entry_id");
        assertThat(
                        example.relmap()
                                .mapping()
                                .mapper("Widget")
                                .table()
                                .column("widget_id")
                                .generated())
                .isTrue();
        linkedByAnUpdate(example);
    }
}

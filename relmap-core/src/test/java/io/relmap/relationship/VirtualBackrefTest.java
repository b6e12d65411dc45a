package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Content;
import io.relmap.query.ColumnPath;
import io.relmap.query.Load;
import io.relmap.query.RelationshipPath;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The reverse that a backref makes needs no field (RC-101, RC-102)")
class VirtualBackrefTest {

    @Entity(table = "vb_book")
    @AssociationTable(
            name = "vb_book_tag",
            value = {
                @Link(column = "book_id", references = "vb_book.id"),
                @Link(column = "tag_id", references = "vb_tag.id")
            })
    static class Book {
        @Id @Nullable Integer id;
        @Nullable String title;

        @ForeignKey("vb_shop.id")
        @Relationship(backref = "books", backrefArguments = @Backref(orderBy = "title desc"))
        final ToOne<Shop> shop = ToOne.of(this);

        @Relationship(secondary = "vb_book_tag", backref = "books")
        final ToList<Tag> tags = ToList.of(this);

        Book() {}

        Book(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(table = "vb_shop")
    static class Shop {
        @Id @Nullable Integer id;
    }

    @Entity(table = "vb_tag")
    static class Tag {
        @Id @Nullable Integer id;
    }

    private static final RelationshipPath<Shop, Book> BOOKS_OF_SHOP =
            RelationshipPath.of(Shop.class, "books", Book.class);
    private static final RelationshipPath<Tag, Book> BOOKS_OF_TAG =
            RelationshipPath.of(Tag.class, "books", Book.class);
    private static final ColumnPath<Book, String> TITLE =
            ColumnPath.of(Book.class, "title", String.class);

    private static Relmap filled(TestDatabase database) {
        Relmap relmap =
                built(database, Relmap.builder().entities(Book.class, Shop.class, Tag.class));
        Shop shop = new Shop();
        shop.id = 1;
        Tag tag = new Tag();
        tag.id = 1;
        Book ants = new Book(1, "Ants");
        Inspect.of(tag).attribute("books").set(List.of(ants));
        assertThat(ants.tags).as("both sides agree").containsExactly(tag);
        Inspect.of(shop).attribute("books").set(List.of(ants, new Book(2, "Bees")));
        assertThat(ants.shop.get()).isSameAs(shop);
        relmap.inTransaction(session -> session.addAll(List.of(shop, tag)));
        return relmap;
    }

    private static Relmap built(TestDatabase database, RelmapBuilder builder) {
        Relmap relmap = builder.dataSource(database.freshDataSource()).build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    void inspectReadsAndWritesIt(TestDatabase database) {
        Relmap relmap = filled(database);
        relmap.inTransaction(
                session -> {
                    Shop shop = Objects.requireNonNull(session.get(Shop.class, 1));
                    Inspect inspect = Inspect.of(shop);
                    assertThat(inspect.attributes()).contains("books");
                    assertThat(inspect.attribute("books").isLoaded()).isFalse();
                    List<?> books =
                            (List<?>) Objects.requireNonNull(inspect.attribute("books").get());
                    assertThat(books)
                            .extracting(book -> ((Book) book).title)
                            .containsExactly("Bees", "Ants");
                    inspect.attribute("books").set(List.of(books.get(0)));
                    assertThat(inspect.attribute("books").history().deleted())
                            .containsExactly(books.get(1));
                });
        relmap.inTransaction(
                session ->
                        assertThat(Objects.requireNonNull(session.get(Book.class, 1)).shop.get())
                                .isNull());
    }

    @ParameterizedTest
    @EnumSource
    void queriesKnowIt(TestDatabase database) {
        try (Session session = filled(database).openSession()) {
            Book ants = Objects.requireNonNull(session.get(Book.class, 1));
            Book bees = Objects.requireNonNull(session.get(Book.class, 2));
            assertThat(session.query(Shop.class).where(BOOKS_OF_SHOP.any(TITLE.eq("Bees"))).list())
                    .hasSize(1);
            assertThat(session.query(Tag.class).where(BOOKS_OF_TAG.any(TITLE.eq("Bees"))).list())
                    .isEmpty();
            assertThat(session.query(Shop.class).where(BOOKS_OF_SHOP.contains(bees)).count())
                    .isEqualTo(1);
            assertThat(session.query(Tag.class).where(BOOKS_OF_TAG.contains(ants)).count())
                    .isEqualTo(1);
            assertThat(session.query(Tag.class).where(BOOKS_OF_TAG.contains(bees)).count())
                    .isZero();
            assertThat(
                            session.query(Shop.class)
                                    .where("books.tags.id = :tag", Map.of("tag", 1))
                                    .count())
                    .isEqualTo(1);
            assertThat(
                            session.query(Shop.class)
                                    .join("books")
                                    .where("books.title = 'Ants'", Map.of())
                                    .count())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loaderOptionsLoadIt(TestDatabase database) {
        Relmap relmap = filled(database);
        for (Load load :
                List.of(
                        Load.selectIn("books"),
                        Load.joined(BOOKS_OF_SHOP),
                        Load.subquery("books"),
                        Load.immediate("books"))) {
            Shop shop;
            try (Session session = relmap.openSession()) {
                shop = session.query(Shop.class).options(load).one();
            }
            assertThat((Collection<?>) Inspect.of(shop).attribute("books").get())
                    .as("loaded, so that no session is needed")
                    .hasSize(2);
        }
    }

    static class Pen {
        @Nullable Integer id;
        @Nullable String name;
        @Nullable Integer caseId;
    }

    static class Case {
        @Nullable Integer id;
        @Nullable String name;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("In code it may hold what it is told to: a map here, by class and without")
    void itMayBeAMap(TestDatabase database) {
        Relmap byClass =
                built(
                        database,
                        Relmap.builder()
                                .mapping(
                                        m ->
                                                m.map(
                                                                Pen.class,
                                                                Tables.referring(
                                                                                Tables.named("pen"),
                                                                                "case_id",
                                                                                "pen_case")
                                                                        .build(),
                                                                e ->
                                                                        e.reference(
                                                                                "kept",
                                                                                Case.class,
                                                                                r ->
                                                                                        r.backref(
                                                                                                "pens",
                                                                                                b ->
                                                                                                        b.content(
                                                                                                                        Content
                                                                                                                                .MAP)
                                                                                                                .key(
                                                                                                                        "name"))))
                                                        .map(
                                                                Case.class,
                                                                Tables.named("pen_case").build(),
                                                                e -> {})));
        Case box = new Case();
        box.id = 1;
        Pen pen = new Pen();
        pen.id = 1;
        pen.name = "blue";
        Inspect.of(pen).attribute("kept").set(box);
        byClass.inTransaction(session -> session.add(box));
        byClass.inTransaction(
                session -> {
                    Case found = session.query(Case.class).options(Load.selectIn("pens")).one();
                    Map<?, ?> pens =
                            (Map<?, ?>)
                                    Objects.requireNonNull(
                                            Inspect.of(found).attribute("pens").get());
                    assertThat(pens.keySet()).hasToString("[blue]");
                });
    }
}

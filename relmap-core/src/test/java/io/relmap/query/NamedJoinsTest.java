package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToOne;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Node_;
import io.relmap.load.library.Review;
import io.relmap.load.library.Tag;
import io.relmap.load.library.Tag_;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Joins under names of their own (QU-20 to QU-23)")
class NamedJoinsTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("A table joins itself, level by level (QU-23)")
    void aTableJoinsItself(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThat(
                                    session.query(Node.class)
                                            .join("parent", "p")
                                            .where("p.label = 'root'")
                                            .orderBy("label desc")
                                            .list())
                            .extracting(node -> node.label)
                            .containsExactly("b", "a");
                    assertThat(
                                    session.query(Node.class)
                                            .join("parent", "p")
                                            .join("p.parent", "pp")
                                            .where(
                                                    "pp.label = :l and p.id < id",
                                                    Map.of("l", "root"))
                                            .one()
                                            .label)
                            .isEqualTo("aa");
                    assertThat(
                                    session.query(Node.class)
                                            .outerJoin("children", "c")
                                            .where("c.id is null")
                                            .orderBy("id")
                                            .list())
                            .extracting(node -> node.label)
                            .containsExactly("b", "aaa");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Names make typed paths: conditions, orders, further joins")
    void namesMakeTypedPaths(TestDatabase database) {
        Alias<Node> parent = Alias.of(Node.class, "parentNode");
        Alias<Node> top = Alias.of(Node.class, "top");
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Node.class)
                                                    .join(Node_.parent, parent)
                                                    .join(parent.get(Node_.parent), top)
                                                    .where(
                                                            top.get(Node_.label)
                                                                    .eq("root")
                                                                    .or(
                                                                            parent.get(Node_.label)
                                                                                    .eq("aa")))
                                                    .orderBy(
                                                            top.get(Node_.label).desc(),
                                                            Node_.id.asc())
                                                    .list())
                                    .extracting(node -> node.label)
                                    .containsExactly("aa", "aaa");
                            assertThat(
                                            session.query(Node.class)
                                                    .join(Node_.parent, parent)
                                                    .where(
                                                            parent.get(Node_.children)
                                                                    .any(
                                                                            Node_.label
                                                                                    .eq("b")
                                                                                    .and(
                                                                                            parent.get(
                                                                                                            Node_
                                                                                                                    .label)
                                                                                                    .eq(
                                                                                                            "root"))))
                                                    .count())
                                    .isEqualTo(2);
                            Node root = session.query(Node.class).where("parent is null").one();
                            assertThat(
                                            session.query(Node.class)
                                                    .join(Node_.parent, parent)
                                                    .where(parent.get(Node_.parent).eq(root))
                                                    .one()
                                                    .label)
                                    .isEqualTo("aa");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("One relationship is joined twice (QU-20)")
    void oneRelationshipIsJoinedTwice(TestDatabase database) {
        Alias<Tag> first = Alias.of(Tag.class, "first");
        Alias<Tag> second = Alias.of(Tag.class, "second");
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Author.class)
                                                    .join("books", "b1")
                                                    .join("books", "b2")
                                                    .where(
                                                            "b1.title = 'Ants' and b2.title ="
                                                                    + " 'Bees'")
                                                    .one()
                                                    .name)
                                    .isEqualTo("Ann");
                            assertThat(
                                            session.query(Book.class)
                                                    .join(Book_.tags, first)
                                                    .join(Book_.tags, second)
                                                    .where(
                                                            first.get(Tag_.label)
                                                                    .eq("x")
                                                                    .and(
                                                                            second.get(Tag_.label)
                                                                                    .eq("y")))
                                                    .one()
                                                    .title)
                                    .isEqualTo("Ants");
                            assertThat(
                                            session.query(Book.class)
                                                    .join("author", "a")
                                                    .where(
                                                            "a = :id and author.name = 'Ann'",
                                                            Map.of("id", 1L))
                                                    .count())
                                    .isEqualTo(2);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Pairs of one table as rows, counted and grouped")
    void pairsAsRows(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                session
                                                        .query(Node.class)
                                                        .outerJoin("children", "child")
                                                        .groupBy("label")
                                                        .orderBy("count(child.id) desc", "label")
                                                        .limit(2)
                                                        .select("label", "count(child)")
                                                        .list()
                                                        .stream()
                                                        .map(row -> Arrays.asList(row)))
                                        .containsExactly(List.of("root", 2L), List.of("a", 1L)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An outer join with a condition keeps objects without such a target (QU-20)")
    void anOuterJoinWithACondition(TestDatabase database) {
        Alias<Book> late = Alias.of(Book.class, "late");
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session
                                                    .query(Author.class)
                                                    .outerJoin(
                                                            Author_.books,
                                                            late,
                                                            Book_.year
                                                                    .gt(1992)
                                                                    .and(
                                                                            Book_.tags.any(
                                                                                    Tag_.label.ne(
                                                                                            "z"))))
                                                    .orderBy("name")
                                                    .select("name", "late.title")
                                                    .list()
                                                    .stream()
                                                    .map(row -> Arrays.asList(row)))
                                    .containsExactly(
                                            List.of("Ann", "Bees"),
                                            Arrays.asList("Bob", null),
                                            Arrays.asList("Cid", null));
                            assertThat(
                                            session.query(Book.class)
                                                    .outerJoin(
                                                            "tags",
                                                            "t",
                                                            Paths.condition(
                                                                    "label = :l", Map.of("l", "y")))
                                                    .where("t.id is null")
                                                    .orderBy("id")
                                                    .list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Cats", "Dogs");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The statements are those that were recorded (QU-20, QU-23)")
    void theStatementsAreThoseThatWereRecorded(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertFrom(
                            library,
                            session.query(Node.class)
                                    .join("parent", "n1")
                                    .join("n1.parent", "n2")
                                    .where("n2.label = 'root'"),
                            "FROM node JOIN node AS node_1 ON node_1.id = node.parent_id"
                                    + " JOIN node AS node_2 ON node_2.id = node_1.parent_id"
                                    + " WHERE node_2.label = ?");
                    assertFrom(
                            library,
                            session.query(Author.class).join("books", "b1").join("books", "b2"),
                            "FROM author JOIN book ON author.id = book.author_id"
                                    + " JOIN book AS book_1 ON author.id = book_1.author_id");
                    assertFrom(
                            library,
                            session.query(Book.class)
                                    .outerJoin(
                                            "tags", "t", Paths.condition("label = 'y'", Map.of())),
                            "FROM book LEFT OUTER JOIN (book_tag AS book_tag_1"
                                    + " JOIN tag ON tag.id = book_tag_1.tag_id AND tag.label = ?)"
                                    + " ON book.id = book_tag_1.book_id");
                });
    }

    private static void assertFrom(Library library, Query<?> query, String from) {
        library.statements();
        query.select("id").list();
        assertThat(library.statements()).singleElement().asString().endsWith(from);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Names that are taken, wrong targets and unknown paths are refused (QU-22)")
    void wrongJoinsAreRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertRefused(
                            session.query(Author.class).join("books", "b").join("books", "b"),
                            "taken by another join");
                    assertRefused(
                            session.query(Author.class).join("books", "name"), "an attribute");
                    assertRefused(session.query(Author.class).join("books", "Author"), "entity");
                    assertRefused(session.query(Author.class).join("books", "b c"), "letters");
                    assertRefused(session.query(Author.class).join("name", "n"), "is a column");
                    assertRefused(
                            session.query(Author.class)
                                    .join(
                                            RelationshipPath.of(
                                                    Author.class, "books", Review.class),
                                            Alias.of(Review.class, "r")),
                            "leads to Book");
                    assertRefused(
                            session.query(Author.class).join("books", "b").where("c.title = 'x'"),
                            "no attribute \"c\"");
                    assertRefused(
                            session.query(Author.class).join("books", "b").join("b", "c"), "empty");
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static void assertRefused(Query<?> query, String hint) {
        assertThatThrownBy(query::list)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(hint);
    }

    private record Place(@Nullable String city, @Nullable String zip) {}

    @Entity
    static class Town {
        @Id @Nullable Long id;
        @Nullable String city;
    }

    @Entity
    static class House {
        @Id @Nullable Long id;
        @Embedded @Nullable Place address;

        @ForeignKey("town.id")
        @Nullable Long townId;

        @Relationship final ToOne<Town> town = ToOne.of(this);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A name hides no embedded value (QU-22)")
    void aNameHidesNoEmbeddedValue(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Town.class, House.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    assertRefused(
                            session.query(House.class)
                                    .join("town", "address")
                                    .where("address.city = 'Rome'"),
                            "choose another name");
                    assertRefused(session.query(House.class).named("address"), "choose another");
                    House house = new House();
                    house.id = 1L;
                    house.address = new Place("Rome", "1");
                    session.add(house);
                    assertThat(
                                    session.query(Town.class)
                                            .named("address")
                                            .where(
                                                    session.query(House.class)
                                                            .where("address.city = 'Rome'")
                                                            .asExists())
                                            .count())
                            .isZero();
                    Town oslo = new Town();
                    oslo.id = 1L;
                    oslo.city = "Oslo";
                    session.add(oslo);
                    assertThat(
                                    session.query(Town.class)
                                            .named("address")
                                            .where(
                                                    session.query(House.class)
                                                            .where("address.city = 'Rome'")
                                                            .asExists())
                                            .count())
                            .isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What is contained is read from one join, not from one of several (LO-53)")
    void whatIsContainedIsReadFromOneJoin(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Query<Author> twice =
                            session.query(Author.class).join("books", "b").join("books", "c");
                    assertRefused(twice.options(Load.containsEager("books")), "several times");
                    assertThat(library.statements()).isEmpty();
                    assertThat(
                                    session.query(Author.class)
                                            .join("books")
                                            .join("books", "c")
                                            .where("c.year = 1990")
                                            .options(Load.containsEager("books"))
                                            .one()
                                            .books)
                            .hasSize(2);
                });
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Profile;
import io.relmap.load.library.Profile_;
import io.relmap.load.library.Review;
import io.relmap.load.library.Review_;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A query may be a part of another one")
class SubqueryTest {

    private static void assertTitles(
            TestDatabase database, Function<Session, Condition> condition, String... titles) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(titles(session, condition.apply(session)))
                                        .containsExactly(titles));
    }

    private static List<String> titles(Session session, Condition condition) {
        return session.query(Book.class).where(condition).orderBy("id").list().stream()
                .map(book -> Objects.requireNonNull(book.title))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("EXISTS with a query of an entity that no relationship leads to")
    void existsWithAnotherEntity(TestDatabase database) {
        assertTitles(
                database,
                session ->
                        session.query(Profile.class)
                                .where(Profile_.id.eq(Book_.publisherId))
                                .where("bio = :b", Map.of("b", "reads"))
                                .asExists(),
                "Bees");
        assertTitles(
                database,
                session ->
                        session.query(Review.class)
                                .where(Review_.book.to(Book_.id).eq(Book_.id))
                                .asExists()
                                .not()
                                .and(Book_.year.lt(2001)),
                "Bees");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("EXISTS of groups, with joins and paths over references")
    void existsOfGroups(TestDatabase database) {
        assertTitles(
                database,
                session ->
                        session.query(Review.class)
                                .where(Review_.book.to(Book_.id).eq(Book_.id))
                                .where("book.author.name = 'Ann'")
                                .groupBy("book.id")
                                .having("count(*) > 1")
                                .asExists(),
                "Ants");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("IN with the values of a query; NULL among them does no harm")
    void inWithValues(TestDatabase database) {
        assertTitles(
                database,
                session ->
                        Book_.authorId.in(
                                session.query(Author.class)
                                        .where("name like 'A%'")
                                        .asValues(Author_.id)),
                "Ants",
                "Bees");
        assertTitles(
                database,
                session ->
                        Book_.id
                                .in(
                                        session.query(Review.class)
                                                .where(Review_.stars.gt(4))
                                                .asValues(Review_.book.to(Book_.id)))
                                .not(),
                "Bees",
                "Cats",
                "Dogs");
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                session.query(Author.class)
                                                        .where(
                                                                Author_.id
                                                                        .in(
                                                                                session.query(
                                                                                                Book
                                                                                                        .class)
                                                                                        .asValues(
                                                                                                Book_
                                                                                                        .authorId))
                                                                        .not())
                                                        .one()
                                                        .name)
                                        .isEqualTo("Cid"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("IN with the first rows of a query, in its order")
    void inWithTheFirstRows(TestDatabase database) {
        assertTitles(
                database,
                session ->
                        Book_.id.in(
                                session.query(Book.class)
                                        .orderBy("year desc")
                                        .offset(1)
                                        .limit(2)
                                        .asValues(Book_.id)),
                "Bees",
                "Cats");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Comparisons with the only value of a query")
    void comparisonsWithTheOnlyValue(TestDatabase database) {
        assertTitles(
                database,
                session ->
                        Book_.year.ge(
                                session.query(Book.class).asValues("avg(year)", Integer.class)),
                "Cats",
                "Dogs");
        assertTitles(
                database,
                session ->
                        Book_.year.eq(
                                session.query(Book.class).asValues("max(year)", Integer.class)),
                "Dogs");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A name tells the outer query's entity from one of the same class inside")
    void aNameTellsTheOuterEntity(TestDatabase database) {
        Alias<Book> outer = Alias.of(Book.class, "outerBook");
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Book.class)
                                                    .named("outerBook")
                                                    .where(
                                                            Book_.year.eq(
                                                                    session.query(Book.class)
                                                                            .where(
                                                                                    "authorId ="
                                                                                            + " outerBook.authorId")
                                                                            .asValues(
                                                                                    "max(year)",
                                                                                    Integer.class)))
                                                    .orderBy("outerBook.title desc")
                                                    .list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Cats", "Bees");
                            assertThat(
                                            session.query(Book.class)
                                                    .named(outer)
                                                    .where(
                                                            session.query(Book.class)
                                                                    .where(
                                                                            Book_.authorId
                                                                                    .eq(
                                                                                            outer
                                                                                                    .get(
                                                                                                            Book_
                                                                                                                    .authorId))
                                                                                    .and(
                                                                                            Book_.id
                                                                                                    .eq(
                                                                                                            outer
                                                                                                                    .get(
                                                                                                                            Book_
                                                                                                                                    .id))
                                                                                                    .not()))
                                                                    .asExists())
                                                    .orderBy("id")
                                                    .list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Ants", "Bees");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Inside any(), in bulk statements and in counts")
    void insideOtherConditions(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Review> best =
                                    session.query(Review.class)
                                            .where(Review_.stars.eq(5))
                                            .where(Review_.book.to(Book_.id).eq(Book_.id));
                            assertThat(
                                            session.query(Author.class)
                                                    .where(Author_.books.any(best.asExists()))
                                                    .count())
                                    .isEqualTo(1);
                            assertThat(
                                            session.query(Book.class)
                                                    .where(best.asExists())
                                                    .update(Map.of("year", 1)))
                                    .isEqualTo(1);
                            assertThat(session.query(Book.class).where("year = 1").one().title)
                                    .isEqualTo("Ants");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Paths of neither query, and names that are taken, are refused")
    void wrongPathsAreRefused(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertRefused(
                                    session.query(Book.class)
                                            .where(
                                                    session.query(Review.class)
                                                            .where(Author_.name.eq("Ann"))
                                                            .asExists()),
                                    "does not belong");
                            assertRefused(session.query(Book.class).named("title"), "attribute");
                            assertRefused(
                                    session.query(Book.class).named("b").join("author", "b"),
                                    "taken");
                            assertRefused(
                                    session.query(Book.class)
                                            .where(
                                                    Book_.id.in(
                                                            session.query(Review.class)
                                                                    .withCriteria(
                                                                            Review.class,
                                                                            Review_.stars.gt(1))
                                                                    .asValues(Review_.id))),
                                    "withCriteria");
                            assertRefused(
                                    session.query(Book.class)
                                            .where(
                                                    Book_.year.in(
                                                            session.query(Book.class)
                                                                    .groupBy("title")
                                                                    .asValues(
                                                                            "year",
                                                                            Integer.class))),
                                    "groupBy");
                        });
    }

    private static void assertRefused(Query<?> query, String hint) {
        assertThatThrownBy(query::list)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A path of the inner query takes no typed path from the outer one, in any order")
    void anInnerPathTakesNoTypedPath(TestDatabase database) {
        Condition ofThisBook = Review_.book.to(Book_.id).eq(Book_.id);
        assertTitles(
                database,
                session ->
                        session.query(Review.class)
                                .where("book.author.name = 'Ann'")
                                .where(ofThisBook)
                                .asExists(),
                "Ants");
        assertTitles(
                database,
                session ->
                        session.query(Review.class)
                                .where(ofThisBook)
                                .where("book.author.name = 'Ann'")
                                .asExists(),
                "Ants");
        assertTitles(
                database,
                session ->
                        session.query(Review.class)
                                .join("book")
                                .where("book.author.name = 'Ann'")
                                .where(Book_.year.eq(1990))
                                .asExists(),
                "Ants",
                "Bees",
                "Cats",
                "Dogs");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A class that the inner query joins twice is not looked for in the outer one")
    void aClassThatIsJoinedTwiceIsRefused(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertRefused(
                                        session.query(Node.class)
                                                .where(
                                                        session.query(Author.class)
                                                                .join("books")
                                                                .join("books.tags")
                                                                .join("books.tags.books")
                                                                .where(Book_.year.eq(1990))
                                                                .asExists()),
                                        "several times"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The order of an inner query is tested as that of any other (QU-26)")
    void theOrderOfAnInnerQueryIsTested(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Query<Book> books = session.query(Book.class);
                    assertRefused(
                            books.where(
                                    session.query(Review.class)
                                            .where("stars > 9")
                                            .orderBy("count(*)")
                                            .asExists()),
                            "aggregate");
                    assertRefused(
                            session.query(Book.class)
                                    .where(
                                            session.query(Book.class)
                                                    .orderBy("reviews.stars")
                                                    .asExists()),
                            "Join the collection");
                    assertRefused(
                            session.query(Book.class)
                                    .where(
                                            Book_.year.in(
                                                    session.query(Book.class)
                                                            .distinct()
                                                            .orderBy("title")
                                                            .asValues(Book_.year))),
                            "distinct");
                    assertRefused(
                            session.query(Book.class)
                                    .where(
                                            Book_.year.in(
                                                    session.query(Book.class)
                                                            .orderBy("max(year)")
                                                            .asValues(Book_.year))),
                            "aggregate");
                    assertRefused(
                            session.query(Book.class)
                                    .named("o")
                                    .where(
                                            session.query(Author.class)
                                                    .orderBy("o.reviews.stars")
                                                    .asExists()),
                            "Join the collection");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("DISTINCT of an inner query counts objects, not the rows of EXISTS")
    void distinctOfAnInnerQueryCountsObjects(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            for (int offset : List.of(2, 3)) {
                                assertThat(
                                                session.query(Node.class)
                                                        .where(
                                                                session.query(Book.class)
                                                                        .join("tags")
                                                                        .distinct()
                                                                        .orderBy("year")
                                                                        .offset(offset)
                                                                        .asExists())
                                                        .exists())
                                        .as("offset " + offset)
                                        .isEqualTo(offset < 3);
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A text inside speaks of relationships of the outer entity")
    void aTextInsideSpeaksOfOuterRelationships(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Book> books =
                                    session.query(Book.class)
                                            .named("o")
                                            .where(
                                                    session.query(Author.class)
                                                            .where(
                                                                    "id = o.authorId and o.tags.label"
                                                                            + " = 'x'")
                                                            .asExists());
                            assertThat(books.list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Ants");
                            Subquery<Long> annsOrTagged =
                                    session.query(Author.class)
                                            .where("name = 'Ann' or o.tags.label = 'z'")
                                            .asValues(Author_.id);
                            assertThat(
                                            session.query(Book.class)
                                                    .named("o")
                                                    .where(Book_.authorId.in(annsOrTagged).not())
                                                    .list())
                                    .isEmpty();
                            assertThat(
                                            session.query(Book.class)
                                                    .named("o")
                                                    .where(
                                                            session.query(Review.class)
                                                                    .where(
                                                                            "bookId = o.id and"
                                                                                    + " o.author.name ="
                                                                                    + " 'Ann'")
                                                                    .asExists())
                                                    .update(Map.of("year", 1)))
                                    .isEqualTo(1);
                            assertRefused(
                                    session.query(Book.class)
                                            .named("o")
                                            .where(
                                                    Book_.year.in(
                                                            session.query(Author.class)
                                                                    .asValues(
                                                                            "max(o.reviews.stars)",
                                                                            Integer.class))),
                                    "Join it first");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A condition made of a query stays as it is when the query is narrowed")
    void aConditionStaysAsItIs(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Review> reviews =
                                    session.query(Review.class)
                                            .where(Review_.book.to(Book_.id).eq(Book_.id));
                            Condition reviewed = reviews.asExists();
                            Subquery<Long> all = reviews.asValues(Review_.bookId);
                            reviews.where("stars > 9");
                            assertThat(titles(session, reviewed)).containsExactly("Ants", "Cats");
                            assertThat(titles(session, Book_.id.in(all)))
                                    .containsExactly("Ants", "Cats");
                            Query<Book> books = session.query(Book.class);
                            assertThat(books.where(books.asExists()).count()).isEqualTo(4);
                        });
    }
}

package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.observe.StatementListener;
import io.relmap.query.Load;
import io.relmap.session.Session;
import io.relmap.sql.RowLock;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann has Ants (two reviews) and Bees, Bob has Cats (one review), Cid has none, Dogs has no author. */
@DisplayName("LO-2, LO-70: loading by subquery finds what the other ways find")
class SubqueryLoadTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-71: an offset counts the rows that a join repeats, in the subquery as in the query")
    void anOffsetCountsRepeatedRows(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Book cats =
                                    session.query(Book.class)
                                            .join("reviews")
                                            .orderBy("id")
                                            .offset(2)
                                            .limit(2)
                                            .options(Load.subquery("author"))
                                            .one();
                            assertThat(cats.title).isEqualTo("Cats");
                            assertThat(Objects.requireNonNull(cats.author.get()).name)
                                    .isEqualTo("Bob");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-71, LO-73: an order by what is computed with values stands in the distinct subquery")
    void anOrderWithValues(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Book> found =
                                    session.query(Book.class)
                                            .orderBy("year / 10 desc", "id")
                                            .limit(2)
                                            .options(Load.subquery("author"))
                                            .list();
                            assertThat(found)
                                    .extracting(book -> book.title)
                                    .containsExactly("Cats", "Dogs");
                            assertThat(Objects.requireNonNull(found.get(0).author.get()).name)
                                    .isEqualTo("Bob");
                            assertThat(found.get(1).author.get()).isNull();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-18: an edit that was not flushed leads where it says, and on from there")
    void anEditLeadsWhereItSays(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                session.noAutoflush(
                                        () -> {
                                            Book ants = book(session, 10L);
                                            ants.authorId = 2L;
                                            session.query(Book.class)
                                                    .where("id = 10")
                                                    .options(
                                                            Load.subquery("author")
                                                                    .subquery("books"))
                                                    .list();
                                            Author author = ants.author.get();
                                            assertThat(author).isNotNull();
                                            assertThat(author.name).isEqualTo("Bob");
                                            assertThat(author.books)
                                                    .extracting(book -> book.title)
                                                    .contains("Cats");
                                        }));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-18: a level below selectIn goes on from an edit as well")
    void aLevelBelowGoesOn(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                session.noAutoflush(
                                        () -> {
                                            Book ants = book(session, 10L);
                                            ants.authorId = 2L;
                                            session.query(Book.class)
                                                    .where("id = 10")
                                                    .options(
                                                            Load.selectIn("author")
                                                                    .subquery("books"))
                                                    .list();
                                            Author author = ants.author.get();
                                            assertThat(author).isNotNull();
                                            assertThat(author.books)
                                                    .extracting(book -> book.title)
                                                    .contains("Cats");
                                        }));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-73: a limit in an order by chance cuts once")
    void chanceDecidesOnce(TestDatabase database) {
        Library library = withManyAuthors(database);
        library.session(
                session ->
                        assertEachHasItsBook(
                                session.query(Author.class)
                                        .where("id > 99")
                                        .orderBy("func.random()", "id")
                                        .limit(5)
                                        .options(Load.subquery("books"))
                                        .list()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-55: a native statement runs once")
    void aNativeStatementRunsOnce(TestDatabase database) {
        Library library = withManyAuthors(database);
        library.session(
                session ->
                        assertEachHasItsBook(
                                session.sql(
                                                Author.class,
                                                "select * from author where id > 99 order by"
                                                        + " random() limit 5")
                                        .options(Load.subquery(Author_.books))
                                        .list()));
    }

    /** Authors 100 to 299 have one book each. */
    private static Library withManyAuthors(TestDatabase database) {
        Library library = Library.on(database);
        List<String> authors = new ArrayList<>();
        List<String> books = new ArrayList<>();
        for (int id = 100; id < 300; id++) {
            authors.add("(" + id + ", 'a')");
            books.add("(" + id + ", " + id + ", null, 'b', 0)");
        }
        library.execute(
                "insert into author values " + String.join(", ", authors),
                "insert into book values " + String.join(", ", books));
        return library;
    }

    private static void assertEachHasItsBook(List<Author> authors) {
        assertThat(authors).hasSize(5);
        assertThat(authors).allSatisfy(author -> assertThat(author.books).hasSize(1));
    }

    @Test
    @DisplayName("Rows that others have locked are passed over by the query, and by what it loads")
    void lockedRowsArePassedOver() {
        Library library = Library.on(TestDatabase.POSTGRESQL);
        try (Session other = library.relmap().openSession()) {
            other.query(Author.class).where("id = 1").lock(RowLock.FOR_UPDATE).one();
            library.session(
                    session -> {
                        Author bob =
                                session.query(Author.class)
                                        .orderBy("id")
                                        .limit(1)
                                        .lock(RowLock.FOR_UPDATE_SKIP_LOCKED)
                                        .options(Load.subquery("books"))
                                        .one();
                        assertThat(bob.name).isEqualTo("Bob");
                        assertThat(bob.books).hasSize(1);
                    });
        }
    }

    @Test
    @DisplayName("Its statement names the relationship, as that of selectIn does")
    void itsStatementNamesTheRelationship() {
        List<@Nullable String> loaded = new ArrayList<>();
        Library library =
                Library.on(
                        TestDatabase.H2,
                        settings ->
                                settings.listener(
                                        (StatementListener)
                                                execution ->
                                                        loaded.add(
                                                                execution.cause().relationship())));
        library.session(
                session -> {
                    session.query(Author.class).options(Load.subquery("books")).list();
                    assertThat(loaded).containsExactly(null, "Author.books");
                });
    }

    private static Book book(Session session, long id) {
        return Objects.requireNonNull(session.get(Book.class, id));
    }
}

package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann has Ants (1990) and Bees (1995), Bob has Cats (2000), Dogs (2005) has no author. */
@DisplayName("Criteria for an entity wherever a query meets it")
class EntityCriteriaTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-117: every loader keeps to it, later lazy loads and levels below included")
    void everyLoaderKeepsToIt(TestDatabase database) {
        Library library = Library.on(database);
        for (Lazy strategy :
                List.of(Lazy.SELECT, Lazy.IMMEDIATE, Lazy.JOINED, Lazy.SELECT_IN, Lazy.SUBQUERY)) {
            library.session(
                    session -> {
                        List<Author> authors =
                                recent(session.query(Author.class))
                                        .options(Load.along(strategy, "books"))
                                        .orderBy("id")
                                        .list();
                        assertThat(authors.stream().map(EntityCriteriaTest::titles))
                                .containsExactly(List.of("Bees"), List.of("Cats"), List.of());
                    });
        }
        library.session(
                session -> {
                    Author ann = recent(session.query(Author.class)).where("id = 1").one();
                    Book bees = ann.books.get(0);
                    assertThat(bees.title).isEqualTo("Bees");
                    assertThat(bees.tags.iterator().next().books).containsExactly(bees);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-117: the query's own rows, joins, EXISTS and counts keep to it")
    void theQueryKeepsToIt(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThat(recent(session.query(Book.class)).orderBy("id").list())
                            .extracting(book -> book.title)
                            .containsExactly("Bees", "Cats", "Dogs");
                    assertThat(recent(session.query(Book.class)).count()).isEqualTo(3);
                    assertThat(recent(session.query(Book.class)).where("title = 'Ants'").exists())
                            .isFalse();
                    assertThat(
                                    recent(session.query(Author.class))
                                            .where(Author_.books.any(Book_.title.eq("Ants")))
                                            .list())
                            .isEmpty();
                    assertThat(
                                    recent(session.query(Author.class))
                                            .where("books.title = 'Ants'")
                                            .list())
                            .isEmpty();
                    assertThat(
                                    recent(session.query(Author.class))
                                            .join("books")
                                            .where("books.year < 1999")
                                            .list())
                            .extracting(author -> author.name)
                            .containsExactly("Ann");
                    assertThat(
                                    recent(session.query(Author.class))
                                            .outerJoin("books")
                                            .orderBy("name", "books.id")
                                            .select("name", "books.title")
                                            .list())
                            .containsExactly(
                                    new Object[] {"Ann", "Bees"},
                                    new Object[] {"Bob", "Cats"},
                                    new Object[] {"Cid", null});
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-117: several criteria for one entity hold together; one stays beside an option's own")
    void criteriaAddUp(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .withCriteria(Book.class, Book_.year.ge(1990))
                                    .withCriteria(Book.class, "title <> :t", Map.of("t", "Cats"))
                                    .options(Load.selectIn("books").where("publisher.name = 'Owl'"))
                                    .where("id = 1")
                                    .one();
                    assertThat(titles(ann)).containsExactly("Ants");
                    assertThat(
                                    session.query("Author")
                                            .withCriteria("Book", Book_.year.gt(1995))
                                            .where(Author_.books.any())
                                            .count())
                            .isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-117: a reference that the session can answer is not asked for; one that it cannot is")
    void knownReferencesAreAnswered(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = session.get(Author.class, 1L);
                    List<Book> books =
                            session.query(Book.class)
                                    .withCriteria(Author.class, Author_.name.eq("Cid"))
                                    .orderBy("id")
                                    .list();
                    assertThat(books.get(0).author.get()).isSameAs(ann);
                    assertThat(books.get(2).author.get()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-117: a refresh reads the row whatever is said of its entity")
    void refreshesReadTheRow(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book bees = recent(session.query(Book.class)).orderBy("id").list().get(0);
                    session.flush();
                    session.query(Book.class).where("id = 11").update(Map.of("year", 1900));
                    session.expire(bees);
                    assertThat(session.query(Book.class).where("id = 11").one().year)
                            .isEqualTo(1900);
                    session.refresh(bees);
                    assertThat(bees.year).isEqualTo(1900);
                    session.rollback();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-117, PE-5: an entity that no relationship leads to, and a wrong condition, are told before a statement")
    void wrongCriteriaAreTold(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .withCriteria(
                                                            Node.class, "label = 'a'", Map.of())
                                                    .list())
                            .withMessageContaining("Node")
                            .withMessageContaining("Author");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .withCriteria(
                                                            Book.class, "nothing = 1", Map.of())
                                                    .list())
                            .withMessageContaining("nothing");
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static <T> Query<T> recent(Query<T> query) {
        return query.withCriteria(Book.class, Book_.year.gt(1990));
    }

    private static List<String> titles(Author author) {
        return author.books.stream().map(book -> book.title).sorted().toList();
    }
}

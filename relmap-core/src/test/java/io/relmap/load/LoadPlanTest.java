package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.query.Load;
import io.relmap.query.LoadPlan;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Loading plans that many queries use")
class LoadPlanTest {

    private static final LoadPlan BOOKS =
            Load.from(Book.class, Load.joined("publisher"), Load.loadOnly("title"));

    @ParameterizedTest
    @EnumSource
    @DisplayName("A plan counts as its options, in a query, in get(), and behind a relationship")
    void aPlanCountsAsItsOptions(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = session.query(Book.class).where("id = 10").options(BOOKS).one();
                    assertOwlsAnts(ants);
                    assertThat(library.statements()).hasSize(1);
                });
        library.session(
                session -> {
                    assertOwlsAnts(Objects.requireNonNull(session.get(Book.class, 10L, BOOKS)));
                    assertThat(library.statements()).hasSize(1);
                });
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .options(Load.selectIn(Author_.books).with(BOOKS))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    authors.get(0).books.stream()
                            .filter(book -> Objects.equals(book.title, "Ants"))
                            .forEach(LoadPlanTest::assertOwlsAnts);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "and(...) makes another plan; a wildcard behind a relationship counts from there on")
    void andMakesAnotherPlan(TestDatabase database) {
        Library library = Library.on(database);
        LoadPlan more = BOOKS.and(Load.selectIn("reviews"), Load.everything(Lazy.RAISE));
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .where("id = 1")
                                    .options(Load.selectIn("books").with(more))
                                    .one();
                    assertThat(ann.profile.get()).isNotNull();
                    Book book = ann.books.get(0);
                    assertThat(book.reviews).isNotNull();
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> book.tags.size());
                });
        library.session(
                session -> {
                    Book ants = session.query(Book.class).where("id = 10").options(BOOKS).one();
                    assertThat(ants.tags).hasSize(2);
                });
    }

    @Test
    @DisplayName(
            "LO-113, PE-5: wrong paths, and a plan where another entity is loaded, are told without SQL")
    void wrongPathsAreTold() {
        Library library = Library.on(TestDatabase.H2);
        LoadPlan wrong = Load.from(Book.class, Load.selectIn("reviews.author"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> library.relmap().check(wrong))
                .withMessageContaining("reviews.author")
                .withMessageContaining("Review");
        library.relmap().check(BOOKS);
        library.relmap().check(Load.from("Book", Load.selectIn("reviews")));
        library.session(
                session -> {
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> session.query(Author.class).options(BOOKS).list())
                            .withMessageContaining("Load.from(Book")
                            .withMessageContaining("not for Author");
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static void assertOwlsAnts(Book ants) {
        assertThat(ants.title).isEqualTo("Ants");
        assertThat(ants.year).isZero();
        assertThat(Objects.requireNonNull(ants.publisher.get()).name).isEqualTo("Owl");
    }
}

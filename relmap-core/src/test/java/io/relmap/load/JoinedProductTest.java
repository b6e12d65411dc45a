package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Review;
import io.relmap.mapping.Behaviour;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Joined collections do not multiply each other")
class JoinedProductTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: of two collections of one object the first is joined, the other has a statement")
    void theSecondCollectionHasAStatement(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .options(Load.joined("reviews"), Load.joined("tags"))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-4: a chain is no product")
    void aChainIsNoProduct(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    session.query(Author.class)
                            .options(Load.along(Lazy.JOINED, "books.reviews"))
                            .list();
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-4: collections of two references of one object are a product, too")
    void overReferences(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Review review =
                            session.query(Review.class)
                                    .where("id = 100")
                                    .options(
                                            Load.along(Lazy.JOINED, "book.author.books"),
                                            Load.along(Lazy.JOINED, "book.tags"))
                                    .one();
                    assertThat(library.statements()).hasSize(2);
                    Book ants = Objects.requireNonNull(review.book.get());
                    assertThat(ants.tags).hasSize(2);
                    assertThat(Objects.requireNonNull(ants.author.get()).books).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: one statement all the same where the option says so, and for the reference's behaviour")
    void productsOnRequest(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .options(
                                            Load.joined("reviews"),
                                            Load.joined("tags").allowProduct())
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(1);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
        Library reference = Library.on(database, Behaviour.REFERENCE);
        reference.session(
                session -> {
                    session.query(Book.class)
                            .options(Load.joined("reviews"), Load.joined("tags"))
                            .list();
                    assertThat(reference.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-4: beside a collection that the query's own join brings, the others have statements")
    void besideTheQuerysJoin(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books =
                            session.query(Book.class)
                                    .join("tags")
                                    .options(Load.containsEager("tags"), Load.joined("reviews"))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    assertThat(books).hasSize(3);
                    assertThat(books.get(0).reviews).hasSize(2);
                    assertThat(books.get(0).tags).hasSize(2);
                });
    }

    @Test
    @DisplayName("PE-4: what multiplies nothing takes no allowProduct()")
    void onlyCollectionsThatAreJoined() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    for (Load option :
                            List.of(
                                    Load.selectIn("tags").allowProduct(),
                                    Load.joined("author").allowProduct())) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> session.query(Book.class).options(option).list())
                                .withMessageContaining("allowProduct()");
                    }
                });
    }
}

package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A block may send so many statements")
class StatementBudgetTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-6: one more is not sent; the message lists the others by what they were for")
    void oneMoreIsNotSent(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors = session.query(Author.class).orderBy("id").list();
                    Book ants = session.get(Book.class, 10L);
                    library.statements();
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.atMost(
                                                    3,
                                                    () -> {
                                                        session.query(Book.class).count();
                                                        session.query(Book.class).count();
                                                        assertThat(authors.get(0).books).hasSize(2);
                                                        assertThat(ants.reviews).hasSize(2);
                                                    }))
                            .satisfies(
                                    e ->
                                            assertThat(e.code())
                                                    .isEqualTo(ErrorCode.TOO_MANY_STATEMENTS))
                            .withMessageContaining("may send 3 statements")
                            .withMessageContaining("lazy load of Book.reviews")
                            .withMessageContaining("query: count of Book (2 times)")
                            .withMessageContaining("lazy load: lazy load of Author.books");
                    assertThat(library.statements()).hasSize(3);
                    assertThat(ants.reviews).hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-6: what stays within it is done, and nothing counts afterwards")
    void whatStaysWithin(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    session.atMost(
                            2,
                            () -> {
                                List<Author> authors =
                                        session.query(Author.class)
                                                .options(Load.selectIn("books"))
                                                .list();
                                assertThat(authors).flatMap(author -> author.books).hasSize(3);
                            });
                    session.query(Book.class).list();
                    assertThat(library.statements()).hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-6: blocks inside each other count for both")
    void blocksInsideEachOther(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session ->
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(
                                        () ->
                                                session.atMost(
                                                        1,
                                                        () -> {
                                                            session.atMost(
                                                                    5,
                                                                    () ->
                                                                            session.query(
                                                                                            Book
                                                                                                    .class)
                                                                                    .count());
                                                            session.query(Book.class).count();
                                                        }))
                                .withMessageContaining("may send 1 statement;"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-6: a flush beyond it rolls back, and can be tried again")
    void aFlushBeyondItRollsBack(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author dan = new Author();
                    dan.id = 4L;
                    dan.name = "Dan";
                    Book eels = new Book();
                    eels.id = 14L;
                    eels.title = "Eels";
                    dan.books.add(eels);
                    session.add(dan);
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> session.atMost(1, session::flush))
                            .withMessageContaining("flush: ")
                            .withMessageContaining("Book");
                    session.rollback();
                    session.add(dan);
                    session.atMost(4, session::flush);
                    assertThat(session.query(Book.class).where("author.name = 'Dan'").count())
                            .isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("PE-6: a block that swallows the refusal has not kept within the number")
    void swallowedRefusals(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session ->
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> session.atMost(0, () -> refused(session)))
                                .withMessageContaining("may send 0 statements"));
    }

    private static void refused(Session session) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> session.query(Book.class).list());
    }

    @Test
    @DisplayName("PE-6: none is a limit too, a negative one is refused")
    void noneIsALimit() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    session.atMost(0, () -> assertThat(session.newObjects()).isEmpty());
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () -> session.atMost(0, () -> session.query(Book.class).list()))
                            .withMessageContaining(
                                    "may send 0 statements; one more was wanted for query");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> session.atMost(-1, () -> {}))
                            .withMessageContaining("-1");
                });
    }
}

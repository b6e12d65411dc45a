package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.library.Library;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("RM-601, RM-602: a query for attributes with the wrong number of rows says what to do")
class RowsErrorsTest {

    @Test
    @DisplayName("one() of none names oneOrNone(), one of several names first()")
    void theRemedyIsNamed() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Rows<?> names = session.query(Author.class).select("name");
                    assertThatExceptionOfType(NoResultException.class)
                            .isThrownBy(names::one)
                            .withMessageContainingAll("Author", "Use oneOrNone()");
                    session.add(new Author("Ann"));
                    session.add(new Author("Bob"));
                    assertThatExceptionOfType(MultipleResultsException.class)
                            .isThrownBy(names::oneOrNone)
                            .withMessageContainingAll("Author", "2 rows", "use first()");
                });
    }

    record Years(long first) {}

    record Name(String name) {}

    record Nothing(Integer year) {
        Nothing {
            throw new IllegalStateException("no");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A value that a record's component cannot take is named, with what to do")
    void aValueThatAComponentCannotTakeIsNamed(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<io.relmap.load.library.Book> dogs =
                                    session.query(io.relmap.load.library.Book.class)
                                            .where("id = 13");
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(() -> dogs.select(Years.class, "authorId").list())
                                    .withMessageContainingAll(
                                            "Years.first", "long", "NULL", "java.lang.Long");
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(() -> dogs.select(Years.class, "title").list())
                                    .withMessageContainingAll("Years.first", "java.lang.String");
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(() -> dogs.select(Name.class, "year").list())
                                    .withMessageContainingAll("Name.name", "java.lang.Integer");
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(() -> dogs.select(Nothing.class, "year").list())
                                    .withMessageContaining("its constructor failed")
                                    .withCauseInstanceOf(IllegalStateException.class);
                        });
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}

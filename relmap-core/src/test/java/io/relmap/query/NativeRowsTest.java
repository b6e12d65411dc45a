package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.testsupport.TestDatabase;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Rows of native statements, native statements with named values, streams of rows")
class NativeRowsTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("Rows have their values by label, after a flush; values are bound by name")
    void rowsHaveTheirValuesByLabel(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                            ants.title = "New";
                            Rows<Map<String, Object>> rows =
                                    session.sqlRows(
                                            "select id as \"Number\", title as \"Title\" from book"
                                                    + " where title = :t or id in (:ids)"
                                                    + " order by id",
                                            Map.of("t", "New", "ids", List.of(11L)));
                            assertThat(rows.list()).hasSize(2);
                            assertThat(Objects.requireNonNull(rows.first()).keySet())
                                    .containsExactly("Number", "Title");
                            assertThat(rows.first()).containsEntry("Title", "New");
                            try (Stream<Map<String, Object>> all = rows.stream()) {
                                assertThat(all.map(row -> row.get("Title")))
                                        .hasSize(2)
                                        .startsWith("New");
                            }
                            assertThatExceptionOfType(MultipleResultsException.class)
                                    .isThrownBy(rows::one);
                            assertThatExceptionOfType(NoResultException.class)
                                    .isThrownBy(
                                            () ->
                                                    session.sqlRows(
                                                                    "select id from book where id ="
                                                                            + " 0",
                                                                    Map.of())
                                                            .one())
                                    .withMessageContaining("native SQL");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Two columns of one label, and values that are missing, are refused")
    void whatIsNotClearIsRefused(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(
                                            () ->
                                                    session.sqlRows(
                                                                    "select id as a, title as a"
                                                                            + " from book",
                                                                    Map.of())
                                                            .list())
                                    .withMessageContaining("two columns");
                            assertThatExceptionOfType(InvalidRequestException.class)
                                    .isThrownBy(
                                            () ->
                                                    session.executeSql(
                                                            "delete from book where id = :id",
                                                            Map.of()))
                                    .withMessageContaining("needs a value for :id");
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    @DisplayName(
            "PE-1.5: what was loaded ahead for siblings gives way to a statement that changes rows and returns them")
    void whatWasLoadedAheadGivesWay(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Author> authors = session.query(Author.class).orderBy("id").list();
                            assertThat(authors.get(0).books).hasSize(2);
                            assertThat(
                                            session.sqlRows(
                                                            "update book set author_id = 3 where id = 12"
                                                                    + " returning id",
                                                            Map.of())
                                                    .list())
                                    .hasSize(1);
                            assertThat(authors.get(2).books).hasSize(1);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A statement that changes rows takes values by name; an object stands for its key")
    void statementsTakeValuesByName(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                            int changed =
                                    session.executeSql(
                                            "update book set title = :title where id = :book",
                                            Map.of("title", ":book", "book", ants));
                            assertThat(changed).isEqualTo(1);
                            session.refresh(ants);
                            assertThat(ants.title).isEqualTo(":book");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Values of a query are read one by one")
    void valuesAreReadOneByOne(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Book> query =
                                    session.query(Book.class).orderBy("id").limit(2).fetchSize(1);
                            try (Stream<Object[]> rows = query.select("id", "title").stream()) {
                                assertThat(rows.map(row -> row[0])).containsExactly(10L, 11L);
                            }
                            try (Stream<Object[]> rows = query.select("id", "title").stream()) {
                                Iterator<Object[]> each = rows.iterator();
                                assertThat(each).toIterable().hasSize(2);
                                assertThat(each.hasNext()).isFalse();
                            }
                        });
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of another width than the attribute's, long lists of them, and what they are compared with. */
class QueryValuesTest {

    @Entity
    static class Shelf {
        @Id @Nullable Integer id;

        Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }

    record IntId(int id) {}

    record ShortYear(short year) {}

    private static Relmap shelves(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(new Shelf(1)));
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "QU-26: distinct values stand in an order by what is computed with values, if it is selected")
    void distinctValuesInTheirOrder(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                session.query(Book.class)
                                                        .distinct()
                                                        .orderBy("year / 10 desc")
                                                        .select("year / 10")
                                                        .list())
                                        .extracting(row -> row[0])
                                        .containsExactly(200L, 199L));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A key that is too wide for its column finds nothing, never another row")
    void aKeyThatIsTooWideFindsNothing(TestDatabase database) {
        long wide = (1L << 32) + 1;
        Relmap relmap = shelves(database);
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Shelf.class, 1L)).isNotNull();
                    assertThat(session.get(Shelf.class, wide)).isNull();
                });
        relmap.inTransaction(session -> assertThat(session.get(Shelf.class, wide)).isNull());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A key of a class that the column cannot hold is refused with both classes (QU-60)")
    void aKeyOfAWrongClassIsRefused(TestDatabase database) {
        shelves(database)
                .inTransaction(
                        session ->
                                assertThatThrownBy(() -> session.get(Shelf.class, "1"))
                                        .isInstanceOf(InvalidRequestException.class)
                                        .hasMessageContaining("RM-315")
                                        .hasMessageContaining("java.lang.String")
                                        .hasMessageContaining("java.lang.Integer"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A list may be longer than a statement takes placeholders")
    void aListMayBeVeryLong(TestDatabase database) {
        List<Long> ids = LongStream.range(11, 70_000).boxed().toList();
        List<Integer> narrow = ids.stream().map(Long::intValue).toList();
        Library.on(database)
                .session(
                        s -> {
                            assertThat(s.query(Book.class).where(Book_.id.in(ids)).count())
                                    .isEqualTo(3);
                            assertThat(s.query(Book.class).where(Book_.id.in(ids).not()).list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Ants");
                            assertThat(
                                            s.query(Book.class)
                                                    .where("id in :ids", Map.of("ids", narrow))
                                                    .count())
                                    .isEqualTo(3);
                            assertThat(
                                            s.query(Book.class)
                                                    .where("id not in :ids", Map.of("ids", ids))
                                                    .list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Ants");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A bulk update takes numbers of other widths; objects of the session follow (QU-30)")
    void aBulkUpdateTakesNumbersOfOtherWidths(TestDatabase database) {
        Library.on(database)
                .session(
                        s -> {
                            Book ants = Objects.requireNonNull(s.get(Book.class, 10L));
                            Query<Book> query = s.query(Book.class).where("id = 10");
                            query.update(Map.of("authorId", 2));
                            assertThat(ants.authorId).isEqualTo(2L);
                            query.update(Map.of("year", 1991L));
                            assertThat(ants.year).isEqualTo(1991);
                            assertThatThrownBy(() -> query.update(Map.of("year", 1L << 40)))
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("year");
                            assertThatThrownBy(() -> query.update(Map.of("authorId", "2")))
                                    .isInstanceOf(InvalidRequestException.class)
                                    .hasMessageContaining("java.lang.String");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A record's component takes a number that fits, and refuses one that does not")
    void aComponentRefusesWhatItCannotHold(TestDatabase database) {
        Library library = Library.on(database);
        library.execute("insert into author values (4294967297, 'Big')");
        library.session(
                s -> {
                    assertThat(
                                    s.query(Book.class)
                                            .where("id = 10")
                                            .select(ShortYear.class, "year")
                                            .one())
                            .isEqualTo(new ShortYear((short) 1990));
                    assertThatThrownBy(
                                    () ->
                                            s.query(Author.class)
                                                    .where("name = 'Big'")
                                                    .select(IntId.class, "id")
                                                    .list())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("IntId.id");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An object of an anonymous subclass can be compared with (QU-14)")
    void anObjectOfAnAnonymousSubclassCanBeComparedWith(TestDatabase database) {
        Author ann = new Author() {};
        ann.id = 1L;
        Library.on(database)
                .session(
                        s ->
                                assertThat(s.query(Book.class).where(Book_.author.eq(ann)).count())
                                        .isEqualTo(2));
    }
}

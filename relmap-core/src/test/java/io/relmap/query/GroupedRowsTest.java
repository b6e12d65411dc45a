package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Review;
import io.relmap.mapping.Mapper;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Rows of computed values, aggregates and groups")
class GroupedRowsTest {

    record OfAuthor(String name, int books, Integer latest) {}

    private static List<List<@Nullable Object>> lists(Rows<@Nullable Object[]> rows) {
        return rows.list().stream().map(row -> Arrays.asList(row)).toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Aggregates of each group, ordered by one, as records")
    void aggregatesOfEachGroup(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Book.class)
                                                    .where("author is not null")
                                                    .groupBy("author.name")
                                                    .orderBy("count(id) desc")
                                                    .select(
                                                            OfAuthor.class,
                                                            "author.name",
                                                            "count(id)",
                                                            "max(year)")
                                                    .list())
                                    .containsExactly(
                                            new OfAuthor("Ann", 2, 1995),
                                            new OfAuthor("Bob", 1, 2000));
                            assertThat(
                                            lists(
                                                    session.query(Author.class)
                                                            .outerJoin("books")
                                                            .groupBy("id", "name")
                                                            .orderBy("name desc")
                                                            .limit(2)
                                                            .select(
                                                                    "name",
                                                                    "count(books.id)",
                                                                    "sum(books.year)")))
                                    .containsExactly(
                                            Arrays.asList("Cid", 0L, null),
                                            List.of("Bob", 1L, 2000L));
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Conditions on groups, with values")
    void conditionsOnGroups(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            lists(
                                                    session.query(Review.class)
                                                            .groupBy("book.title")
                                                            .having(
                                                                    "count(*) >= :n",
                                                                    Map.of("n", 2))
                                                            .having("min(stars) < 4")
                                                            .select("book.title", "avg(stars)")))
                                    .containsExactly(List.of("Ants", 4.0));
                            assertThat(
                                            session.query(Review.class)
                                                    .having("count(*) > 3")
                                                    .select("count(*)")
                                                    .list())
                                    .isEmpty();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Groups by what is computed with bound values")
    void groupsByWhatIsComputed(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            lists(
                                                    session.query(Book.class)
                                                            .groupBy("year / 10")
                                                            .orderBy("year / 10 desc")
                                                            .select("year / 10", "count(id)")))
                                    .containsExactly(List.of(200L, 2L), List.of(199L, 2L));
                            assertThat(
                                            lists(
                                                    session.query(Book.class)
                                                            .groupBy(
                                                                    "coalesce(author.name,"
                                                                            + " 'nobody')")
                                                            .orderBy("min(id)")
                                                            .select(
                                                                    "coalesce(author.name,"
                                                                            + " 'nobody')",
                                                                    "count(distinct publisherId)")))
                                    .containsExactly(
                                            List.of("Ann", 2L),
                                            List.of("Bob", 1L),
                                            List.of("nobody", 0L));
                            assertThat(
                                            lists(
                                                    session.query(Book.class)
                                                            .groupBy("lower(author.name)")
                                                            .orderBy(
                                                                    "lower(author.name) nulls last")
                                                            .select("lower(author.name) || '!'")))
                                    .startsWith(List.of("ann!"));
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Values are computed for each row")
    void valuesAreComputedForEachRow(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                lists(
                                                        session.query(Book.class)
                                                                .where("id = 11")
                                                                .select(
                                                                        "year + 1",
                                                                        "upper(title) || ' by ' ||"
                                                                                + " author.name",
                                                                        "length(title)",
                                                                        "year > 2000",
                                                                        "coalesce(publisher.name,"
                                                                                + " 'none')",
                                                                        "-year",
                                                                        "cast(year as varchar)",
                                                                        "func.nullif(id, 11)",
                                                                        "Book.title")))
                                        .containsExactly(
                                                Arrays.asList(
                                                        1996L,
                                                        "BEES by Ann",
                                                        4,
                                                        false,
                                                        "Fox",
                                                        -1995,
                                                        "1995",
                                                        null,
                                                        "Bees")));
    }

    enum Colour {
        RED,
        GREEN
    }

    @Entity
    static class Sale {
        @Id @Nullable Long id;
        short pieces;
        double weight;

        @io.relmap.annotation.Column(precision = 12, scale = 2)
        @Nullable BigDecimal price;

        @Nullable BigInteger points;
        @Nullable LocalDate day;
        @Nullable Colour colour;

        Sale() {}

        Sale(long id, int pieces, String price, LocalDate day, Colour colour) {
            this.id = id;
            this.pieces = (short) pieces;
            this.weight = pieces / 2.0;
            this.price = new BigDecimal(price);
            this.points = BigInteger.valueOf(pieces);
            this.day = day;
            this.colour = colour;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Aggregates are of the same Java type on every database")
    void aggregatesAreOfTheSameType(TestDatabase database) {
        sales(
                database,
                session -> {
                    List<@Nullable Object> row =
                            lists(
                                            session.query(Sale.class)
                                                    .select(
                                                            "count(*)",
                                                            "sum(pieces)",
                                                            "avg(pieces)",
                                                            "max(pieces)",
                                                            "sum(weight)",
                                                            "sum(price)",
                                                            "min(price)",
                                                            "sum(points)",
                                                            "min(day)",
                                                            "max(colour)",
                                                            "sum(pieces * 2)",
                                                            "sum(price * pieces)"))
                                    .get(0);
                    assertThat(row.subList(0, 5)).containsExactly(2L, 5L, 2.5, (short) 3, 2.5);
                    assertThat(row.get(5))
                            .asInstanceOf(
                                    org.assertj.core.api.InstanceOfAssertFactories.BIG_DECIMAL)
                            .isEqualByComparingTo("4.00");
                    assertThat(row.get(6))
                            .asInstanceOf(
                                    org.assertj.core.api.InstanceOfAssertFactories.BIG_DECIMAL)
                            .isEqualByComparingTo("1.50");
                    assertThat(row.subList(7, 11))
                            .containsExactly(
                                    BigInteger.valueOf(5),
                                    LocalDate.of(2020, 1, 1),
                                    Colour.RED,
                                    10L);
                    assertThat(row.get(11))
                            .asInstanceOf(
                                    org.assertj.core.api.InstanceOfAssertFactories.BIG_DECIMAL)
                            .isEqualByComparingTo("10.50");
                });
    }

    private static void sales(TestDatabase database, Consumer<Session> check) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Sale.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    session.add(new Sale(1, 2, "1.50", LocalDate.of(2020, 1, 1), Colour.RED));
                    session.add(new Sale(2, 3, "2.50", LocalDate.of(2021, 1, 1), Colour.GREEN));
                    check.accept(session);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A value of single rows beside groups is refused with what to write")
    void aValueOfSingleRowsIsRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertRefused(
                            () -> session.query(Book.class).select("title", "count(id)").list(),
                            "\"title\"",
                            "Add it to groupBy()");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year")
                                            .select("year", "title || 'x'")
                                            .list(),
                            "title || 'x'");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year")
                                            .orderBy("title")
                                            .select("year")
                                            .list(),
                            "orderBy");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year")
                                            .having("title = 'x'")
                                            .select("year")
                                            .list(),
                            "having");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year / 10")
                                            .select("year / 10 + 1")
                                            .list(),
                            "select it in the same words");
                    assertRefused(
                            () -> session.query(Author.class).select("count(books.id)").list(),
                            "Join it first");
                    assertRefused(
                            () -> session.query(Book.class).where("count(id) > 1").list(),
                            "Use having()");
                    assertRefused(
                            () -> session.query(Book.class).orderBy("max(year)").list(),
                            "select(...)");
                    assertRefused(() -> session.query(Book.class).select("year + :n").list(), ":n");
                    assertRefused(
                            () -> session.query(Book.class).select("titel || 'x'").list(),
                            "Did you mean \"title\"");
                    Query<Book> grouped = session.query(Book.class).groupBy("year");
                    assertRefused(grouped::list, "select(...)");
                    assertRefused(grouped::count, "count()");
                    assertRefused(grouped::exists, "exists()");
                    assertRefused(grouped::delete, "a bulk statement");
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static void assertRefused(Runnable query, String... hints) {
        assertThatThrownBy(query::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(hints);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Aggregates stand where there are groups, and in no other one")
    void aggregatesStandWhereThereAreGroups(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Query<Book> books = session.query(Book.class);
                    assertRefused(
                            () -> books.select("max(sum(year))").list(),
                            "max(sum(year))",
                            "another aggregate");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year")
                                            .having("max(count(*)) > 1")
                                            .select("year")
                                            .list(),
                            "another aggregate");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("year")
                                            .orderBy("max(count(*))")
                                            .select("year")
                                            .list(),
                            "another aggregate");
                    assertRefused(
                            () ->
                                    session.query(Book.class)
                                            .groupBy("count(*)")
                                            .select("count(*)")
                                            .list(),
                            "groupBy \"count(*)\"",
                            "having()");
                    Mapper book = library.relmap().mapping().mapper("Book");
                    assertRefused(() -> Queries.parameters(book, "count(id) > :n"), "Use having()");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A computed group may be selected twice")
    void aComputedGroupMayBeSelectedTwice(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                session.query(Book.class)
                                                        .groupBy("year / 10")
                                                        .orderBy("year / 10")
                                                        .select(
                                                                "year / 10",
                                                                "count(*)",
                                                                "year / 10",
                                                                "max(id)")
                                                        .list())
                                        .containsExactly(
                                                new Object[] {199L, 2L, 199L, 11L},
                                                new Object[] {200L, 2L, 200L, 13L}));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("first() of no rows is none")
    void firstOfNoRowsIsNone(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Book> none = session.query(Book.class).limit(0);
                            assertThat(none.first()).isNull();
                            assertThat(none.select("id").first()).isNull();
                        });
    }
}

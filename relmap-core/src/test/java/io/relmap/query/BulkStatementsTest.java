package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Convert;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Review;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.Converter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "Bulk statements change rows at once, and objects of the session follow (QU-30 to QU-33)")
class BulkStatementsTest {

    static Book book(Session session, long id) {
        return Objects.requireNonNull(session.get(Book.class, id));
    }

    static List<Integer> years(List<Book> books) {
        return books.stream().map(book -> book.year).toList();
    }

    /** The books as they are in the session, without a statement. */
    static void withBooks(TestDatabase database, Check check) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> books = session.query(Book.class).orderBy("id").list();
                    library.statements();
                    check.accept(library, session, books);
                });
    }

    @FunctionalInterface
    interface Check {
        void accept(Library library, Session session, List<Book> books);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A condition on columns is worked out in memory: one statement (QU-30)")
    void aConditionOnColumnsIsWorkedOutInMemory(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Query<Book> old = session.query(Book.class).where("year < 1996");
                    assertThat(old.update(Map.of("year", 7), Synchronize.EVALUATE)).isEqualTo(2);
                    assertThat(years(books)).containsExactly(7, 7, 2000, 2005);
                    Query<Book> anns = session.query(Book.class).where("author.id = 1");
                    assertThat(anns.update(Map.of("year", Computed.of("year + 1")))).isEqualTo(2);
                    assertThat(years(books)).containsExactly(8, 8, 2000, 2005);
                    assertThat(library.statements())
                            .hasSize(2)
                            .allMatch(s -> s.startsWith("UPDATE"));
                    session.expireAll();
                    session.query(Book.class).list();
                    assertThat(years(books)).containsExactly(8, 8, 2000, 2005);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A value that only the database can compute is reloaded (QU-30)")
    void aValueOfTheDatabaseIsReloaded(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    int rows =
                            session.query(Book.class)
                                    .where(Book_.year.eq(2000))
                                    .update(Map.of("title", Computed.of("upper(title)")));
                    assertThat(rows).isEqualTo(1);
                    assertThat(library.statements()).hasSize(1);
                    assertThat(book(session, 12).title).isEqualTo("CATS");
                    assertThat(library.statements()).hasSize(1);
                    book(session, 11);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("All values are computed from the row as it was")
    void allValuesAreComputedFromTheRowAsItWas(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    session.query(Book.class)
                            .where("id = 10")
                            .update(
                                    Map.of(
                                            "year",
                                            Computed.of("year + :n * 2", Map.of("n", 5)),
                                            "title",
                                            Computed.of("title || '!'"),
                                            "publisherId",
                                            Computed.of("authorId + 1")));
                    Consumer<Book> asExpected =
                            ants -> {
                                assertThat(ants.year).isEqualTo(2000);
                                assertThat(ants.title).isEqualTo("Ants!");
                                assertThat(ants.publisherId).isEqualTo(2);
                            };
                    asExpected.accept(books.get(0));
                    session.refresh(books.get(0));
                    asExpected.accept(books.get(0));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "FETCH has the statement return its keys, or asks for them before; NONE leaves objects as they are (QU-30)")
    void fetchAsksAndNoneLeavesObjects(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    session.query(Book.class)
                            .where("year < 2001")
                            .update(Map.of("year", 3), Synchronize.FETCH);
                    assertThat(years(books)).containsExactly(3, 3, 3, 2005);
                    assertThat(library.statements()).hasSize(database == TestDatabase.H2 ? 2 : 1);
                    session.query(Book.class).update(Map.of("year", 5), Synchronize.NONE);
                    assertThat(years(books)).containsExactly(3, 3, 3, 2005);
                    assertThat(library.statements()).hasSize(1);
                    session.expireAll();
                    assertThat(book(session, 13).year).isEqualTo(5);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The three truth values are those of the database")
    void theTruthValuesAreThoseOfTheDatabase(TestDatabase database) {
        List<String> conditions =
                List.of(
                        "authorId = 1",
                        "authorId != 1",
                        "not (authorId = 1)",
                        "authorId is null",
                        "author is not null and year >= 1995",
                        "authorId = 1 or authorId is null",
                        "not (authorId = 1 or year = 2005)",
                        "not (authorId = 1 and year = 2005)",
                        "authorId in (1, 2)",
                        "authorId not in (2)",
                        "authorId in (1, null)",
                        "not (authorId in (2, null))",
                        "year between 1995 and 2000",
                        "not (authorId between 2 and 3)",
                        "authorId.is_distinct_from(1)",
                        "authorId.is_not_distinct_from(publisherId)",
                        "publisherId = authorId",
                        "year + 5 > 2000",
                        "-year < -1999",
                        "title = 'Bees'",
                        "title || 'x' = 'Antsx'",
                        "(year > 1996) is not true",
                        "(authorId > 1) is false",
                        "id = 10.0",
                        "id = 10.5",
                        "1 = 1",
                        "title != 'Bees' and not (year = 2000)");
        Library library = Library.on(database);
        for (String condition : conditions) {
            library.session(
                    session -> {
                        List<Book> books = session.query(Book.class).orderBy("id").list();
                        List<Book> meant =
                                session.query(Book.class).where(condition).orderBy("id").list();
                        session.query(Review.class).delete(Synchronize.NONE);
                        session.query(Book.class)
                                .where(condition)
                                .update(Map.of("title", "!"), Synchronize.EVALUATE);
                        assertThat(books.stream().filter(book -> "!".equals(book.title)).toList())
                                .as(condition)
                                .isEqualTo(meant);
                        session.rollback();
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Keys of new objects are read after the flush (QU-14, QU-30)")
    void keysOfNewObjectsAreReadAfterTheFlush(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Author dan = new Author();
                    dan.id = 9L;
                    session.add(dan);
                    books.get(3).author.set(dan);
                    int rows =
                            session.query(Book.class)
                                    .where(Book_.author.eq(dan))
                                    .update(Map.of("year", 9), Synchronize.EVALUATE);
                    assertThat(rows).isEqualTo(1);
                    assertThat(years(books)).containsExactly(1990, 1995, 2000, 9);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A reference whose key was set is looked up anew")
    void aReferenceWhoseKeyWasSetIsLookedUpAnew(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Author ann = Objects.requireNonNull(books.get(0).author.get());
                    session.query(Book.class).where("id = 10").update(Map.of("authorId", 2));
                    assertThat(books.get(0).author.get()).isNotSameAs(ann);
                    session.query(Book.class).where("id = 10").update(Map.of("author", ann));
                    assertThat(books.get(0).author.get()).isSameAs(ann);
                    session.query(Book.class)
                            .where("id = 10")
                            .update(Collections.singletonMap("author", null));
                    assertThat(books.get(0).author.get()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Without autoflush, the row counts, and a changed attribute is reloaded (QU-30)")
    void withoutAutoflushAChangedAttributeIsReloaded(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Book ants = books.get(0);
                    Book bees = books.get(1);
                    ants.year = 2100;
                    bees.title = "Wasps";
                    session.noAutoflush(
                            () -> {
                                assertThat(
                                                session.query(Book.class)
                                                        .where("year < 2001")
                                                        .update(
                                                                Map.of("year", 3),
                                                                Synchronize.EVALUATE))
                                        .isEqualTo(3);
                                assertThat(bees.year).isEqualTo(3);
                                assertThat(bees.title).isEqualTo("Wasps");
                                assertThat(book(session, 10).year).isEqualTo(3);
                            });
                    session.flush();
                    session.refresh(bees);
                    assertThat(bees.title).isEqualTo("Wasps");
                    assertThat(bees.year).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An object of which the condition's attribute has expired is reloaded (QU-32)")
    void anExpiredObjectIsReloaded(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    session.expire(books.get(2), List.of("publisherId"));
                    session.expire(books.get(0));
                    int rows =
                            session.query(Book.class)
                                    .where("publisherId = 2")
                                    .update(Map.of("year", 3), Synchronize.EVALUATE);
                    assertThat(rows).isEqualTo(1);
                    assertThat(library.statements()).hasSize(1);
                    assertThat(books.get(1).year).isEqualTo(3);
                    assertThat(book(session, 12).year).isEqualTo(2000);
                    assertThat(book(session, 10).year).isEqualTo(1990);
                    assertThat(library.statements()).hasSize(2);
                    session.query(Review.class).delete();
                    session.executeSql("delete from book_tag");
                    session.expire(books.get(0), List.of("year"));
                    session.expire(books.get(1), List.of("year"));
                    assertThat(
                                    session.query(Book.class)
                                            .where("year = 3")
                                            .delete(Synchronize.EVALUATE))
                            .isEqualTo(1);
                    assertThat(session.contains(books.get(0))).isTrue();
                    assertThat(book(session, 10).year).isEqualTo(1990);
                    assertThatThrownBy(() -> session.refresh(books.get(1)))
                            .isInstanceOf(ObjectDeletedException.class);
                    assertThat(session.get(Book.class, 11L)).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A bulk delete takes objects out; collections stay as they are (QU-31)")
    void aBulkDeleteTakesObjectsOut(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    List<Review> reviews = new ArrayList<>(books.get(0).reviews);
                    library.statements();
                    assertThat(session.query(Review.class).where("stars = 5").delete())
                            .isEqualTo(1);
                    assertThat(library.statements()).hasSize(1);
                    assertThat(session.contains(reviews.get(0))).isFalse();
                    assertThat(books.get(0).reviews).hasSize(2);
                    session.query(Review.class)
                            .where("book.title = 'Ants'")
                            .delete(Synchronize.FETCH);
                    assertThat(session.contains(reviews.get(1))).isFalse();
                    assertThat(session.query(Review.class).delete(Synchronize.NONE)).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Fewer rows than objects: others have changed rows, and the objects are reloaded")
    void fewerRowsThanObjects(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    session.executeSql("update book set \"year\" = 2020 where id = 10");
                    Query<Book> old = session.query(Book.class).where("year < 1996");
                    assertThat(old.update(Map.of("year", 7))).isEqualTo(1);
                    assertThat(book(session, 10).year).isEqualTo(2020);
                    assertThat(book(session, 11).year).isEqualTo(7);
                    session.executeSql("delete from book_tag");
                    session.executeSql("update book set \"year\" = 2021 where id = 11");
                    assertThat(session.query(Book.class).where("year = 7").delete()).isZero();
                    assertThat(book(session, 11).year).isEqualTo(2021);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What a query says of entities holds for bulk statements too (QU-33, LO-117)")
    void criteriaOfEntitiesHold(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    assertThat(
                                    session.query(Book.class)
                                            .withCriteria(Book.class, "year > 1990", Map.of())
                                            .withCriteria(Review.class, "stars < 5", Map.of())
                                            .where("reviews.stars > 0 or year > 2000")
                                            .update(Map.of("year", 1)))
                            .isEqualTo(2);
                    assertThat(years(books)).containsExactly(1990, 1995, 1, 1);
                });
    }

    enum Shape {
        ROUND,
        FLAT
    }

    static final class Mirrored implements Converter<String, String> {
        @Override
        public String toDatabase(String value) {
            return new StringBuilder(value).reverse().toString();
        }

        @Override
        public String toJava(String stored) {
            return toDatabase(stored);
        }
    }

    @Entity
    static class Part {
        @Id @Nullable Integer id;

        @io.relmap.annotation.Column(precision = 10, scale = 2)
        @Nullable BigDecimal price;

        @Nullable LocalDate made;
        boolean sold;
        @Nullable Shape shape;
        double weight;

        @Convert(Mirrored.class)
        @Nullable String code;

        Part() {}

        Part(int id, String price, LocalDate made, boolean sold, Shape shape) {
            this.id = id;
            this.price = new BigDecimal(price);
            this.made = made;
            this.sold = sold;
            this.shape = shape;
            this.code = "abc";
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Decimals, dates, truth values and enums are worked out; the others are asked for")
    void valuesOfManyTypes(TestDatabase database) {
        List<String> sql = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Part.class)
                        .listener(
                                (io.relmap.observe.StatementListener)
                                        execution -> sql.add(execution.sql()))
                        .build();
        relmap.schema().createAll();
        LocalDate day = LocalDate.of(2020, 2, 2);
        Part first = new Part(1, "1.50", day, true, Shape.ROUND);
        Part second = new Part(2, "2.50", day.plusDays(1), false, Shape.FLAT);
        relmap.inTransaction(
                session -> {
                    session.add(first);
                    session.add(second);
                    session.flush();
                    sql.clear();
                    assertEvaluated(session, "price < 2", Map.of());
                    assertEvaluated(session, "price = :p", Map.of("p", new BigDecimal("1.5")));
                    assertEvaluated(session, "made <= :d", Map.of("d", day));
                    assertEvaluated(session, "sold", Map.of());
                    assertEvaluated(session, "sold = true", Map.of());
                    assertEvaluated(session, "shape = :s", Map.of("s", Shape.ROUND));
                    assertEvaluated(session, "shape != 'FLAT'", Map.of());
                    assertThat(sql).allMatch(text -> text.startsWith("UPDATE"));
                    // the row has 2.51 or 2.50, the object 2.505: only a reload tells
                    second.price = new BigDecimal("2.505");
                    session.query(Part.class)
                            .where("price > :p", Map.of("p", new BigDecimal("2.502")))
                            .update(Map.of("weight", 8.5), Synchronize.EVALUATE);
                    double known = Objects.requireNonNull(session.get(Part.class, 2)).weight;
                    session.refresh(second);
                    assertThat(known).isEqualTo(second.weight);
                    for (String condition : List.of("code = 'abc'", "weight >= 0.5")) {
                        assertThatThrownBy(
                                        () ->
                                                session.query(Part.class)
                                                        .where(condition)
                                                        .delete(Synchronize.EVALUATE))
                                .as(condition)
                                .isInstanceOf(InvalidRequestException.class)
                                .hasMessageContaining("cannot be worked out");
                    }
                });
    }

    /** The first part is meant, the second is not; both know without being asked. */
    private static void assertEvaluated(
            Session session, String condition, Map<String, ?> parameters) {
        Part first = Objects.requireNonNull(session.get(Part.class, 1));
        Part second = Objects.requireNonNull(session.get(Part.class, 2));
        double before = second.weight;
        double value = first.weight + 1;
        assertThat(
                        session.query(Part.class)
                                .where(condition, parameters)
                                .update(Map.of("weight", value), Synchronize.EVALUATE))
                .as(condition)
                .isEqualTo(1);
        assertThat(first.weight).as(condition).isEqualTo(value);
        assertThat(second.weight).as(condition).isEqualTo(before);
    }

    // What the session does with them ------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName("Objects go back with a savepoint, and later edits are written (QU-30, SE-32)")
    void objectsGoBackWithASavepoint(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Book ants = books.get(0);
                    Author ann = Objects.requireNonNull(ants.author.get());
                    for (Object year : List.of(7, Computed.of("year - 1983"))) {
                        NestedTransaction savepoint = session.beginNested();
                        session.query(Book.class).where("id = 10").update(Map.of("year", year));
                        assertThat(book(session, 10).year).isEqualTo(7);
                        savepoint.rollback();
                        assertThat(book(session, 10).year).isEqualTo(1990);
                    }
                    NestedTransaction savepoint = session.beginNested();
                    session.query(Book.class)
                            .where("upper(title) = 'ANTS'")
                            .update(Collections.singletonMap("author", null));
                    session.query(Book.class)
                            .where("id = 10")
                            .update(Map.of("title", Computed.of("upper(title)")));
                    assertThat(ants.author.get()).isNull();
                    assertThat(book(session, 10).title).isEqualTo("ANTS");
                    savepoint.rollback();
                    assertThat(ants.title).isEqualTo("Ants");
                    assertThat(ants.authorId).isEqualTo(1);
                    assertThat(ants.author.get()).isSameAs(ann);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "The value of a bulk statement that was rolled back is written when it is set again")
    void aValueThatWasRolledBackIsWrittenWhenItIsSetAgain(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Book ants = books.get(0);
                    NestedTransaction savepoint = session.beginNested();
                    session.query(Book.class).where("id = 10").update(Map.of("year", 7));
                    savepoint.rollback();
                    ants.year = 7;
                    session.flush();
                    session.refresh(ants);
                    assertThat(ants.year).isEqualTo(7);
                    session.commit();
                    session.query(Book.class).where("id = 10").update(Map.of("year", 8));
                    session.rollback();
                    ants.year = 8;
                    session.flush();
                    session.refresh(ants);
                    assertThat(ants.year).isEqualTo(8);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Of texts that differ in letters' case only the database decides (QU-30)")
    void ofTextsThatDifferInCaseTheDatabaseDecides(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    session.query(Book.class)
                            .where("title = 'ANTS' or title = 'Bees'")
                            .update(Map.of("year", 7), Synchronize.EVALUATE);
                    assertThat(books.get(1).year).isEqualTo(7);
                    assertThat(books.get(2).year).isEqualTo(2000);
                    library.statements();
                    assertThat(book(session, 12).year).isEqualTo(2000);
                    assertThat(library.statements()).isEmpty();
                    assertThat(book(session, 10).year).isEqualTo(1990);
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Without autoflush a change that was not flushed is lost, also of what had expired")
    void aChangeThatWasNotFlushedIsLost(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Book ants = books.get(0);
                    Book bees = books.get(1);
                    session.expire(ants, List.of("title"));
                    ants.title = "Mine";
                    bees.title = "Mine";
                    session.noAutoflush(
                            () -> {
                                session.query(Book.class)
                                        .where("id < 12")
                                        .update(Map.of("title", "New"));
                            });
                    for (Book book : List.of(ants, bees)) {
                        assertThat(book(session, Objects.requireNonNull(book.id)).title)
                                .isEqualTo("New");
                    }
                    session.flush();
                    session.expireAll();
                    for (Book book : List.of(ants, bees)) {
                        assertThat(book(session, Objects.requireNonNull(book.id)).title)
                                .isEqualTo("New");
                    }
                });
    }
}

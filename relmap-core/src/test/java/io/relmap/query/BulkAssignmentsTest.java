package io.relmap.query;

import static io.relmap.query.BulkStatementsTest.withBooks;
import static io.relmap.query.BulkStatementsTest.years;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToOne;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a bulk statement sets, and what it refuses before any SQL (QU-30)")
class BulkAssignmentsTest {

    @Entity
    static class Box {
        @Id @Nullable Long id;

        Box() {}

        Box(long id) {
            this.id = id;
        }
    }

    /** A part of a box: the reference is a part of its key. */
    @Entity
    static class Slot {
        @Id
        @ForeignKey("box.id")
        @Nullable Long boxId;

        @Id int num;
        byte @Nullable [] data;
        @Relationship final ToOne<Box> box = ToOne.of(this);

        Slot() {}

        Slot(long boxId, int num) {
            this.boxId = boxId;
            this.num = num;
        }
    }

    private static void withSlots(TestDatabase database, BiConsumer<Session, List<Slot>> check) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Box.class, Slot.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    List<Slot> slots = List.of(new Slot(1, 1), new Slot(1, 2));
                    session.add(new Box(1));
                    session.add(new Box(2));
                    slots.forEach(session::add);
                    session.flush();
                    check.accept(session, slots);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "What cannot be worked out is refused before any SQL, and asked for otherwise (QU-30)")
    void whatCannotBeWorkedOutIsRefused(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    books.get(3).title = "Dingos";
                    for (String condition :
                            List.of(
                                    "author.name = 'Ann'",
                                    "lower(title) = 'ants'",
                                    "title like 'A%'",
                                    "title < 'B'",
                                    "year / 2 = 995",
                                    "reviews.stars = 5 or year > 5")) {
                        assertThatThrownBy(
                                        () ->
                                                session.query(Book.class)
                                                        .where(condition)
                                                        .update(
                                                                Map.of("year", 1),
                                                                Synchronize.EVALUATE))
                                .as(condition)
                                .isInstanceOf(InvalidRequestException.class)
                                .hasMessageContaining("Synchronize.FETCH");
                    }
                    assertThat(library.statements()).isEmpty();
                    Query<Book> anns =
                            session.query(Book.class)
                                    .where(
                                            Book_.author.has(
                                                    io.relmap.load.library.Author_.name.eq("Ann")));
                    assertThat(anns.update(Map.of("year", 1))).isEqualTo(2);
                    assertThat(years(books)).containsExactly(1, 1, 2000, 2005);
                    assertThat(library.statements())
                            .extracting(sql -> sql.substring(0, 6))
                            .containsExactly(
                                    database == TestDatabase.H2
                                            ? new String[] {"UPDATE", "SELECT", "UPDATE"}
                                            : new String[] {"UPDATE", "UPDATE"});
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What a bulk statement cannot do is refused before any SQL (QU-30)")
    void whatABulkStatementCannotDoIsRefused(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    books.get(0).title = "Dirty";
                    assertThatThrownBy(() -> session.query(Book.class).update(Map.of("titel", "x")))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Did you mean \"title\"");
                    assertThatThrownBy(
                                    () ->
                                            session.query(Book.class)
                                                    .join("author")
                                                    .update(Map.of("year", 1)))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("join");
                    assertThatThrownBy(
                                    () ->
                                            session.query(Book.class)
                                                    .limit(1)
                                                    .update(Map.of("year", 1)))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("limit");
                    assertThat(library.statements()).isEmpty();
                    for (String value :
                            List.of("author.name", "year; drop table book", "nothing + 1", ":x")) {
                        assertThatThrownBy(
                                        () ->
                                                session.query(Book.class)
                                                        .update(
                                                                Map.of(
                                                                        "title",
                                                                        Computed.of(value))))
                                .as(value)
                                .isInstanceOf(InvalidRequestException.class);
                    }
                    assertThat(library.statements()).noneMatch(sql -> sql.contains("drop"));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A reference whose key is a part of the primary key is not set (QU-30)")
    void aReferenceInTheKeyIsNotSet(TestDatabase database) {
        withSlots(
                database,
                (session, slots) -> {
                    Box other = Objects.requireNonNull(session.get(Box.class, 2L));
                    assertThatThrownBy(
                                    () ->
                                            session.query(Slot.class)
                                                    .where("num = 1")
                                                    .update(Map.of("box", other)))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContainingAll("its key", "boxId", "\"box\"");
                    assertThat(session.get(Slot.class, List.of(1L, 1))).isSameAs(slots.get(0));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Objects do not share a value that can change inside")
    void objectsDoNotShareAValue(TestDatabase database) {
        withSlots(
                database,
                (session, slots) -> {
                    byte[] data = {1};
                    session.query(Slot.class).update(Map.of("data", data));
                    data[0] = 8;
                    byte[] first = Objects.requireNonNull(slots.get(0).data);
                    first[0] = 9;
                    session.flush();
                    slots.forEach(session::refresh);
                    assertThat(slots.get(0).data).containsExactly(9);
                    assertThat(slots.get(1).data).containsExactly(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A column is set once, not by a reference and its key (QU-30)")
    void aColumnIsSetOnce(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    Author ann = Objects.requireNonNull(session.get(Author.class, 1L));
                    library.statements();
                    assertThatThrownBy(
                                    () ->
                                            session.query(Book.class)
                                                    .update(Map.of("author", ann, "authorId", 2L)))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContainingAll("twice", "author_id");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An update computes no aggregate")
    void anUpdateComputesNoAggregate(TestDatabase database) {
        withBooks(
                database,
                (library, session, books) -> {
                    assertThatThrownBy(
                                    () ->
                                            session.query(Book.class)
                                                    .update(
                                                            Map.of(
                                                                    "year",
                                                                    Computed.of("max(year)"))))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContainingAll("max(year)", "aggregate");
                    assertThat(library.statements()).isEmpty();
                });
    }
}

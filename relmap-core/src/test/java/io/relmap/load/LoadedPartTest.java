package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Tag;
import io.relmap.query.ColumnPath;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order has the lines 1 (open), 2 and 3. */
@DisplayName("What is missing in a relationship that was loaded in part was not taken out")
class LoadedPartTest {

    @Entity(table = "orders")
    static class Order {
        @Id @Nullable Long id;
        @Nullable String name;

        @Relationship(
                backPopulates = "order",
                orderBy = "id",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Line> lines = ToList.of(this);
    }

    @Entity(table = "line")
    static class Line {
        @Id @Nullable Long id;
        boolean open;
        int quantity;

        @ForeignKey("orders.id")
        @Relationship(backPopulates = "lines")
        final ToOne<Order> order = ToOne.of(this);
    }

    private static Relmap orders(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Order.class, Line.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Order order = new Order();
                    order.id = 1L;
                    for (long id = 1; id <= 3; id++) {
                        Line line = new Line();
                        line.id = id;
                        line.open = id == 1;
                        order.lines.add(line);
                    }
                    session.add(order);
                });
        return relmap;
    }

    private static final List<UnaryOperator<Query<Order>>> PARTS =
            List.of(
                    query -> query.options(Load.selectIn("lines").where("open = true")),
                    query -> query.options(Load.joined("lines").where("open = true")),
                    query -> query.options(Load.immediate("lines").where("open = true")),
                    query ->
                            query.join("lines")
                                    .where("lines.open = true")
                                    .options(Load.containsEager("lines")),
                    query ->
                            query.outerJoin(
                                            "lines",
                                            "line",
                                            ColumnPath.of(Line.class, "open", Boolean.class)
                                                    .eq(true))
                                    .options(Load.containsEager("lines", "line")),
                    query ->
                            query.outerJoin("lines")
                                    .withCriteria(Line.class, "open = true", Map.of())
                                    .options(Load.containsEager("lines")));

    private static Order part(Relmap relmap, UnaryOperator<Query<Order>> load) {
        Order[] held = new Order[1];
        relmap.inTransaction(session -> held[0] = load.apply(session.query(Order.class)).one());
        assertThat(held[0].lines).hasSize(1);
        return held[0];
    }

    private static long lines(Relmap relmap) {
        long[] count = new long[1];
        relmap.inTransaction(
                session -> count[0] = session.query(Line.class).where("order.id = 1").count());
        return count[0];
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61, SE-63: a merge takes the elements that are there, and leaves the others where they are")
    void aMergeLeavesTheOthers(TestDatabase database) {
        for (UnaryOperator<Query<Order>> load : PARTS) {
            Relmap relmap = orders(database);
            Order order = part(relmap, load);
            order.name = "edited";
            order.lines.get(0).quantity = 9;
            relmap.inTransaction(session -> session.merge(order));
            assertThat(lines(relmap)).isEqualTo(3);
            relmap.inTransaction(
                    session -> {
                        assertThat(Objects.requireNonNull(session.get(Order.class, 1L)).name)
                                .isEqualTo("edited");
                        assertThat(Objects.requireNonNull(session.get(Line.class, 1L)).quantity)
                                .isEqualTo(9);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61: a part that was changed while detached is not merged; the error names the remedy")
    void aChangedPartIsRefused(TestDatabase database) {
        for (UnaryOperator<Query<Order>> load : PARTS) {
            Relmap relmap = orders(database);
            Order order = part(relmap, load);
            order.lines.remove(0);
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> relmap.inTransaction(session -> session.merge(order)))
                    .withMessageContaining("Order.lines")
                    .withMessageContaining("loaded in part");
            assertThat(lines(relmap)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: a merge of the whole onto a part is about the whole")
    void theWholeOntoAPart(TestDatabase database) {
        Relmap relmap = orders(database);
        Order[] whole = new Order[1];
        relmap.inTransaction(
                session ->
                        whole[0] =
                                session.query(Order.class).options(Load.selectIn("lines")).one());
        whole[0].lines.remove(2);
        relmap.inTransaction(
                session -> {
                    PARTS.get(0).apply(session.query(Order.class)).one();
                    session.merge(whole[0]);
                });
        assertThat(lines(relmap)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-32, LO-61: a delete takes all that belongs to the object, whatever of it was loaded")
    void aDeleteTakesAll(TestDatabase database) {
        for (UnaryOperator<Query<Order>> load : PARTS) {
            Relmap relmap = orders(database);
            relmap.inTransaction(
                    session -> session.delete(load.apply(session.query(Order.class)).one()));
            assertThat(lines(relmap)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61: a reference that was loaded as null for a condition stays what it is in the row")
    void aReferenceStays(TestDatabase database) {
        Relmap relmap = orders(database);
        Line[] held = new Line[1];
        relmap.inTransaction(
                session ->
                        held[0] =
                                session.query(Line.class)
                                        .where("id = 2")
                                        .options(Load.joined("order").where("name = 'none'"))
                                        .one());
        assertThat(held[0].order.get()).isNull();
        held[0].quantity = 5;
        relmap.inTransaction(session -> session.merge(held[0]));
        assertThat(lines(relmap)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-53: an inner join behind the one that is read leaves targets out as well")
    void anInnerJoinBehindLeavesTargetsOut(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .join("books")
                                    .join("books.reviews")
                                    .orderBy("id")
                                    .options(Load.containsEager("books"))
                                    .list()
                                    .get(0);
                    assertThat(ann.books).extracting(book -> book.title).containsExactly("Ants");
                    session.delete(ann);
                });
        library.session(
                session ->
                        assertThat(session.query(Book.class).where("authorId is null").count())
                                .isEqualTo(3));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61: a hidden member of a many-to-many may be added: its row is there once, a new one comes")
    void aHiddenMemberMayBeAdded(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book bees =
                            session.query(Book.class)
                                    .where("id = 11")
                                    .options(Load.selectIn("tags").where("label = 'none'"))
                                    .one();
                    assertThat(bees.tags).isEmpty();
                    bees.tags.add(Objects.requireNonNull(session.get(Tag.class, 2L)));
                    bees.tags.add(Objects.requireNonNull(session.get(Tag.class, 3L)));
                    session.flush();
                    assertThat(bees.tags).hasSize(2);
                    assertThat(tagsOfBees(session)).containsExactly(2L, 3L);
                    bees.tags.clear();
                    session.flush();
                    assertThat(tagsOfBees(session)).isEmpty();
                });
    }

    private static List<Long> tagsOfBees(Session session) {
        return session
                .sqlRows("select tag_id as t from book_tag where book_id = 11", Map.of())
                .list()
                .stream()
                .map(
                        row ->
                                ((Number) Objects.requireNonNull(row.values().iterator().next()))
                                        .longValue())
                .sorted()
                .toList();
    }
}

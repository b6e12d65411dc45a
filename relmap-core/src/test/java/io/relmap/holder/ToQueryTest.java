package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.Relationship;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ToQueryTest {

    @Entity(table = "customer")
    static class Customer implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "customer", orderBy = "number")
        final ToQuery<Order> orders = ToQuery.of(this);

        @Relationship(
                backPopulates = "customer",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToQuery<Visit> visits = ToQuery.of(this);

        @Relationship(
                backPopulates = "customer",
                lazy = Lazy.WRITE_ONLY,
                passiveDeletes = PassiveDeletes.TRUE)
        final ToQuery<Call> calls = ToQuery.of(this);

        @Relationship(secondary = "customer_label", orderBy = "word", backPopulates = "customers")
        final ToQuery<Label> labels = ToQuery.of(this);
    }

    @Entity(table = "orders")
    static class Order implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @GeneratedValue @Nullable Long id;
        int number;

        @ForeignKey("customer.id")
        @Relationship(backPopulates = "orders")
        final ToOne<Customer> customer = ToOne.of(this);

        Order() {}

        Order(int number) {
            this.number = number;
        }
    }

    @Entity(table = "visit")
    static class Visit implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("customer.id")
        @Relationship(backPopulates = "visits")
        final ToOne<Customer> customer = ToOne.of(this);
    }

    @Entity(table = "phone_call")
    static class Call implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("customer.id")
        @Relationship(backPopulates = "calls")
        final ToOne<Customer> customer = ToOne.of(this);
    }

    @Entity(table = "label")
    @io.relmap.annotation.AssociationTable(
            name = "customer_label",
            value = {
                @io.relmap.annotation.AssociationTable.Link(
                        column = "customer_id",
                        references = "customer.id"),
                @io.relmap.annotation.AssociationTable.Link(
                        column = "label_id",
                        references = "label.id")
            })
    static class Label implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @GeneratedValue @Nullable Long id;
        @Nullable String word;

        @Relationship(secondary = "customer_label", backPopulates = "labels")
        final ToSet<Customer> customers = ToSet.of(this);

        Label() {}

        Label(String word) {
            this.word = word;
        }
    }

    private final List<String> statements = new ArrayList<>();
    private Relmap relmap;
    private Session session;
    private Customer customer;
    private Order first;
    private Order second;

    @BeforeEach
    void begin() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Customer.class, Order.class, Visit.class, Call.class, Label.class)
                        .listener((StatementListener) execution -> statements.add(execution.sql()))
                        .build();
        relmap.schema().createAll();
        session = relmap.openSession();
        customer = new Customer();
        first = new Order(1);
        second = new Order(2);
        customer.orders.addAll(List.of(second, first));
        session.add(customer);
        session.commit();
        statements.clear();
    }

    private static List<Integer> numbers(Iterable<Order> orders) {
        List<Integer> numbers = new ArrayList<>();
        orders.forEach(order -> numbers.add(order.number));
        return numbers;
    }

    @Test
    @DisplayName("LO-92: of a transient or pending owner it has what was added")
    void ofATransientOwner() {
        Customer fresh = new Customer();
        Order order = new Order(7);
        fresh.orders.add(order);
        assertThat(order.customer.get()).isSameAs(fresh);
        assertThat(fresh.orders.list()).containsExactly(order);
        assertThat(fresh.orders.remove(order)).isTrue();
        assertThat(fresh.orders.remove(order)).isFalse();
        assertThat(order.customer.get()).isNull();
        order.customer.set(fresh);
        assertThat(fresh.orders).containsExactly(order);
        assertThatThrownBy(() -> session.query(fresh.orders))
                .isInstanceOf(DetachedInstanceException.class)
                .hasMessageContaining("Customer.orders");
        assertThat(statements).isEmpty();
    }

    @Test
    @DisplayName("LO-90: it is read from the database each time, in the mapped order")
    void readingAsksTheDatabase() {
        assertThat(numbers(customer.orders)).containsExactly(1, 2);
        assertThat(numbers(customer.orders)).containsExactly(1, 2);
        assertThat(statements.stream().filter(sql -> sql.contains("orders")).count())
                .isGreaterThanOrEqualTo(2);
        assertThat(Inspect.of(customer).attribute("orders").isLoaded()).isFalse();
    }

    @Test
    @DisplayName("LO-90: a part of it is queried, with all that a query can do")
    void aPartIsQueried() {
        assertThat(session.query(customer.orders).where("number > :n", Map.of("n", 1)).list())
                .containsExactly(second);
        assertThat(session.query(customer.orders).count()).isEqualTo(2);
        assertThat(session.query(customer.orders).limit(1).list()).containsExactly(first);
    }

    @Test
    @DisplayName(
            "LO-91: writing sends no SQL; history without a load is what was added and removed")
    void writingSendsNoSql() {
        Order third = new Order(3);
        customer.orders.add(third);
        customer.orders.remove(first);
        assertThat(statements).isEmpty();
        assertThat(third.customer.get()).isSameAs(customer);
        assertThat(session.contains(third)).isTrue();
        var history = Inspect.of(customer).attribute("orders").history();
        assertThat(history.added()).containsExactly(third);
        assertThat(history.unchanged()).isEmpty();
        assertThat(history.deleted()).containsExactly(first);
        assertThat(session.isModified(customer)).isTrue();
        assertThat(numbers(customer.orders)).as("the autoflush has written").containsExactly(2, 3);
        assertThat(Inspect.of(customer).attribute("orders").history().added()).isEmpty();
    }

    @Test
    @DisplayName("LO-91: with autoflush off pending elements count as the queue says")
    void whatTheRowsAndTheQueueSay() {
        Order third = new Order(3);
        customer.orders.add(third);
        customer.orders.remove(first);
        session.noAutoflush(
                () -> {
                    var history = Inspect.of(customer).attribute("orders").loadHistory();
                    assertThat(history.added()).containsExactly(third);
                    assertThat(history.unchanged()).containsExactly(second);
                    assertThat(history.deleted()).containsExactly(first);
                });
    }

    @Test
    @DisplayName("LO-91: what is added and removed before the flush cancels out")
    void addedAndRemoved() {
        Order third = new Order(3);
        customer.orders.add(third);
        customer.orders.remove(third);
        customer.orders.remove(first);
        customer.orders.add(first);
        assertThat(session.isModified(customer)).isFalse();
    }

    @Test
    @DisplayName(
            "LO-91: the element of another owner is refused, by its own foreign key, without SQL")
    void theElementOfAnother() {
        Customer other = new Customer();
        Order foreign = new Order(9);
        other.orders.add(foreign);
        session.add(other);
        session.flush();
        statements.clear();
        assertThatThrownBy(() -> customer.orders.remove(foreign))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Customer.orders");
        assertThat(foreign.customer.get()).isSameAs(other);
        assertThat(statements).isEmpty();
    }

    @Test
    @DisplayName("AT-60: what the other side changes is queued")
    void theOtherSide() {
        Order third = new Order(3);
        third.customer.set(customer);
        first.customer.set(null);
        assertThat(Inspect.of(customer).attribute("orders").history().added())
                .containsExactly(third);
        session.flush();
        assertThat(numbers(customer.orders)).containsExactly(2, 3);
    }

    @Test
    @DisplayName("CO-30: replacing the whole content reads the rows to find what goes")
    void replacing() {
        Order third = new Order(3);
        customer.orders.replaceWith(List.of(second, third));
        assertThat(first.customer.get()).isNull();
        session.commit();
        assertThat(numbers(customer.orders)).containsExactly(2, 3);
    }

    @Test
    @DisplayName("AT-26: a call that fails in the middle changes nothing")
    void aFailingCall() {
        Order third = new Order(3);
        List<Order> orders = new ArrayList<>(List.of(third));
        orders.add(null);
        assertThatThrownBy(() -> customer.orders.addAll(orders))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("Customer.orders");
        assertThat(third.customer.get()).isNull();
        assertThat(session.contains(third)).isFalse();
        assertThat(Inspect.of(customer).attribute("orders").history().added()).isEmpty();
    }

    @Test
    @DisplayName("LO-92: of a detached owner it cannot be read, but written")
    void ofADetachedOwner() {
        session.close();
        assertThatThrownBy(() -> customer.orders.list())
                .isInstanceOf(DetachedInstanceException.class)
                .hasMessageContaining("Customer.orders");
        Order third = new Order(3);
        customer.orders.add(third);
        try (Session next = relmap.openSession()) {
            next.add(customer);
            assertThat(next.contains(third)).isTrue();
            assertThat(numbers(customer.orders)).containsExactly(1, 2, 3);
        }
    }

    @Test
    @DisplayName("LO-93: deleting the owner clears the keys of what it has, or deletes it")
    void deletingTheOwner() {
        customer.visits.add(new Visit());
        session.commit();
        session.delete(customer);
        session.commit();
        assertThat(first.customer.get()).isNull();
        assertThat(session.query(Order.class).count()).isEqualTo(2);
        assertThat(session.query(Visit.class).count()).isZero();
    }

    @Test
    @DisplayName("LO-93: an orphan is deleted")
    void anOrphan() {
        Visit visit = new Visit();
        customer.visits.add(visit);
        session.commit();
        customer.visits.remove(visit);
        session.commit();
        assertThat(session.query(Visit.class).count()).isZero();
    }

    @Test
    @DisplayName("LO-90, m2m: links are added, removed and queried")
    void manyToMany() {
        Label x = new Label("x");
        Label y = new Label("y");
        customer.labels.addAll(List.of(y, x));
        assertThat(x.customers).containsExactly(customer);
        session.commit();
        assertThat(customer.labels.list()).containsExactly(x, y);
        y.customers.remove(customer);
        session.commit();
        assertThat(customer.labels.list()).containsExactly(x);
        assertThat(session.query(customer.labels).where("word = :w", Map.of("w", "x")).one())
                .isSameAs(x);
    }

    @Test
    @DisplayName("LO-96: write-only is written and queried, never walked over or replaced")
    void writeOnly() {
        Call call = new Call();
        customer.calls.add(call);
        session.commit();
        assertThatThrownBy(() -> customer.calls.iterator())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("write-only");
        assertThatThrownBy(() -> customer.calls.replaceWith(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("write-only");
        assertThat(session.query(customer.calls).list()).containsExactly(call);
        customer.calls.remove(call);
        session.commit();
        assertThat(session.query(customer.calls).count()).isZero();
    }

    @Entity(table = "stream")
    static class Stream {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(lazy = Lazy.WRITE_ONLY)
        final ToQuery<Event> events = ToQuery.of(this);
    }

    @Entity(table = "event")
    static class Event {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("stream.id")
        @Nullable Long streamId;
    }

    @Test
    @DisplayName(
            "LO-96: an owner of write-only elements is deleted only where the database does the rest")
    void deletingTheOwnerOfWhatIsWriteOnly() {
        Relmap streams =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Stream.class, Event.class)
                        .build();
        streams.schema().createAll();
        try (Session s = streams.openSession()) {
            Stream stream = new Stream();
            stream.events.add(new Event());
            s.add(stream);
            s.commit();
            s.delete(stream);
            assertThatThrownBy(s::flush)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Stream.events")
                    .hasMessageContaining("passiveDeletes");
        }
    }

    @Test
    @DisplayName("LO-97: merging a new object brings along what was added to it")
    void merging() {
        Customer fresh = new Customer();
        fresh.orders.add(new Order(8));
        Customer merged = session.merge(fresh);
        session.commit();
        assertThat(numbers(merged.orders)).containsExactly(8);
    }

    @Test
    @DisplayName(
            "DESIGN 2: serialized without row it keeps what was added; with one it comes back detached")
    void serialization() throws IOException, ClassNotFoundException {
        Customer fresh = new Customer();
        fresh.orders.add(new Order(8));
        Customer copy = copyOf(fresh);
        assertThat(numbers(copy.orders)).containsExactly(8);
        assertThat(copy.orders.list().get(0).customer.get()).isSameAs(copy);
        Customer detached = copyOf(customer);
        assertThatThrownBy(() -> detached.orders.list())
                .isInstanceOf(DetachedInstanceException.class);
    }

    private static Customer copyOf(Customer original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Customer) in.readObject();
        }
    }

    @Test
    @DisplayName("CO-13: text neither loads nor calls elements")
    void text() {
        assertThat(customer.orders.toString()).isEqualTo("Customer.orders: query");
        assertThat(new Customer().orders.toString()).isEqualTo("ToQuery");
        assertThat(statements).isEmpty();
    }
}

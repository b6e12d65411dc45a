package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.error.NoResultException;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToQuery;
import io.relmap.query.Query;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LO-94: a query of a relationship with methods of the program's own")
class QueryClassTest {

    /** Keeps its own methods after those of Query that it narrows. */
    public interface Bookings extends Query<Booking> {

        default Bookings over(int amount) {
            return where("amount > " + amount);
        }

        @Override
        Bookings where(String condition);

        default long total() {
            return over(0).list().stream().mapToLong(booking -> booking.amount).sum();
        }
    }

    /** Says nothing of how. */
    public interface Unfinished extends Query<Booking> {
        Unfinished soon();
    }

    @Entity
    static class Account {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(lazy = Lazy.DYNAMIC, queryClass = Bookings.class, orderBy = "amount")
        final ToQuery<Booking> bookings = ToQuery.of(this);

        @Relationship(
                lazy = Lazy.DYNAMIC,
                queryClass = Unfinished.class,
                viewOnly = true,
                primaryJoin = "Account.id = Booking.accountId")
        final ToQuery<Booking> unfinished = ToQuery.of(this);

        @Relationship(
                lazy = Lazy.DYNAMIC,
                viewOnly = true,
                primaryJoin = "Account.id = Booking.accountId")
        final ToQuery<Booking> plain = ToQuery.of(this);
    }

    @Entity
    static class Booking {
        @Id @GeneratedValue @Nullable Long id;
        int amount;

        @ForeignKey("account.id")
        @Nullable Long accountId;

        Booking() {}

        Booking(int amount) {
            this.amount = amount;
        }
    }

    @Entity
    static class Wrong {
        @Id @Nullable Long id;

        @Relationship(lazy = Lazy.DYNAMIC, queryClass = List.class)
        final ToQuery<Part> parts = ToQuery.of(this);
    }

    @Entity
    static class Part {
        @Id @Nullable Long id;

        @ForeignKey("wrong.id")
        @Relationship
        final ToOne<Wrong> wrong = ToOne.of(this);
    }

    @Test
    @DisplayName(
            "Its methods and those of Query go on from each other; errors come through as they are")
    void itsMethodsGoOnFromEachOther() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Account.class, Booking.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Account account = new Account();
                    account.bookings.addAll(
                            List.of(new Booking(1), new Booking(5), new Booking(9)));
                    session.add(account);
                    session.flush();

                    Bookings bookings = session.query(account.bookings, Bookings.class);
                    assertThat(bookings.over(2).over(6).list())
                            .extracting(booking -> booking.amount)
                            .containsExactly(9);
                    assertThat(session.query(account.bookings, Bookings.class).total())
                            .isEqualTo(15);
                    assertThat(List.of(bookings).contains(bookings)).isTrue();
                    assertThat(session.query(account.bookings).limit(1))
                            .isInstanceOf(Bookings.class);
                    assertThatExceptionOfType(NoResultException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(account.bookings, Bookings.class)
                                                    .over(99)
                                                    .one());
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> session.query(account.plain, Bookings.class))
                            .withMessageContaining("queryClass = Bookings.class");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(account.unfinished, Unfinished.class)
                                                    .soon())
                            .withMessageContaining("default method");
                });
    }

    @Test
    @DisplayName("What is no public interface of a query is refused when the mapping is built")
    void whatIsNoQueryIsRefused() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .entities(Wrong.class, Part.class)
                                        .build())
                .withMessageContaining("Wrong.parts")
                .withMessageContaining("public interface PartQuery extends Query<Part>");
    }
}

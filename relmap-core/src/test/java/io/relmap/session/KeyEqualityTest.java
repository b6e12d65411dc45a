package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SE-40: keys are compared as the database does, so that one row is one object")
class KeyEqualityTest {

    @Entity(table = "tariff")
    static class Tariff {
        @Id
        @Column(precision = 10, scale = 2)
        BigDecimal rate = BigDecimal.ZERO;

        @Nullable String name;

        @Column(precision = 10, scale = 2, unique = true)
        @Nullable BigDecimal rank;

        @Relationship(backPopulates = "tariff")
        final ToList<Call> calls = ToList.of(this);

        Tariff() {}

        Tariff(String rate, @Nullable String rank) {
            this.rate = new BigDecimal(rate);
            this.rank = rank == null ? null : new BigDecimal(rank);
        }
    }

    @Entity(table = "call")
    static class Call {
        @Id int id;

        @ForeignKey("tariff.rate")
        @Relationship(backPopulates = "calls")
        final ToOne<Tariff> tariff = ToOne.of(this);

        Call() {}

        Call(int id) {
            this.id = id;
        }
    }

    @Entity(table = "stamp")
    static class Stamp {
        @Id byte[] digest = {};
        @Nullable String name;
    }

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Tariff.class, Call.class, Stamp.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName("decimals of one value and different scales are one key")
    void decimals(TestDatabase database) {
        relmap(database)
                .inTransaction(
                        session -> {
                            Tariff tariff = new Tariff("6", null);
                            tariff.calls.add(new Call(1));
                            session.add(tariff);
                            session.flush();
                            assertThat(session.query(Tariff.class).one()).isSameAs(tariff);
                            assertThat(session.get(Tariff.class, new BigDecimal("6.000")))
                                    .isSameAs(tariff);
                            session.expungeAll();
                            Tariff read =
                                    session.query(Tariff.class)
                                            .options(Load.selectIn("calls"))
                                            .one();
                            assertThat(read.calls).hasSize(1);
                            assertThat(read.calls.get(0).tariff.get()).isSameAs(read);
                        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName("arrays of the same bytes are one key")
    void bytes(TestDatabase database) {
        relmap(database)
                .inTransaction(
                        session -> {
                            Stamp stamp = new Stamp();
                            stamp.digest = new byte[] {1, 2, 3};
                            session.add(stamp);
                            session.flush();
                            assertThat(session.query(Stamp.class).one()).isSameAs(stamp);
                            assertThat(session.get(Stamp.class, new byte[] {1, 2, 3}))
                                    .isSameAs(stamp);
                        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName("UW-140: a unique value that is freed is known by its value, not by its scale")
    void handovers(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session ->
                        session.addAll(List.of(new Tariff("1", "1.00"), new Tariff("2", "5.00"))));
        relmap.inTransaction(
                session -> {
                    Tariff first = session.get(Tariff.class, new BigDecimal("1"));
                    Tariff second = session.get(Tariff.class, new BigDecimal("2"));
                    first.rank = new BigDecimal("5");
                    second.rank = new BigDecimal("7");
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Tariff.class, new BigDecimal("1")).rank)
                                .isEqualByComparingTo("5"));
    }
}

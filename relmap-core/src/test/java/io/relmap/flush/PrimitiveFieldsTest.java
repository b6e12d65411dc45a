package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.CircularDependencyException;
import io.relmap.holder.ToOne;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.schema.UniqueConstraint;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("02, 6.2: a column that may be NULL is not made so where its field is primitive")
class PrimitiveFieldsTest {

    static class A {
        @Nullable Integer id;
        @Nullable String name;
        int bId;
        final ToOne<B> b = ToOne.of(this);
    }

    static class B {
        @Nullable Integer id;
        @Nullable String name;
        @Nullable Integer cId;
        final ToOne<C> c = ToOne.of(this);
    }

    static class C {
        @Nullable Integer id;
        @Nullable String name;
        int aId;
        final ToOne<A> a = ToOne.of(this);
    }

    static class Egg {
        @Nullable Integer id;
        @Nullable String name;
        int henId;
        final ToOne<Hen> hen = ToOne.of(this);
    }

    static class Hen {
        @Nullable Integer id;
        @Nullable String name;
        int eggId;
        final ToOne<Egg> egg = ToOne.of(this);
    }

    static class Seat {
        @Nullable Integer id;
        @Nullable String name;
        int place;
        @Nullable Integer lane;
    }

    private static Relmap relmap(TestDatabase database, Consumer<MappingBuilder> mapping) {
        Relmap relmap =
                Relmap.builder().dataSource(database.freshDataSource()).mapping(mapping).build();
        relmap.schema().createAll();
        return relmap;
    }

    private static Table referring(String name, String column, String target) {
        return Family.reference(Family.named(name), column, target).build();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a ring of rows is opened at the reference whose field can hold null")
    void aRingIsOpenedAtAWrapper(TestDatabase database) {
        Relmap relmap =
                relmap(
                        database,
                        m ->
                                m.map(
                                                A.class,
                                                referring("a", "b_id", "b"),
                                                e ->
                                                        e.reference(
                                                                "b",
                                                                "B",
                                                                r -> r.foreignKeys("A.bId")))
                                        .map(
                                                B.class,
                                                referring("b", "c_id", "c"),
                                                e ->
                                                        e.reference(
                                                                "c",
                                                                "C",
                                                                r -> r.foreignKeys("B.cId")))
                                        .map(
                                                C.class,
                                                referring("c", "a_id", "a"),
                                                e ->
                                                        e.reference(
                                                                "a",
                                                                "A",
                                                                r -> r.foreignKeys("C.aId"))));
        A a = new A();
        B b = new B();
        C c = new C();
        a.b.set(b);
        b.c.set(c);
        c.a.set(a);

        relmap.inTransaction(session -> session.add(a));

        relmap.inTransaction(
                session -> {
                    A found = session.query(A.class).one();
                    assertThat(session.query(C.class).one().a.get()).isSameAs(found);
                    List<B> between = session.query(B.class).list();
                    session.query(C.class).list().forEach(session::delete);
                    between.forEach(session::delete);
                    session.delete(found);
                });
        relmap.inTransaction(session -> assertThat(session.query(A.class).list()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-33: a ring of nothing but primitive fields is reported with its path")
    void aRingOfPrimitives(TestDatabase database) {
        Relmap relmap =
                relmap(
                        database,
                        m ->
                                m.map(
                                                Egg.class,
                                                referring("egg", "hen_id", "hen"),
                                                e ->
                                                        e.reference(
                                                                "hen",
                                                                "Hen",
                                                                r -> r.foreignKeys("Egg.henId")))
                                        .map(
                                                Hen.class,
                                                referring("hen", "egg_id", "egg"),
                                                e ->
                                                        e.reference(
                                                                "egg",
                                                                "Egg",
                                                                r -> r.foreignKeys("Hen.eggId"))));
        Egg egg = new Egg();
        Hen hen = new Hen();
        egg.hen.set(hen);
        hen.egg.set(egg);
        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(egg)))
                .withMessageContainingAll("Egg", "Hen");
    }

    private static Seat seat(int place, int lane) {
        Seat seat = new Seat();
        seat.place = place;
        seat.lane = lane;
        return seat;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("unique values are exchanged by the column whose field can hold null")
    void anExchange(TestDatabase database) {
        Table seats =
                Family.named("seat")
                        .column(ColumnDefinition.of("place", TypeRegistry.integer()))
                        .column(ColumnDefinition.of("lane", TypeRegistry.integer()))
                        .unique(new UniqueConstraint("seat_place", List.of("place", "lane")))
                        .build();
        Relmap relmap = relmap(database, m -> m.map(Seat.class, seats, e -> {}));
        Seat first = seat(1, 1);
        Seat second = seat(2, 2);
        relmap.inTransaction(
                session -> session.addAll(List.of(first, second, seat(0, 1), seat(0, 2))));
        relmap.inTransaction(
                session -> {
                    session.addAll(List.of(first, second));
                    first.place = 2;
                    first.lane = 2;
                    second.place = 1;
                    second.lane = 1;
                });
        relmap.inTransaction(
                session -> assertThat(session.get(Seat.class, second.id).place).isEqualTo(1));
    }

    record Place(int row, @Nullable Integer number) {}

    @Entity(table = "stall")
    @io.relmap.annotation.UniqueConstraint({"place_row", "place_number"})
    static class Stall {
        @Id int id;
        @Embedded @Nullable Place place;

        static Stall of(int id, int row, int number) {
            Stall stall = new Stall();
            stall.id = id;
            stall.place = new Place(row, number);
            return stall;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("so are those of the components of a record")
    void anExchangeOfComponents(TestDatabase database) {
        Relmap relmap = relmap(database, m -> m.entities(Stall.class));
        Stall first = Stall.of(1, 1, 1);
        Stall second = Stall.of(2, 2, 2);
        relmap.inTransaction(
                session ->
                        session.addAll(
                                List.of(first, second, Stall.of(3, 0, 1), Stall.of(4, 0, 2))));
        relmap.inTransaction(
                session -> {
                    session.addAll(List.of(first, second));
                    first.place = new Place(2, 2);
                    second.place = new Place(1, 1);
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Stall.class, 2).place).isEqualTo(new Place(1, 1)));
    }
}

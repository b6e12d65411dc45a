package io.relmap.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CA-20, PE-1: objects that are deleted together")
class DeleteAllTest {

    private static Relmap harbour(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Ship.class, Deck.class, Cabin.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    for (int i = 0; i < 10; i++) {
                        Ship ship = new Ship();
                        for (int j = 0; j < 3; j++) {
                            Deck deck = new Deck();
                            deck.cabins.add(new Cabin());
                            ship.decks.add(deck);
                        }
                        session.add(ship);
                    }
                });
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what their cascades reach is loaded level by level, not object by object")
    void oneStatementForALevel(TestDatabase database) {
        Relmap harbour = harbour(database);
        harbour.inTransaction(
                session -> {
                    List<Ship> ships = session.query(Ship.class).list();
                    session.atMost(2, () -> session.deleteAll(ships));
                    assertThat(session.deletedObjects()).hasSize(10 + 30 + 30);
                });
        assertThat(rows(harbour)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-132: what was added before is flushed, and goes along")
    void whatWasAddedGoesAlong(TestDatabase database) {
        Relmap harbour = harbour(database);
        harbour.inTransaction(
                session -> {
                    List<Ship> ships = session.query(Ship.class).list();
                    ships.get(7).decks.add(new Deck());
                    session.deleteAll(ships);
                });
        assertThat(rows(harbour)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("one that reaches another is no obstacle, in either order")
    void oneThatReachesAnother(TestDatabase database) {
        Relmap harbour = harbour(database);
        harbour.inTransaction(
                session -> {
                    Ship first = session.get(Ship.class, 1L);
                    Ship second = session.get(Ship.class, 2L);
                    session.deleteAll(
                            List.of(first.decks.get(0), first, second, second.decks.get(0)));
                });
        assertThat(rows(harbour)).isEqualTo(8 * 7);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-131: where one cannot be deleted, none is marked")
    void allOrNone(TestDatabase database) {
        try (Session session = harbour(database).openSession()) {
            List<Object> objects = new ArrayList<>(session.query(Ship.class).list());
            objects.add(new Ship());

            assertThatThrownBy(() -> session.deleteAll(objects))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("no row to delete");

            assertThat(session.deletedObjects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-43: two objects of one key are refused before anything is marked")
    void twoObjectsOfOneKey(TestDatabase database) {
        Relmap harbour = harbour(database);
        Ship copy = harbour.transactionResult(session -> session.get(Ship.class, 2L));
        Ship another = harbour.transactionResult(session -> session.get(Ship.class, 2L));
        try (Session session = harbour.openSession()) {
            Ship first = session.get(Ship.class, 1L);

            assertThatThrownBy(() -> session.deleteAll(List.of(first, copy, another)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("merge()");

            assertThat(session.deletedObjects()).isEmpty();
        }
    }

    private static long rows(Relmap harbour) {
        return harbour.transactionResult(
                session ->
                        session.query(Ship.class).count()
                                + session.query(Deck.class).count()
                                + session.query(Cabin.class).count());
    }

    @Entity(table = "ship")
    static class Ship {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Deck> decks = ToList.of(this);
    }

    @Entity(table = "deck")
    static class Deck {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("ship.id")
        @Nullable Long shipId;

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Cabin> cabins = ToList.of(this);
    }

    @Entity(table = "cabin")
    static class Cabin {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("deck.id")
        @Nullable Long deckId;
    }
}

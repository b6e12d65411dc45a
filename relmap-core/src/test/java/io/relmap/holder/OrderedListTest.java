package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.OrderedList;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.Numbering;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CO-29: an ordered list keeps the places of its elements in an attribute of theirs")
class OrderedListTest {

    @Entity(table = "deck")
    static class Deck {
        @Id @GeneratedValue @Nullable Long id;

        @OrderedList("place")
        @Relationship(backPopulates = "deck", foreignKeys = "Card.deck_id")
        final ToList<Card> cards = ToList.of(this);

        @OrderedList(value = "rank", startAt = 1, always = true)
        @Relationship(backPopulates = "ranked", foreignKeys = "Card.ranked_id")
        final ToList<Card> ranked = ToList.of(this);

        @OrderedList(value = "shelf", reorderOnAppend = true)
        @Relationship(backPopulates = "shelved", foreignKeys = "Card.shelved_id")
        final ToList<Card> shelved = ToList.of(this);

        @OrderedList(value = "letter", numbering = Letters.class)
        @Relationship(backPopulates = "lettered", foreignKeys = "Card.lettered_id")
        final ToList<Card> lettered = ToList.of(this);

        @Relationship(backPopulates = "loose", foreignKeys = "Card.loose_id")
        final ToList<Card> loose = ToList.of(this);
    }

    @Entity(table = "card")
    static class Card {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";
        @Nullable Integer place;
        @Nullable Long rank;
        @Nullable Short shelf;
        @Nullable String letter;

        @ForeignKey("deck.id")
        @Relationship(backPopulates = "cards")
        final ToOne<Deck> deck = ToOne.of(this);

        @ForeignKey("deck.id")
        @Relationship(backPopulates = "ranked")
        final ToOne<Deck> ranked = ToOne.of(this);

        @ForeignKey("deck.id")
        @Relationship(backPopulates = "shelved")
        final ToOne<Deck> shelved = ToOne.of(this);

        @ForeignKey("deck.id")
        @Relationship(backPopulates = "lettered")
        final ToOne<Deck> lettered = ToOne.of(this);

        @ForeignKey("deck.id")
        @Relationship(backPopulates = "loose")
        final ToOne<Deck> loose = ToOne.of(this);

        Card() {}

        Card(String name) {
            this.name = name;
        }
    }

    static final class Letters implements Numbering {
        @Override
        public Object position(int index, List<?> list) {
            return (char) ('a' + index) + "/" + list.size();
        }
    }

    private final Deck deck = new Deck();
    private final Card a = new Card("a");
    private final Card b = new Card("b");
    private final Card c = new Card("c");
    private final Card d = new Card("d");

    private static String places(List<Card> cards) {
        return cards.stream().map(card -> card.name + card.place).collect(Collectors.joining(" "));
    }

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Deck.class, Card.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @Nested
    @DisplayName("in memory, without a session")
    class InMemory {

        @Test
        @DisplayName("W-32: adding, inserting, removing, reversing, reordering, replacing")
        void theWorkedScenario() {
            deck.cards.add(a);
            deck.cards.add(b);
            deck.cards.add(0, c);
            assertThat(places(deck.cards)).isEqualTo("c0 a1 b2");

            deck.cards.remove(c);
            assertThat(places(deck.cards)).isEqualTo("a0 b1");
            assertThat(c.place).isZero();

            d.place = 9;
            deck.cards.add(d);
            assertThat(d.place).isEqualTo(9);

            Collections.reverse(deck.cards.subList(0, 0));
            deck.cards.sort(Comparator.comparing((Card card) -> card.name).reversed());
            assertThat(places(deck.cards)).isEqualTo("d9 b1 a0");
            deck.cards.reorder();
            assertThat(places(deck.cards)).isEqualTo("d0 b1 a2");

            deck.cards.replaceWith(List.of(a, b));
            assertThat(places(deck.cards)).isEqualTo("a2 b1");
        }

        @Test
        @DisplayName("what comes in through the other side is numbered as if it had been added")
        void throughTheOtherSide() {
            a.deck.set(deck);
            b.deck.set(deck);
            assertThat(places(deck.cards)).isEqualTo("a0 b1");

            a.deck.set(null);
            assertThat(places(deck.cards)).isEqualTo("b0");
        }

        @Test
        @DisplayName("another element at a place gets that place; clearing numbers nothing")
        void setAndClear() {
            deck.cards.addAll(List.of(a, b));
            c.place = 7;
            deck.cards.set(1, c);
            assertThat(places(deck.cards)).isEqualTo("a0 c1");

            deck.cards.clear();
            assertThat(a.place).isZero();
            assertThat(c.place).isEqualTo(1);
        }

        @Test
        @DisplayName("by iterator, sublist and removeIf the rest moves up")
        void otherWays() {
            deck.cards.addAll(List.of(a, b, c, d));
            deck.cards.removeIf(card -> card == b);
            assertThat(places(deck.cards)).isEqualTo("a0 c1 d2");

            deck.cards.subList(0, 2).clear();
            assertThat(places(deck.cards)).isEqualTo("d0");

            deck.cards.listIterator().add(a);
            assertThat(places(deck.cards)).isEqualTo("a0 d1");
        }

        @Test
        @DisplayName("with always, sorting and replacing number too, from the first number told")
        void always() {
            deck.ranked.addAll(List.of(b, a));
            assertThat(List.of(b.rank, a.rank)).containsExactly(1L, 2L);

            deck.ranked.sort(Comparator.comparing(card -> card.name));
            assertThat(List.of(a.rank, b.rank)).containsExactly(1L, 2L);

            deck.ranked.replaceWith(List.of(c, b, a));
            assertThat(List.of(c.rank, b.rank, a.rank)).containsExactly(1L, 2L, 3L);
        }

        @Test
        @DisplayName("with reorderOnAppend an element that has a position gets the new one")
        void reorderOnAppend() {
            a.shelf = 9;
            deck.shelved.add(a);
            assertThat(a.shelf).isZero();
        }

        @Test
        @DisplayName("a numbering of the program's own sees the list")
        void ownNumbering() {
            deck.lettered.addAll(List.of(a, b));
            assertThat(a.letter).isEqualTo("a/1");
            assertThat(b.letter).isEqualTo("b/2");
            deck.lettered.reorder();
            assertThat(a.letter).isEqualTo("a/2");
        }

        @Test
        @DisplayName("AT-26: a call that fails leaves the positions as they were")
        void aCallThatFails() {
            deck.cards.addAll(List.of(a, b));

            assertThatThrownBy(
                            () ->
                                    deck.cards.removeIf(
                                            card -> {
                                                if (card == b) {
                                                    throw new IllegalStateException("no");
                                                }
                                                return true;
                                            }))
                    .hasMessage("no");
            assertThatThrownBy(() -> deck.cards.addAll(0, java.util.Arrays.asList(c, null)))
                    .isInstanceOf(NullPointerException.class);
            assertThat(places(deck.cards)).isEqualTo("a0 b1");
            assertThat(c.place).isNull();
        }

        @Test
        @DisplayName("a list that is not ordered cannot be reordered, and says how it could")
        void notOrdered() {
            assertThatThrownBy(deck.loose::reorder)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Deck.loose")
                    .hasMessageContaining("@OrderedList");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName("positions are written, and the list is loaded in their order")
    void writtenAndLoaded(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    deck.cards.addAll(List.of(a, b, c));
                    session.add(deck);
                });
        relmap.inTransaction(
                session -> {
                    Deck found = session.get(Deck.class, deck.id);
                    found.cards.add(0, found.cards.remove(2));
                });
        relmap.inTransaction(
                session ->
                        assertThat(places(session.get(Deck.class, deck.id).cards))
                                .isEqualTo("c0 a1 b2"));
    }

    @Test
    @DisplayName(
            "a row without position is numbered when it is loaded, and written by the next flush")
    void aRowWithoutPosition() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(
                session -> {
                    deck.cards.addAll(List.of(a, b));
                    session.add(deck);
                    session.flush();
                    session.query(Card.class)
                            .where("name = :name", Map.of("name", "b"))
                            .update(Collections.singletonMap("place", null));
                });
        relmap.inTransaction(
                session -> {
                    Deck found = session.get(Deck.class, deck.id);
                    assertThat(found.cards).hasSize(2).allMatch(card -> card.place != null);
                });
        relmap.inTransaction(
                session ->
                        assertThat(
                                        session.query(Card.class)
                                                .where("place is null", Map.of())
                                                .count())
                                .isZero());
    }

    @Test
    @DisplayName("AT-60: what waits for a list that is not loaded is numbered when it is loaded")
    void whatWaits() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(
                session -> {
                    deck.cards.add(a);
                    session.addAll(List.of(deck, b));
                });
        relmap.inTransaction(
                session -> {
                    Deck found = session.get(Deck.class, deck.id);
                    Card waiting = session.get(Card.class, b.id);
                    waiting.deck.set(found);
                    assertThat(waiting.place).isNull();
                    assertThat(places(found.cards)).isEqualTo("a0 b1");
                });
    }

    @Test
    @DisplayName("SE-54: an element whose position is expired is reloaded before it is numbered")
    void anExpiredPosition() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(
                session -> {
                    deck.cards.addAll(List.of(a, b, c));
                    session.add(deck);
                });
        try (Session session = relmap.openSession()) {
            Deck found = session.get(Deck.class, deck.id);
            Card last = found.cards.get(2);
            session.expire(last);
            found.cards.remove(0);
            assertThat(places(found.cards)).isEqualTo("b0 c1");
            session.commit();
        }
        relmap.inTransaction(
                session ->
                        assertThat(places(session.get(Deck.class, deck.id).cards))
                                .isEqualTo("b0 c1"));
    }

    // Other forms, and what is wrong -------------------------------------------------------------

    @Test
    @DisplayName("in code, for entities without a class")
    void dynamic() {
        Table box = table("box").build();
        Table thing =
                table("thing")
                        .column(ColumnDefinition.of("place", TypeRegistry.bigint()))
                        .column(ColumnDefinition.of("box_id", TypeRegistry.integer()))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("box_id"),
                                        TableName.of("box"),
                                        List.of("id"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .mapping(
                                m ->
                                        m.mapDynamic(
                                                        "Box",
                                                        box,
                                                        e ->
                                                                e.list(
                                                                        "things",
                                                                        "Thing",
                                                                        r ->
                                                                                r.ordered(
                                                                                        "place",
                                                                                        o ->
                                                                                                o
                                                                                                        .startAt(
                                                                                                                10))))
                                                .mapDynamic("Thing", thing, e -> {}))
                        .build();
        relmap.schema().createAll();
        DynamicEntity owner = relmap.newEntity("Box");
        DynamicEntity first = relmap.newEntity("Thing");
        DynamicEntity second = relmap.newEntity("Thing");
        owner.list("things").addAll(List.of(first, second));

        assertThat(first.get("place")).isEqualTo(10L);
        assertThat(second.get("place")).isEqualTo(11L);
    }

    private static Table.Builder table(String name) {
        return Table.named(name)
                .column(
                        ColumnDefinition.of("id", TypeRegistry.integer())
                                .notNull()
                                .autoIncrement(AutoIncrement.TRUE))
                .primaryKey(List.of("id"));
    }

    @Entity(table = "stack")
    static class Stack {
        @Id @Nullable Long id;

        @OrderedList("place")
        final ToList<Plate> plates = ToList.of(this);
    }

    @Entity(table = "plate")
    static class Plate {
        @Id @Nullable Long id;
        int place;

        @ForeignKey("stack.id")
        @Nullable Long stackId;
    }

    @Entity(table = "bag")
    static class Bag {
        @Id @Nullable Long id;

        @OrderedList("place")
        final ToSet<Plate> plates = ToSet.of(this);
    }

    @Entity(table = "stack")
    static class Misspelt {
        @Id @Nullable Long id;

        @OrderedList("plaice")
        final ToList<Plate> plates = ToList.of(this);
    }

    private static void wrong(Class<?> owner, String... facts) {
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .entities(owner, Plate.class)
                                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll(facts);
    }

    @Test
    @DisplayName("a position that cannot be null, is misspelt, or of a set, is an error at build")
    void wrongMappings() {
        wrong(Stack.class, "Stack.plates", "Plate.place", "Integer place");
        wrong(Misspelt.class, "Misspelt.plates", "Plate", "plaice");
        wrong(Bag.class, "Bag.plates", "@OrderedList", "no list");
    }
}

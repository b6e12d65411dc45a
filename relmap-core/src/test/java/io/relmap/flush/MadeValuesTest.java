package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.FlushException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.holder.ToOne;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-76, UW-84 to UW-86: values that the flush, the statement or the database makes")
class MadeValuesTest {

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(
                                Item.class,
                                Eager.class,
                                Lazy.class,
                                Ticket.class,
                                Numbered.class,
                                Follower.class,
                                Misled.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @Test
    @DisplayName("a computed column that also has a default is refused when the mapping is built")
    void aComputedColumnTakesNoOtherValue() {
        for (Class<?> type : java.util.List.of(Undecided.class, UndecidedToo.class)) {
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(
                            () ->
                                    Relmap.builder()
                                            .dataSource(TestDatabase.H2.freshDataSource())
                                            .entities(type)
                                            .build())
                    .withMessageContaining("total")
                    .withMessageContaining("drop one of the two");
        }
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(
                        () ->
                                Table.named("t")
                                        .column(
                                                ColumnDefinition.of("total", TypeRegistry.integer())
                                                        .computed("1 + 1")
                                                        .serverDefault("7"))
                                        .build())
                .withMessageContaining("serverDefault");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-84: a default made by the program's class is in the object at once, and in the row")
    void aMadeDefaultIsKnownAtOnce(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Item item = new Item("pen", 2, 3);
                    session.add(item);
                    session.flush();
                    assertThat(item.token).isNotNull();
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).one().token).isNotNull());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-85: what an INSERT leaves to the statement or the database is fetched with it")
    void defaultsAreFetchedWithTheInsert(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Item item = new Item("pen", 2, 3);
                    session.add(item);
                    session.flush();
                    assertThat(item.label).isEqualTo("NONE");
                    assertThat(item.state).isEqualTo("new");
                    assertThat(item.total).isEqualTo(6);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-76: a value that the program gives counts before every default")
    void givenValuesCount(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Item item = new Item("pen", 2, 3);
                    item.label = "mine";
                    item.state = "old";
                    item.token = new UUID(1, 2);
                    session.add(item);
                });
        relmap.inTransaction(
                session -> {
                    Item item = session.query(Item.class).one();
                    assertThat(item.label).isEqualTo("mine");
                    assertThat(item.state).isEqualTo("old");
                    assertThat(item.token).isEqualTo(new UUID(1, 2));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-84: each UPDATE sets the columns with onUpdate, and what was computed is read again")
    void everyUpdateSetsItsColumns(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(
                session -> {
                    Item item = session.query(Item.class).one();
                    assertThat(item.edits).isNull();
                    item.amount = 5;
                    session.flush();
                    assertThat(item.edits).isPositive();
                    assertThat(Inspect.of(item).isExpired("total")).isTrue();
                    assertThat(Inspect.of(item).attribute("total").get()).isEqualTo(15);
                    assertThat(Inspect.of(item).attribute("label").get()).isEqualTo("pen!");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-84: an object without change is not updated for the sake of onUpdate")
    void noChangeNoUpdate(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(session -> session.query(Item.class).one().amount = 2);
        relmap.inTransaction(session -> assertThat(session.query(Item.class).one().edits).isNull());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-85: eagerDefaults TRUE fetches with INSERT and UPDATE")
    void eagerDefaultsFetchWithEachStatement(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Eager first = new Eager(2);
                    Eager second = new Eager(3);
                    session.add(first);
                    session.add(second);
                    session.flush();
                    assertThat(first.twice).isEqualTo(4);
                    assertThat(second.twice).isEqualTo(6);
                    first.amount = 10;
                    second.amount = 20;
                    session.flush();
                    assertThat(first.twice).isEqualTo(20);
                    assertThat(second.twice).isEqualTo(40);
                    assertThat(first.mark).isEqualTo("upd");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-85: eagerDefaults FALSE fetches nothing but keys; the next read selects")
    void lazyDefaultsAreSelectedWhenRead(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Lazy lazy = new Lazy();
                    session.add(lazy);
                    session.flush();
                    assertThat(lazy.id).isNotNull();
                    assertThat(Inspect.of(lazy).isExpired("state")).isTrue();
                    assertThat(Inspect.of(lazy).attribute("state").get()).isEqualTo("new");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-86: a column set to an expression is computed by the row's own values, and read again")
    void anExpressionIsComputedByTheDatabase(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    session.add(new Item("pen", 2, 3));
                    session.add(new Item("ink", 7, 1));
                });
        relmap.inTransaction(
                session -> {
                    for (Item item : session.query(Item.class).list()) {
                        Inspect.of(item)
                                .attribute("amount")
                                .setExpression("Item.amount * 2 + :more", Map.of("more", 1));
                    }
                    session.flush();
                    for (Item item : session.query(Item.class).list()) {
                        assertThat(item.amount).isEqualTo(item.name.equals("pen") ? 5 : 15);
                    }
                });
    }

    @Test
    @DisplayName("UW-86: a value set after an expression counts")
    void aLaterValueCounts() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(
                session -> {
                    var amount = Inspect.of(session.query(Item.class).one()).attribute("amount");
                    amount.setExpression("amount + 1", Map.of());
                    amount.set(9);
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).one().amount).isEqualTo(9));
    }

    @Test
    @DisplayName("UW-86: an expression for a key, a generated column or an unknown name is refused")
    void wrongExpressionsAreRefused() {
        Relmap relmap = relmap(TestDatabase.H2);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(
                session -> {
                    Inspect item = Inspect.of(session.query(Item.class).one());
                    for (String attribute : new String[] {"id", "total"}) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(
                                        () ->
                                                item.attribute(attribute)
                                                        .setExpression("amount + 1", Map.of()))
                                .withMessageContaining("Item." + attribute);
                    }
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            item.attribute("amount")
                                                    .setExpression("weight + 1", Map.of()))
                            .withMessageContaining("weight");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            item.attribute("amount")
                                                    .setExpression("amount + :n", Map.of()))
                            .withMessageContaining(":n");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-82: a key that a class makes is there before dependent rows are written")
    void aMadeKey(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    session.add(new Ticket());
                    session.add(new Ticket());
                    session.flush();
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Ticket.class).count()).isEqualTo(2));
    }

    @Test
    @DisplayName("UW-76: a column with two defaults is refused when the mapping is built")
    void twoDefaultsAreRefused() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .entities(Torn.class)
                                        .build())
                .withMessageContaining("Torn.name")
                .withMessageContaining("drop one");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-86: a value put into the field after an expression counts")
    void aLaterFieldValueCounts(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(
                session -> {
                    Item item = session.query(Item.class).one();
                    Inspect.of(item).attribute("amount").setExpression("amount + 1", Map.of());
                    item.amount = 50;
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).one().amount).isEqualTo(50));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-38: a relationship counts before an expression for its column")
    void aRelationshipCounts(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    session.add(new Numbered(1, 4));
                    session.add(new Numbered(2, 4));
                    session.add(new Follower(1));
                });
        relmap.inTransaction(
                session -> {
                    Follower follower = session.get(Follower.class, 1);
                    Numbered leader = session.get(Numbered.class, 2);
                    Inspect.of(follower).attribute("leaderId").setExpression("1", Map.of());
                    follower.leader.set(leader);
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Follower.class, 1).leader.get())
                                .isSameAs(session.get(Numbered.class, 2)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-84: what a program puts into a generated column comes to nothing")
    void aGeneratedColumnIsTakenBack(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(session -> session.add(new Item("pen", 2, 3)));
        relmap.inTransaction(
                session -> {
                    Item item = session.query(Item.class).one();
                    item.total = 99;
                    session.flush();
                    assertThat(session.dirtyObjects()).isEmpty();
                    assertThat(item.total).isEqualTo(6);
                    Inspect.of(item).attribute("total").set(98);
                    Inspect.of(item).flagModified("total");
                });
        relmap.inTransaction(
                session -> assertThat(session.query(Item.class).one().total).isEqualTo(6));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-63: an object without its generated column is merged, and the row's value stays")
    void aGeneratedColumnIsNotMerged(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(session -> session.add(new Numbered(1, 4)));
        relmap.inTransaction(
                session -> {
                    Numbered given = new Numbered(1, 4);
                    given.token = new UUID(3, 4);
                    Numbered merged = session.merge(given);
                    session.flush();
                    assertThat(session.dirtyObjects()).isEmpty();
                    assertThat(merged.twice).isEqualTo(8);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-101: a new object that takes over a row has its defaults, as one inserted has")
    void defaultsOfARowSwitch(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Numbered old = new Numbered(1, 2);
                    old.token = new UUID(5, 6);
                    old.label = "old";
                    old.state = "old";
                    session.add(old);
                    session.add(new Numbered(2, 2));
                });
        relmap.inTransaction(
                session -> {
                    for (int id = 1; id <= 2; id++) {
                        session.delete(session.get(Numbered.class, id));
                        session.add(new Numbered(id, 2));
                    }
                    session.flush();
                    assertThat(session.get(Numbered.class, 1).state).isEqualTo("new");
                });
        relmap.inTransaction(
                session -> {
                    for (int id = 1; id <= 2; id++) {
                        Numbered now = session.get(Numbered.class, id);
                        assertThat(now.token).isNotNull().isNotEqualTo(new UUID(5, 6));
                        assertThat(now.label).isEqualTo("NONE");
                        assertThat(now.state).isEqualTo("new");
                    }
                });
    }

    @Test
    @DisplayName("UW-84: a class that makes values of a wrong type is named")
    void aMadeValueOfAWrongType() {
        Relmap relmap = relmap(TestDatabase.H2);
        assertThatExceptionOfType(FlushException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(new Misled())))
                .withMessageContaining("misled.amount")
                .withMessageContaining(Tokens.class.getName())
                .withMessageContaining("java.lang.Integer");
    }

    /** Makes tokens. */
    static final class Tokens implements Supplier<UUID> {
        @Override
        public UUID get() {
            return UUID.randomUUID();
        }
    }

    /** Counts up. */
    static final class Counter implements Supplier<Integer> {

        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public Integer get() {
            return COUNT.incrementAndGet();
        }
    }

    @Entity(table = "item")
    static class Item {
        @Id @GeneratedValue @Nullable Long id;
        String name;
        int amount;
        int price;

        @Column(defaultValue = Tokens.class)
        @Nullable UUID token;

        @Column(defaultSql = "func.upper('none')", onUpdateSql = "name.concat('!')")
        @Nullable String label;

        @Column(serverDefault = "'new'")
        @Nullable String state;

        @Column(onUpdate = Counter.class)
        @Nullable Integer edits;

        @Column(computed = "amount * price")
        @Nullable Integer total;

        Item() {
            this("", 0, 0);
        }

        Item(String name, int amount, int price) {
            this.name = name;
            this.amount = amount;
            this.price = price;
        }
    }

    @Entity(table = "eager", eagerDefaults = EagerDefaults.TRUE)
    static class Eager {
        @Id @GeneratedValue @Nullable Long id;
        int amount;

        @Column(computed = "amount * 2")
        @Nullable Integer twice;

        @Column(onUpdateSql = "'upd'")
        @Nullable String mark;

        Eager() {}

        Eager(int amount) {
            this.amount = amount;
        }
    }

    @Entity(table = "lazy_defaults", eagerDefaults = EagerDefaults.FALSE)
    static class Lazy {
        @Id @GeneratedValue @Nullable Long id;

        @Column(serverDefault = "'new'")
        @Nullable String state;
    }

    @Entity(table = "ticket")
    static class Ticket {
        @Id
        @Column(defaultValue = Tokens.class)
        @Nullable UUID id;
    }

    @Entity(table = "numbered")
    static class Numbered {
        @Id int id;
        int amount;

        @Column(defaultValue = Tokens.class, nullable = false)
        @Nullable UUID token;

        @Column(defaultSql = "func.upper('none')")
        @Nullable String label;

        @Column(computed = "amount * 2")
        @Nullable Integer twice;

        @Column(serverDefault = "'new'")
        @Nullable String state;

        Numbered() {}

        Numbered(int id, int amount) {
            this.id = id;
            this.amount = amount;
        }
    }

    @Entity(table = "follower")
    static class Follower {
        @Id int id;

        @ForeignKey("numbered.id")
        @Nullable Integer leaderId;

        @Relationship final ToOne<Numbered> leader = ToOne.of(this);

        Follower() {}

        Follower(int id) {
            this.id = id;
        }
    }

    @Entity(table = "misled")
    static class Misled {
        @Id @GeneratedValue @Nullable Long id;

        @Column(defaultValue = Tokens.class)
        @Nullable Integer amount;
    }

    @Entity(table = "torn")
    static class Torn {
        @Id @GeneratedValue @Nullable Long id;

        @Column(defaultValue = Tokens.class, defaultSql = "'x'")
        @Nullable String name;
    }

    @Entity(table = "undecided")
    static class Undecided {
        @Id int id;

        @Column(computed = "id * 2", serverDefault = "7")
        @Nullable Integer total;
    }

    @Entity(table = "undecided_too")
    static class UndecidedToo {
        @Id int id;

        @Column(computed = "id * 2", defaultSql = "7")
        @Nullable Integer total;
    }
}

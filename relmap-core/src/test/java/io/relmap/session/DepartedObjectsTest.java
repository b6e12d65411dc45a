package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Version;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SE-14, SE-26, SE-27: objects that left a transaction that is rolled back")
class DepartedObjectsTest {

    @Entity
    static class Item {
        @Id @Nullable String code;
        @Nullable String name;
        @Nullable String city;
        @Version @Nullable Integer version;
        final ToOne<Item> next = ToOne.of(this);

        @ForeignKey("item.code")
        @Nullable String nextCode;
    }

    private Relmap relmap = relmap(Behaviour.STRICT);
    private Session session = relmap.openSession();
    private final Item item = new Item();

    private static Relmap relmap(Behaviour behaviour) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .behaviour(behaviour)
                        .entities(Item.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void store() {
        item.code = "a";
        item.name = "x";
        item.city = "Oslo";
        session.add(item);
        session.commit();
        session.refresh(item);
    }

    private void flushExpungeRollBack(boolean nested, boolean evicted, Runnable edit) {
        NestedTransaction savepoint = nested ? session.beginNested() : null;
        edit.run();
        session.flush();
        if (evicted) {
            session.evictClean();
        } else {
            session.expunge(item);
        }
        item.city = "Rome";
        if (savepoint == null) {
            session.rollback();
        } else {
            savepoint.rollback();
        }
        assertThat(Inspect.of(item).state()).isEqualTo(ObjectState.DETACHED);
        assertThat(session.contains(item)).isFalse();
    }

    private String row() {
        return relmap.transactionResult(
                other -> {
                    Item found = other.query(Item.class).one();
                    return found.code + " " + found.name + " " + found.city;
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a key that was flushed is given back, as the row has it")
    void aKeyIsGivenBack(Behaviour behaviour) {
        session.close();
        relmap = relmap(behaviour);
        session = relmap.openSession();
        store();
        flushExpungeRollBack(false, false, () -> item.code = "b");
        assertThat(item.code).isEqualTo("a");
        assertThat(Inspect.of(item).identity()).containsExactly("a");

        session.add(item);
        session.commit();
        assertThat(row()).as("what was edited outside is written").isEqualTo("a x Rome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nested", "evicted", "nested evicted"})
    @DisplayName("what was flushed is taken back, so that the object says what its row holds")
    void whatWasFlushedIsTakenBack(String how) {
        store();
        flushExpungeRollBack(
                how.contains("nested"), how.contains("evicted"), () -> item.name = "y");
        assertThat(item.name).isEqualTo("x");

        session.add(item);
        assertThat(session.dirtyObjects()).containsExactly(item);
        session.commit();
        assertThat(row()).isEqualTo("a x Rome");
        session.refresh(item);
        assertThat(item.version).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "SE-26: one that was inserted is transient, and is inserted when it is added again")
    void anInsertedOneIsTransient(boolean nested) {
        NestedTransaction savepoint = nested ? session.beginNested() : null;
        item.code = "a";
        item.name = "x";
        session.add(item);
        session.flush();
        session.expunge(item);
        if (savepoint == null) {
            session.rollback();
        } else {
            savepoint.rollback();
        }
        assertThat(Inspect.of(item).state()).isEqualTo(ObjectState.TRANSIENT);
        assertThat(item.version).isNull();
        session.add(item);
        session.commit();
        assertThat(row()).isEqualTo("a x null");
    }

    @Test
    @DisplayName(
            "SE-30: the beginning of the transaction counts, not that of a savepoint inside it")
    void theBeginningOfTheTransactionCounts() {
        store();
        item.name = "outer";
        session.flush();
        NestedTransaction savepoint = session.beginNested();
        item.name = "inner";
        session.flush();
        session.expunge(item);
        savepoint.commit();
        session.rollback();
        assertThat(item.name).isEqualTo("x");
    }

    @Test
    @DisplayName("SE-26: one that another session has taken meanwhile is left to that one")
    void oneThatAnotherSessionHasTaken() {
        item.code = "a";
        session.add(item);
        session.flush();
        session.expunge(item);
        try (Session other = relmap.openSession()) {
            other.add(item);
            session.rollback();
            assertThat(other.contains(item)).isTrue();
            assertThat(Inspect.of(item).state()).isEqualTo(ObjectState.PERSISTENT);
        }
    }

    @Test
    @DisplayName(
            "SE-24: one that was deleted, made new and added again is not let go by the commit")
    void oneThatWasMadeNew() {
        store();
        session.delete(item);
        session.flush();
        Inspect.makeTransient(item);
        session.add(item);
        session.commit();
        assertThat(session.contains(item)).isTrue();
        assertThat(row()).isEqualTo("a x Oslo");
    }
}

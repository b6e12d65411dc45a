package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.annotation.Version;
import io.relmap.error.DetachedInstanceException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SE-54.6: what is not known of an object whose fields were cleared is not written")
class ClearedFieldsFlushTest {

    /** Has no holder, so that nothing but a session keeps what is remembered of it. */
    @Entity
    static class Account {
        @Id @Nullable String code;
        @Nullable String city;

        @Column(unique = true)
        @Nullable String mail;

        @Version @Nullable Integer version;

        static Account of(String code, @Nullable String city, @Nullable String mail) {
            Account account = new Account();
            account.code = code;
            account.city = city;
            account.mail = mail;
            return account;
        }
    }

    @Entity
    static class Owner {
        @Id @GeneratedValue @Nullable Integer id;
        @Nullable String name;

        @Relationship(
                cascade = {Cascade.SAVE_UPDATE, Cascade.DELETE, Cascade.DELETE_ORPHAN},
                backPopulates = "owner")
        final ToList<Pet> pets = ToList.of(this);
    }

    @Entity
    static class Pet {
        @Id @GeneratedValue @Nullable Integer id;

        @Relationship(backPopulates = "pets")
        final ToOne<Owner> owner = ToOne.of(this);

        @ForeignKey("owner.id")
        @Nullable Integer ownerId;
    }

    @Entity
    @UniqueConstraint({"hall", "place"})
    static class Stall {
        @Id int id;
        @Nullable String hall;
        int place;

        Stall() {}

        Stall(int id, String hall, int place) {
            this.id = id;
            this.hall = hall;
            this.place = place;
        }

        @Override
        public String toString() {
            return hall + " " + place;
        }
    }

    private Relmap relmap = on(TestDatabase.H2);
    private Session session = clearing();
    private Account kept = Account.of("a", "Oslo", "a@x");

    private static Relmap on(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Account.class, Owner.class, Pet.class, Stall.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private Session clearing() {
        return relmap.openSession(SessionOptions.defaults().withExpireClearsFields(true));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void store(Object... objects) {
        session.addAll(List.of(objects));
        session.commit();
    }

    private @Nullable Account row(String code) {
        return relmap.transactionResult(
                        other -> Optional.ofNullable(other.get(Account.class, code)))
                .orElse(null);
    }

    private static String text(@Nullable Account account) {
        return account == null ? "none" : account.code + " " + account.city + " " + account.mail;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("6.2: a deleted row gives up its unique value before another one takes it")
    void aDeletedRowGivesUpItsValue(TestDatabase database) {
        session.close();
        relmap = on(database);
        session = clearing();
        store(kept);
        session.delete(kept);
        session.add(Account.of("b", null, "a@x"));
        session.commit();
        assertThat(text(row("b"))).isEqualTo("b null a@x");
        assertThat(row("a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("6.2: two rows exchange their unique values")
    void rowsExchangeTheirValues(TestDatabase database) {
        session.close();
        relmap = on(database);
        session = clearing();
        Account other = Account.of("b", "Rome", "b@x");
        store(kept, other);
        kept.mail = "b@x";
        other.mail = "a@x";
        session.commit();
        assertThat(text(row("a"))).isEqualTo("a Oslo b@x");
        assertThat(text(row("b"))).isEqualTo("b Rome a@x");
    }

    @ParameterizedTest
    @CsvSource({"true, x", "true, y", "false, x", "false, y"})
    @DisplayName(
            "6.2: rows exchange a part of their unique values and keep the other as their rows have it")
    void rowsExchangeAPartOfTheirValues(boolean clears, String hall) {
        try (Session other =
                relmap.openSession(SessionOptions.defaults().withExpireClearsFields(clears))) {
            Stall first = new Stall(1, "x", 1);
            Stall second = new Stall(2, "x", 2);
            other.addAll(List.of(first, second));
            other.commit();
            relmap.inTransaction(third -> third.get(Stall.class, 1).hall = hall);
            first.place = 2;
            second.place = 1;
            other.commit();
        }
        relmap.inTransaction(
                third -> {
                    assertThat(third.get(Stall.class, 1).toString()).isEqualTo(hall + " 2");
                    assertThat(third.get(Stall.class, 2).toString()).isEqualTo("x 1");
                });
    }

    @Test
    @DisplayName(
            "UW-103, UW-123: a row is taken over by its version, and nulls are written into it")
    void aRowIsTakenOver() {
        store(kept);
        session.delete(kept);
        Account next = Account.of("a", null, null);
        session.add(next);
        session.commit();
        assertThat(text(row("a"))).isEqualTo("a null null");
        session.refresh(next);
        assertThat(next.version).isEqualTo(2);
    }

    @Test
    @DisplayName("AT-12: a column that is flagged is loaded first, not written as null")
    void aFlaggedColumnIsLoaded() {
        store(kept);
        relmap.inTransaction(other -> other.query(Account.class).one().city = "Rome");
        Inspect.of(kept).flagModified("city");
        assertThat(kept.city).isEqualTo("Rome");
        session.commit();
        assertThat(text(row("a"))).isEqualTo("a Rome a@x");
        session.refresh(kept);
        assertThat(kept.version).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "AT-12: nor is an older value than the row's written, where fields are not cleared")
    void aFlaggedColumnIsNotOlderThanItsRow(boolean attached) {
        try (Session usual = relmap.openSession()) {
            usual.add(kept);
            usual.commit();
            relmap.inTransaction(other -> other.query(Account.class).one().city = "Rome");
            if (attached) {
                Inspect.of(kept).flagModified("city");
                usual.commit();
                assertThat(text(row("a"))).isEqualTo("a Rome a@x");
            } else {
                usual.expunge(kept);
                assertThatExceptionOfType(DetachedInstanceException.class)
                        .isThrownBy(() -> Inspect.of(kept).flagModified("city"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "SE-54.3, AT-12: what is put in after the expiry is compared with the row once that is read")
    void anEditIsComparedWithTheRow(boolean clears) {
        SessionOptions options = SessionOptions.defaults().withAutoflush(false);
        try (Session other = relmap.openSession(options.withExpireClearsFields(clears))) {
            other.add(kept);
            other.commit();
            relmap.inTransaction(third -> third.query(Account.class).one().city = "Rome");
            kept.city = "Rome";
            kept.mail = "z@x";
            assertThat(other.get(Account.class, "a")).isSameAs(kept);

            assertThat(Inspect.of(kept).attribute("city").history().hasChanges()).isFalse();
            assertThat(Inspect.of(kept).attribute("mail").history().added()).containsExactly("z@x");
            assertThat(Inspect.of(kept).attribute("mail").history().deleted())
                    .containsExactly("a@x");
            kept.mail = "a@x";
            assertThat(other.isModified(kept)).isFalse();
            kept.mail = "y@x";
            other.commit();
            other.refresh(kept);
            assertThat(kept.version).isEqualTo(3);
        }
        assertThat(text(row("a"))).isEqualTo("a Rome y@x");
    }

    @Test
    @DisplayName("CA-46: an orphan whose old parent is not loaded is deleted")
    void anOrphanIsDeleted() {
        Owner owner = new Owner();
        Pet pet = new Pet();
        owner.pets.add(pet);
        store(owner);
        session.expunge(owner);
        pet.owner.set(null);
        session.commit();
        relmap.inTransaction(other -> assertThat(other.query(Pet.class).list()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SE-26: a new object that a rollback makes transient has its values, not gaps")
    void aTransientObjectHasItsValues(boolean nested) {
        Owner owner = new Owner();
        owner.name = "Ann";
        session.add(owner);
        session.flush();
        if (nested) {
            try (NestedTransaction savepoint = session.beginNested()) {
                owner.name = "Bob";
                session.flush();
                savepoint.rollback();
            }
        } else {
            session.expire(owner);
        }
        assertThat(owner.name).isNull();
        session.rollback();
        assertThat(Inspect.of(owner).state()).isEqualTo(ObjectState.TRANSIENT);
        assertThat(owner.name).isEqualTo("Ann");
        assertThat(owner.id).isNull();
        store(owner);
        relmap.inTransaction(
                other -> assertThat(other.query(Owner.class).one().name).isEqualTo("Ann"));
    }

    private WeakReference<Object> expunged() {
        store(kept);
        session.expunge(kept);
        return new WeakReference<>(Inspect.of(kept));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SE-63: gaps of an object without holders are known as such when it comes back")
    void gapsOfADetachedObject(boolean merged) {
        WeakReference<Object> view = expunged();
        for (int i = 0; i < 100 && view.get() != null; i++) {
            System.gc(); // with the view goes what nothing but the object's memory holds
        }
        relmap.inTransaction(
                other -> {
                    if (merged) {
                        other.merge(kept);
                    } else {
                        other.add(kept);
                        kept.mail = "z@x";
                    }
                });
        assertThat(text(row("a"))).isEqualTo("a Oslo " + (merged ? "a@x" : "z@x"));
    }
}

package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Version;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.query.Load;
import io.relmap.sql.RowLock;
import io.relmap.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("LO-125, SE-42, SE-54, SE-55: rows that are locked and read")
class LockedReadsTest {

    private static final String BY_SOMEBODY_ELSE =
            "update account set balance = 7, version = version + 1 where id = 1";

    private static Relmap bank(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Account.class, Posting.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Account account = new Account();
                    account.postings.add(new Posting(1));
                    account.postings.add(new Posting(2));
                    session.add(account);
                });
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-125: get with a lock refuses a row that is newer than the object, which stays as it was")
    void getRefusesANewerRow(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Account account = session.get(Account.class, 1L);
            session.executeSql(BY_SOMEBODY_ELSE);

            assertThatExceptionOfType(StaleDataException.class)
                    .isThrownBy(() -> session.get(Account.class, 1L, RowLock.FOR_UPDATE))
                    .withMessageContaining("Account")
                    .withMessageContaining("version 1")
                    .withMessageContaining("version 2")
                    .withMessageContaining("account")
                    .withMessageContaining("refresh()");

            assertThat(account.balance).isZero();
            session.refresh(account, RowLock.FOR_UPDATE);
            assertThat(account.balance).isEqualTo(7);
            account.balance = 8;
            session.commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-42: get with a lock reads a row of the same version, and overwrites what is known of it")
    void getOverwrites(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Account account = session.get(Account.class, 1L);
            assertThat(account.postings).hasSize(2);
            session.executeSql("update account set balance = 7 where id = 1");
            session.executeSql("delete from posting where id = 2");

            assertThat(session.get(Account.class, 1L, RowLock.FOR_UPDATE)).isSameAs(account);

            assertThat(account.balance).isEqualTo(7);
            assertThat(account.postings).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-132, SE-42: edits are flushed before a locked get, not lost by it")
    void editsAreFlushedFirst(TestDatabase database) {
        Relmap bank = bank(database);
        bank.inTransaction(
                session -> {
                    Account account = session.get(Account.class, 1L);
                    account.balance = 5;
                    session.get(Account.class, 1L, RowLock.FOR_UPDATE);
                    assertThat(account.balance).isEqualTo(5);
                });
        int written = bank.transactionResult(session -> session.get(Account.class, 1L).balance);
        assertThat(written).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("get with a lock loads along what it is told to, and knows an entity by its name")
    void getWithOptions(TestDatabase database) {
        bank(database)
                .inTransaction(
                        session -> {
                            Account account =
                                    session.get(
                                            Account.class,
                                            1L,
                                            RowLock.FOR_UPDATE,
                                            Load.joined("postings"));
                            session.atMost(0, () -> assertThat(account.postings).hasSize(2));
                            assertThat(session.get("Account", 1L, RowLock.FOR_SHARE))
                                    .isSameAs(account);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-41: a locked get of a row that is gone is null, and the object leaves the session")
    void getOfARowThatIsGone(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Posting posting = session.get(Posting.class, 2L);
            session.executeSql("delete from posting where id = 2");

            assertThat(session.get(Posting.class, 2L, RowLock.FOR_UPDATE)).isNull();

            assertThat(session.contains(posting)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-125: lock keeps what is loaded, and refuses a newer row")
    void lockRefusesANewerRow(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Account account = session.get(Account.class, 1L);
            assertThat(account.postings).hasSize(2);
            session.lock(account, RowLock.FOR_UPDATE);
            session.atMost(0, () -> assertThat(account.postings).hasSize(2));
            session.executeSql(BY_SOMEBODY_ELSE);

            assertThatThrownBy(() -> session.lock(account, RowLock.FOR_UPDATE))
                    .isInstanceOf(StaleDataException.class);

            assertThat(account.balance).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-54: lock touches an expired object, whose version is then that of the row")
    void lockOfAnExpiredObject(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Account account = session.get(Account.class, 1L);
            session.expire(account);
            session.executeSql(BY_SOMEBODY_ELSE);

            session.lock(account, RowLock.FOR_UPDATE);

            assertThat(account.balance).isEqualTo(7);
            assertThat(account.version).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-54: lock of an object whose row is gone says so")
    void lockOfARowThatIsGone(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Posting posting = session.get(Posting.class, 2L);
            session.executeSql("delete from posting where id = 2");

            assertThatThrownBy(() -> session.lock(posting, RowLock.FOR_UPDATE))
                    .isInstanceOf(ObjectDeletedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("a locked row keeps another session from locking it, until the transaction ends")
    void theRowIsLocked(TestDatabase database) {
        Relmap bank = bank(database);
        try (Session first = bank.openSession();
                Session second = bank.openSession()) {
            Account account = first.get(Account.class, 1L);
            Account other = second.get(Account.class, 1L);
            first.lock(account, RowLock.FOR_UPDATE);

            assertThatThrownBy(() -> second.lock(other, RowLock.FOR_UPDATE_NO_WAIT))
                    .isInstanceOf(RelmapException.class);
            second.rollback();
            assertThat(second.get(Account.class, 1L, RowLock.FOR_UPDATE_SKIP_LOCKED)).isNull();
            assertThat(second.contains(other)).isTrue();

            first.commit();
            assertThat(second.get(Account.class, 1L, RowLock.FOR_UPDATE_NO_WAIT)).isSameAs(other);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("locks that mean nothing for one row are refused with what to give")
    void meaninglessLocks(TestDatabase database) {
        try (Session session = bank(database).openSession()) {
            Account account = session.get(Account.class, 1L);

            assertThatThrownBy(() -> session.lock(account, RowLock.NONE))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("FOR_UPDATE");
            assertThatThrownBy(() -> session.lock(account, RowLock.FOR_UPDATE_SKIP_LOCKED))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("FOR_UPDATE_NO_WAIT");
            assertThatThrownBy(() -> session.refresh(account, RowLock.FOR_UPDATE_SKIP_LOCKED))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> session.lock(new Account(), RowLock.FOR_UPDATE))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("not persistent");
        }
    }

    @Entity(table = "account")
    static class Account {
        @Id long id = 1;
        int balance;
        @Version int version;
        final ToList<Posting> postings = ToList.of(this);
    }

    @Entity(table = "posting")
    static class Posting {
        @Id long id;

        @ForeignKey("account.id")
        @Nullable Long accountId;

        final ToOne<Account> account = ToOne.of(this);

        Posting() {}

        Posting(long id) {
            this.id = id;
        }
    }
}

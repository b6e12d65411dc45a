package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToQuery;
import io.relmap.testsupport.TestDatabase;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One class may be mapped for several databases at once")
class TwoDatabasesTest {

    @Entity(table = "account")
    static class Account {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";

        @Relationship(lazy = Lazy.DYNAMIC, backPopulates = "account")
        final ToQuery<Entry> entries = ToQuery.of(this);

        @Relationship final ToList<Remark> remarks = ToList.of(this);
    }

    @Entity(table = "entry")
    static class Entry {
        @Id @GeneratedValue @Nullable Long id;
        int amount;

        @ForeignKey("account.id")
        @Relationship(backPopulates = "entries")
        final ToOne<Account> account = ToOne.of(this);

        Entry() {}

        Entry(int amount) {
            this.amount = amount;
        }
    }

    @Entity(table = "remark")
    static class Remark {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("account.id")
        @Nullable Long accountId;
    }

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Account.class, Entry.class, Remark.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private static Account account(String name, int... amounts) {
        Account account = new Account();
        account.name = name;
        for (int amount : amounts) {
            account.entries.add(new Entry(amount));
        }
        account.remarks.add(new Remark());
        return account;
    }

    @Test
    @DisplayName("sessions of both work side by side: writing, lazy loading, queries over holders")
    void sideBySide() {
        Relmap first = relmap(TestDatabase.H2);
        Relmap second = relmap(TestDatabase.SQLITE);
        try (Session one = first.openSession();
                Session two = second.openSession()) {
            one.add(account("first", 1, 2));
            two.add(account("second", 30));
            one.commit();
            two.commit();
        }
        try (Session one = first.openSession();
                Session two = second.openSession()) {
            Account a = one.query(Account.class).one();
            Account b = two.query(Account.class).one();

            assertThat(one.query(a.entries).where("amount > 1", Map.of()).list())
                    .extracting(entry -> entry.amount)
                    .containsExactly(2);
            assertThat(two.query(b.entries).list())
                    .extracting(entry -> entry.amount)
                    .containsExactly(30);
            assertThat(a.remarks).hasSize(1);
            assertThat(b.remarks).hasSize(1);
            a.entries.add(new Entry(3));
            one.commit();
            assertThat(one.query(Entry.class).count()).isEqualTo(3);
            assertThat(two.query(Entry.class).count()).isEqualTo(1);
        }
    }
}

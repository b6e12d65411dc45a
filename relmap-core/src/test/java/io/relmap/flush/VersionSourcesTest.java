package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Version;
import io.relmap.annotation.VersionGenerator;
import io.relmap.annotation.VersionSource;
import io.relmap.error.FlushException;
import io.relmap.error.MappingException;
import io.relmap.error.StaleDataException;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.Consumer;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-116 to UW-120: where versions come from, and that none loses an update")
class VersionSourcesTest {

    private static Relmap relmap(TestDatabase database, Class<?>... entities) {
        Relmap relmap =
                Relmap.builder().dataSource(database.freshDataSource()).entities(entities).build();
        relmap.schema().createAll();
        return relmap;
    }

    /** Two sessions read one row; the first one writes it, then the second one tries to. */
    private static <T> void bothEdit(
            Relmap relmap, Class<T> type, Consumer<T> first, Consumer<T> second) {
        try (Session late = relmap.openSession()) {
            T stale = late.get(type, 1);
            late.commit();
            late.refresh(stale);
            late.commit();
            T kept = late.get(type, 1);
            assertThat(kept).isSameAs(stale);
            relmap.inTransaction(session -> first.accept(session.get(type, 1)));
            second.accept(kept);
            assertThatExceptionOfType(StaleDataException.class)
                    .isThrownBy(late::commit)
                    .withMessageContaining(type.getSimpleName() + "#1");
            late.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-116: an Instant takes the time of each change, always a later one")
    void timesAreTaken(TestDatabase database) {
        Relmap relmap = relmap(database, Timed.class);
        relmap.inTransaction(session -> session.add(new Timed("a")));
        relmap.inTransaction(
                session -> {
                    Timed timed = session.get(Timed.class, 1);
                    Instant first = timed.changed;
                    assertThat(first).isNotNull();
                    timed.name = "b";
                    session.flush();
                    assertThat(timed.changed).isAfter(first);
                });
        relmap.inTransaction(
                session -> assertThat(session.get(Timed.class, 1).name).isEqualTo("b"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-116: a generator of one's own makes the versions, of any type")
    void ownGenerator(TestDatabase database) {
        Relmap relmap = relmap(database, Lettered.class);
        relmap.inTransaction(session -> session.add(new Lettered("a")));
        relmap.inTransaction(
                session -> {
                    Lettered lettered = session.get(Lettered.class, 1);
                    assertThat(lettered.version).isEqualTo("v");
                    lettered.name = "b";
                    session.flush();
                    assertThat(lettered.version).isEqualTo("vv");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-119: the program's own versions are compared, and stay where none is set")
    void ownVersions(TestDatabase database) {
        Relmap relmap = relmap(database, Manual.class);
        relmap.inTransaction(session -> session.add(new Manual("a", 5)));
        relmap.inTransaction(
                session -> {
                    Manual manual = session.get(Manual.class, 1);
                    manual.name = "b";
                    session.flush();
                    assertThat(manual.version).isEqualTo(5);
                    manual.name = "c";
                    manual.version = 6;
                });
        relmap.inTransaction(
                session -> {
                    Manual manual = session.get(Manual.class, 1);
                    assertThat(manual.name).isEqualTo("c");
                    assertThat(manual.version).isEqualTo(6);
                });
    }

    @Test
    @DisplayName("UW-119: a row without a version is refused")
    void missingVersion() {
        Relmap relmap = relmap(TestDatabase.H2, Manual.class);
        assertThatExceptionOfType(FlushException.class)
                .isThrownBy(
                        () -> relmap.inTransaction(session -> session.add(new Manual("a", null))))
                .withMessageContaining("manual.version");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = "SQLITE", // its triggers cannot change the row that RETURNING answers with
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("UW-119: a version that the database makes is fetched with each statement")
    void databaseVersions(TestDatabase database) {
        Relmap relmap = relmap(database, Stamped.class);
        relmap.inTransaction(session -> createTrigger(session, database));
        relmap.inTransaction(
                session -> {
                    Stamped stamped = new Stamped("a");
                    session.add(stamped);
                    session.flush();
                    assertThat(stamped.version).isEqualTo(1);
                    stamped.name = "b";
                    session.flush();
                    assertThat(stamped.version).isEqualTo(2);
                    stamped.name = "c";
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Stamped.class, 1).version).isEqualTo(3);
                    assertThat(session.get(Stamped.class, 1).name).isEqualTo("c");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = "SQLITE", // its triggers cannot change the row that RETURNING answers with
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("UW-119: what a program puts into a version of the database comes to nothing")
    void databaseVersionsAreTakenBack(TestDatabase database) {
        Relmap relmap = relmap(database, Stamped.class);
        relmap.inTransaction(session -> createTrigger(session, database));
        relmap.inTransaction(session -> session.add(new Stamped("a")));
        relmap.inTransaction(
                session -> {
                    Stamped stamped = session.get(Stamped.class, 1);
                    stamped.version = 99;
                    session.flush();
                    assertThat(session.dirtyObjects()).isEmpty();
                    assertThat(stamped.version).isEqualTo(1);
                    stamped.version = 98;
                    stamped.name = "b";
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Stamped.class, 1).version).isEqualTo(2);
                    assertThat(session.get(Stamped.class, 1).name).isEqualTo("b");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = "SQLITE", // one connection writes at a time
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName(
            "UW-120: of two sessions that edit one row the second fails, whatever makes versions")
    void nothingIsLost(TestDatabase database) {
        Relmap relmap = relmap(database, Timed.class, Lettered.class, Manual.class, Stamped.class);
        relmap.inTransaction(session -> createTrigger(session, database));
        relmap.inTransaction(
                session -> {
                    session.add(new Timed("a"));
                    session.add(new Lettered("a"));
                    session.add(new Manual("a", 1));
                    session.add(new Stamped("a"));
                });
        bothEdit(relmap, Timed.class, timed -> timed.name = "b", timed -> timed.name = "c");
        bothEdit(relmap, Lettered.class, row -> row.name = "b", row -> row.name = "c");
        bothEdit(
                relmap,
                Manual.class,
                row -> {
                    row.name = "b";
                    row.version = 2;
                },
                row -> row.name = "c");
        bothEdit(relmap, Stamped.class, row -> row.name = "b", row -> row.name = "c");
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Timed.class, 1).name).isEqualTo("b");
                    assertThat(session.get(Lettered.class, 1).name).isEqualTo("b");
                    assertThat(session.get(Manual.class, 1).name).isEqualTo("b");
                    assertThat(session.get(Stamped.class, 1).name).isEqualTo("b");
                });
    }

    @Test
    @DisplayName("UW-116: a type that nothing can count is refused when the mapping is built")
    void uncountableType() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> relmap(TestDatabase.H2, Uncountable.class))
                .withMessageContaining("Uncountable.version")
                .withMessageContaining("generator");
    }

    private static void createTrigger(Session session, TestDatabase database) {
        if (database == TestDatabase.H2) {
            session.executeSql(
                    "create trigger stamp before insert, update on stamped for each row call '"
                            + Stamp.class.getName()
                            + "'");
            return;
        }
        session.executeSql(
                "create function stamp() returns trigger language plpgsql as $$ begin new.version ="
                        + " case when tg_op = 'INSERT' then 1 else old.version + 1 end; return new;"
                        + " end $$");
        session.executeSql(
                "create trigger stamp before insert or update on stamped for each row execute"
                        + " function stamp()");
    }

    /** What the trigger does on H2. */
    public static final class Stamp implements Trigger {

        private static final int VERSION = 2;

        @Override
        public void fire(
                Connection connection,
                @Nullable Object @Nullable [] before,
                @Nullable Object @Nullable [] after) {
            if (after != null) {
                after[VERSION] =
                        before == null || before[VERSION] == null
                                ? 1
                                : ((Integer) before[VERSION]) + 1;
            }
        }
    }

    @Entity(table = "timed")
    static class Timed {
        @Id int id = 1;
        String name;
        @Version @Nullable Instant changed;

        Timed() {
            this("");
        }

        Timed(String name) {
            this.name = name;
        }
    }

    /** {@code v}, {@code vv}, {@code vvv}. */
    static final class Letters implements VersionGenerator<String> {
        @Override
        public String next(@Nullable String committed) {
            return committed == null ? "v" : committed + "v";
        }
    }

    @Entity(table = "lettered")
    static class Lettered {
        @Id int id = 1;
        String name;

        @Version(generator = Letters.class)
        @Nullable String version;

        Lettered() {
            this("");
        }

        Lettered(String name) {
            this.name = name;
        }
    }

    @Entity(table = "manual")
    static class Manual {
        @Id int id = 1;
        String name;

        @Version(source = VersionSource.PROGRAM)
        @Nullable Integer version;

        Manual() {
            this("", null);
        }

        Manual(String name, @Nullable Integer version) {
            this.name = name;
            this.version = version;
        }
    }

    @Entity(table = "stamped")
    static class Stamped {
        @Id int id = 1;
        String name;

        @Version(source = VersionSource.DATABASE)
        @Column(changedByDatabase = true)
        @Nullable Integer version;

        Stamped() {
            this("");
        }

        Stamped(String name) {
            this.name = name;
        }
    }

    @Entity(table = "uncountable")
    static class Uncountable {
        @Id int id = 1;
        @Version @Nullable String version;
    }
}

package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.error.CircularDependencyException;
import io.relmap.error.IntegrityException;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementCause.Kind;
import io.relmap.observe.StatementListener;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("02, 6.2: a ring without nullable columns opens at a constraint that is checked later")
class DeferrableConstraintsTest {

    private final List<String> written = new ArrayList<>();

    private Relmap relmap(DataSource source, Behaviour behaviour, Class<?>... entities) {
        return relmap(written, source, behaviour, entities);
    }

    /** With the statements of its flushes put into a list. */
    static Relmap relmap(
            List<String> written, DataSource source, Behaviour behaviour, Class<?>... entities) {
        return Relmap.builder()
                .dataSource(source)
                .entities(entities)
                .behaviour(behaviour)
                .listener(
                        (StatementListener)
                                execution -> {
                                    if (execution.cause().kind() == Kind.FLUSH) {
                                        written.add(execution.sql().replace("\"", ""));
                                    }
                                })
                .build();
    }

    private Relmap created(TestDatabase database, Class<?>... entities) {
        Relmap relmap = relmap(database.freshDataSource(), Behaviour.STRICT, entities);
        relmap.schema().createAll();
        return relmap;
    }

    private Relmap seats(Class<?> type, Object... seats) {
        Relmap relmap = created(TestDatabase.POSTGRESQL, type);
        relmap.inTransaction(session -> session.addAll(List.of(seats)));
        written.clear();
        return relmap;
    }

    // Unique values ------------------------------------------------------------------------------

    @Test
    @DisplayName("two rows swap a unique value that is NOT NULL")
    void swap() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"));

        relmap.inTransaction(session -> label(session, "b", "a"));

        assertThat(written)
                .containsExactly(
                        "SET CONSTRAINTS seat_label_key DEFERRED",
                        "UPDATE seat SET label = ? WHERE number = ?",
                        "UPDATE seat SET label = ? WHERE number = ?",
                        "SET CONSTRAINTS seat_label_key IMMEDIATE");
        relmap.inTransaction(session -> assertThat(labels(session)).containsExactly("b", "a"));
    }

    @Test
    @DisplayName("three rows hand unique values round, one new row takes one over")
    void rotation() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"), new Seat(3, "c"));

        relmap.inTransaction(session -> label(session, "b", "c", "a"));

        relmap.inTransaction(session -> assertThat(labels(session)).containsExactly("b", "c", "a"));
        relmap.inTransaction(
                session -> {
                    label(session, "c", "b", "d");
                    session.add(new Seat(4, "a"));
                });
        relmap.inTransaction(
                session -> assertThat(labels(session)).containsExactly("c", "b", "d", "a"));
    }

    @Test
    @DisplayName("a constraint that is deferred at first needs no words")
    void deferredAtFirst() {
        Relmap relmap = seats(Bench.class, new Bench(1, "a"), new Bench(2, "b"));

        relmap.inTransaction(
                session -> {
                    Bench first = session.get(Bench.class, 1);
                    Bench second = session.get(Bench.class, 2);
                    first.label = "b";
                    second.label = "a";
                    assertThat(session.flushPlan().describe())
                            .contains(
                                    "check later: bench_label of bench [label] (deferred by itself)");
                });

        assertThat(written).hasSize(2).allMatch(sql -> sql.startsWith("UPDATE"));
        relmap.inTransaction(
                session -> assertThat(session.get(Bench.class, 1).label).isEqualTo("b"));
    }

    @Test
    @DisplayName("two keys change hands between the same rows: each is put off")
    void twoKeysAtOnce() {
        Relmap relmap = seats(Place.class, new Place(1, "a", "x"), new Place(2, "b", "y"));

        relmap.inTransaction(
                session -> {
                    Place first = session.get(Place.class, 1);
                    Place second = session.get(Place.class, 2);
                    first.name = "b";
                    first.code = "y";
                    second.name = "a";
                    second.code = "x";
                });

        relmap.inTransaction(
                session -> assertThat(session.get(Place.class, 2).code).isEqualTo("x"));
    }

    @Test
    @DisplayName("afterwards each statement checks again, in the flush that is wrong")
    void checkedAgainAfterwards() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"));

        try (Session session = relmap.openSession()) {
            label(session, "b", "a");
            session.flush();
            session.add(new Seat(3, "b"));

            assertThatExceptionOfType(IntegrityException.class)
                    .isThrownBy(session::flush)
                    .withMessageContaining("seat_label_key");
        }
    }

    @Test
    @DisplayName(
            "PostgreSQL: what the program itself has put off stays so, until the transaction ends")
    void settingOfTheProgram() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"));

        try (Session session = relmap.openSession()) {
            session.executeSql("set constraints all deferred");
            label(session, "b", "a");
            assertThat(session.flushPlan().describe())
                    .contains("check later: seat_label_key of seat [label] (until the commit)")
                    .doesNotContain("check now");
            session.flush();
            session.executeSql("update seat set label = 'a' where number = 1");
            session.executeSql("update seat set label = 'b' where number = 2");
            session.commit();
            written.clear();
            label(session, "b", "a");
            session.commit();
        }

        assertThat(written).last().asString().endsWith("IMMEDIATE");
        relmap.inTransaction(session -> assertThat(labels(session)).containsExactly("b", "a"));
    }

    @Test
    @DisplayName(
            "PostgreSQL: so does what it has put off around a savepoint, and in one that is committed")
    void settingInASavepoint() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"));
        try (Session session = relmap.openSession()) {
            NestedTransaction rolledBack = session.beginNested();
            session.executeSql("set constraints all deferred");
            rolledBack.rollback();
            assertThat(planOfASwap(session)).as("rolled back").contains("check now");
            session.rollback();

            NestedTransaction committed = session.beginNested();
            session.executeSql("set constraints all deferred");
            committed.commit();
            assertThat(planOfASwap(session)).as("committed").doesNotContain("check now");
            session.rollback();

            session.executeSql("set constraints all deferred");
            NestedTransaction inner = session.beginNested();
            assertThat(planOfASwap(session)).as("around").doesNotContain("check now");
            inner.rollback();
        }
    }

    private static String planOfASwap(Session session) {
        label(session, "b", "a");
        return session.flushPlan().describe();
    }

    @Test
    @DisplayName("UW-146: the plan shows what is checked later, and why")
    void thePlanShowsTheCheck() {
        Relmap relmap = seats(Seat.class, new Seat(1, "a"), new Seat(2, "b"));
        try (Session session = relmap.openSession()) {
            label(session, "b", "a");

            assertThat(session.flushPlan().describe())
                    .contains("1. check later: seat_label_key of seat [label]\n")
                    .contains(
                            "Seat#2: takes over seat.[label] is checked later, since it closes a ring"
                                    + " of rows")
                    .contains("4. check now: seat_label_key of seat [label]\n");
            assertThat(session.flushPlan().toMermaid()).contains("check later");
        }
    }

    @Test
    @DisplayName("a table that relmap did not create: the database's own name is known")
    void namesThatTheDatabaseGave() throws SQLException {
        DataSource source = TestDatabase.POSTGRESQL.freshDataSource();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE seat (number INT PRIMARY KEY, label VARCHAR(20) NOT NULL UNIQUE"
                            + " DEFERRABLE)");
        }
        Relmap relmap = relmap(source, Behaviour.STRICT, Seat.class);
        relmap.inTransaction(
                session -> session.addAll(List.of(new Seat(1, "a"), new Seat(2, "b"))));

        relmap.inTransaction(session -> label(session, "b", "a"));

        relmap.inTransaction(session -> assertThat(labels(session)).containsExactly("b", "a"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POSTGRESQL")
    @DisplayName("databases without deferrable unique keys: the table is made, the swap is refused")
    void noDeferrableUniqueKeys(TestDatabase database) {
        Relmap relmap = created(database, Seat.class);
        relmap.inTransaction(
                session -> session.addAll(List.of(new Seat(1, "a"), new Seat(2, "b"))));

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> label(session, "b", "a")))
                .withMessageContaining("Seat#1")
                .withMessageContaining("Seat#2")
                .withMessageContaining("has no deferrable unique keys")
                .withMessageContaining("flush in two steps");
    }

    @Test
    @DisplayName("the reference's behaviour puts nothing off")
    void theReferencePutsNothingOff() {
        DataSource source = TestDatabase.POSTGRESQL.freshDataSource();
        Relmap relmap =
                relmap(source, Behaviour.REFERENCE, Seat.class, Nest.class, Hen.class, Egg.class);
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> session.addAll(List.of(new Seat(1, "a"), new Seat(2, "b"))));

        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> label(session, "b", "a")));
        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(henAndEgg(1))));
    }

    // References
    // -----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    @DisplayName("rows of two tables that refer to each other come and go, all keys NOT NULL")
    void ringOfTwoTables(TestDatabase database) {
        Relmap relmap = created(database, Nest.class, Hen.class, Egg.class);

        relmap.inTransaction(session -> session.addAll(List.of(henAndEgg(1), henAndEgg(2))));

        assertThat(written).filteredOn(sql -> sql.startsWith("UPDATE")).isEmpty();
        relmap.inTransaction(
                session -> {
                    Hen found = session.get(Hen.class, 2);
                    assertThat(found.from.get().by.get()).isSameAs(found);
                    session.delete(found.from.get());
                    session.delete(found);
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.query(Hen.class).list()).hasSize(1);
                    assertThat(session.query(Egg.class).list()).hasSize(1);
                });
    }

    @Test
    @DisplayName("checks of two keys are put off and taken up in one statement each")
    void statementsOfARing() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, Nest.class, Hen.class, Egg.class);

        relmap.inTransaction(session -> session.addAll(List.of(henAndEgg(1), henAndEgg(2))));

        assertThat(written)
                .hasSize(4)
                .first()
                .asString()
                .startsWith("SET CONSTRAINTS ")
                .endsWith("_fkey DEFERRED");
        assertThat(written).last().asString().endsWith("_fkey IMMEDIATE");
    }

    @Test
    @DisplayName(
            "a key that is generated is made before its row, where another row refers to it first")
    void generatedKeys() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, Chicken.class, Shell.class);
        Chicken chicken = new Chicken();
        Shell shell = new Shell();
        chicken.from.set(shell);
        shell.by.set(chicken);

        relmap.inTransaction(
                session -> {
                    session.add(chicken);
                    assertThat(session.flushPlan().describe()).contains("make keys of ");
                });

        relmap.inTransaction(
                session -> {
                    Chicken found = session.query(Chicken.class).one();
                    assertThat(found.from.get().by.get()).isSameAs(found);
                    assertThat(found.id).isEqualTo(chicken.id);
                    session.delete(found.from.get());
                    session.delete(found);
                });
        relmap.inTransaction(session -> assertThat(session.query(Shell.class).list()).isEmpty());
    }

    @Test
    @DisplayName(
            "UW-128: a key that was made before its row goes out of the object with a rollback")
    void madeKeysGoWithARollback() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, Chicken.class, Shell.class);
        Chicken chicken = new Chicken();
        Shell shell = new Shell();
        chicken.from.set(shell);
        shell.by.set(chicken);
        try (Session session = relmap.openSession()) {
            session.add(chicken);
            session.flush();
            session.rollback();

            assertThat(chicken.id).isNull();
            assertThat(shell.id).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    @DisplayName("rows of one table in a ring, and one that refers to itself")
    void selfReferentialRing(TestDatabase database) {
        Relmap relmap = created(database, Knot.class);
        Knot first = new Knot(1);
        Knot second = new Knot(2);
        Knot third = new Knot(3);
        first.next.set(second);
        second.next.set(third);
        third.next.set(first);
        Knot alone = new Knot(4);
        alone.next.set(alone);

        relmap.inTransaction(session -> session.addAll(List.of(first, alone)));

        relmap.inTransaction(
                session -> {
                    List<Knot> found = session.query(Knot.class).orderBy("id").list();
                    assertThat(found).hasSize(4);
                    assertThat(found.get(0).next.get().next.get().next.get())
                            .isSameAs(found.get(0));
                    found.forEach(session::delete);
                });
        relmap.inTransaction(session -> assertThat(session.query(Knot.class).list()).isEmpty());
    }

    @Test
    @DisplayName("a ring of references and unique values at once")
    void mixedRing() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, Knot.class);
        Knot first = new Knot(1);
        Knot second = new Knot(2);
        first.next.set(second);
        second.next.set(first);
        first.label = "a";
        second.label = "b";
        relmap.inTransaction(session -> session.add(first));

        relmap.inTransaction(
                session -> {
                    Knot one = session.get(Knot.class, 1);
                    Knot two = session.get(Knot.class, 2);
                    Knot three = new Knot(3);
                    three.label = "b";
                    two.label = "a";
                    one.label = "c";
                    three.next.set(one);
                    one.next.set(three);
                    session.delete(two);
                });

        relmap.inTransaction(
                session -> {
                    assertThat(session.query(Knot.class).list()).hasSize(2);
                    Knot one = session.get(Knot.class, 1);
                    assertThat(one.next.get().label).isEqualTo("b");
                    assertThat(one.next.get().next.get()).isSameAs(one);
                });
    }

    @Test
    @DisplayName("what is wrong in a ring comes out in its flush, and names the constraint")
    void errorsComeInTheFlush() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, Nest.class, Hen.class, Egg.class);
        relmap.inTransaction(session -> session.add(henAndEgg(1)));
        written.clear();
        try (Session session = relmap.openSession()) {
            session.delete(session.get(Hen.class, 1)); // the egg still refers to it
            session.add(henAndEgg(2));

            assertThatExceptionOfType(IntegrityException.class)
                    .isThrownBy(session::flush)
                    .withMessageContaining("egg_by_id_fkey");
        }
        assertThat(written).first().asString().endsWith("DEFERRED");
        relmap.inTransaction(session -> assertThat(session.query(Hen.class).list()).hasSize(1));
    }

    @Test
    @DisplayName("H2 checks at once: the ring is reported, with what can be done")
    void noDeferrableForeignKeys() {
        Relmap relmap = created(TestDatabase.H2, Nest.class, Hen.class, Egg.class);

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(henAndEgg(1))))
                .withMessageContaining("Hen.from: hen.from_id")
                .withMessageContaining("NOT NULL")
                .withMessageContaining("H2 has no deferrable foreign keys");
    }

    @Test
    @DisplayName(
            "UW-33: SQLite makes keys in the INSERT: a ring through them is reported with its rows and a remedy")
    void generatedKeysThatAreNotKnownBefore() {
        Relmap relmap = created(TestDatabase.SQLITE, Chicken.class, Shell.class);
        Chicken chicken = new Chicken();
        Shell shell = new Shell();
        chicken.from.set(shell);
        shell.by.set(chicken);

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(chicken)))
                .withMessageContaining("save new Chicken@")
                .withMessageContaining("(Shell.by: shell.by_id) save new Shell@")
                .withMessageContaining("(Chicken.from: chicken.from_id) save new Chicken@")
                .withMessageContaining(
                        "make one of them nullable and set postUpdate on its relationship, or assign"
                                + " chicken.id or shell.id: the foreign key to it is deferrable, but SQLite makes"
                                + " the key only in the INSERT")
                .withMessageNotContaining("sequence");
        assertThat(written).isEmpty();
        assertThat(chicken.id).isNull();
    }

    @Test
    @DisplayName("SQLite: an assigned key of the two opens the ring")
    void oneAssignedKeyOpensTheRing() {
        Relmap relmap = created(TestDatabase.SQLITE, Chicken.class, Shell.class);
        Chicken chicken = new Chicken();
        Shell shell = new Shell();
        chicken.id = 7L;
        chicken.from.set(shell);
        shell.by.set(chicken);

        relmap.inTransaction(session -> session.add(chicken));

        relmap.inTransaction(
                session -> {
                    Chicken found = session.get(Chicken.class, 7L);
                    assertThat(found.from.get().by.get()).isSameAs(found);
                });
    }

    static Hen henAndEgg(int id) {
        Hen hen = new Hen(id);
        Egg egg = new Egg(id);
        hen.from.set(egg);
        egg.by.set(hen);
        return hen;
    }

    private static void label(Session session, String... labels) {
        List<Seat> seats = session.query(Seat.class).orderBy("number").list();
        for (int i = 0; i < labels.length; i++) {
            seats.get(i).label = labels[i];
        }
    }

    private static List<String> labels(Session session) {
        return session.query(Seat.class).orderBy("number").list().stream()
                .map(seat -> seat.label)
                .toList();
    }

    @Entity(table = "seat")
    @UniqueConstraint(value = "label", deferrable = true)
    static class Seat {
        @Id int number;

        @Column(length = 20, nullable = false)
        String label = "";

        Seat() {}

        Seat(int number, String label) {
            this.number = number;
            this.label = label;
        }
    }

    @Entity(table = "bench")
    @UniqueConstraint(value = "label", name = "bench_label", deferred = true)
    static class Bench {
        @Id int number;

        @Column(length = 20, nullable = false)
        String label = "";

        Bench() {}

        Bench(int number, String label) {
            this.number = number;
            this.label = label;
        }
    }

    @Entity(table = "place")
    @UniqueConstraint(value = "name", deferrable = true)
    @UniqueConstraint(value = "code", deferrable = true)
    static class Place {
        @Id int number;

        @Column(length = 20, nullable = false)
        String name = "";

        @Column(length = 20, nullable = false)
        String code = "";

        Place() {}

        Place(int number, String name, String code) {
            this.number = number;
            this.name = name;
            this.code = code;
        }
    }

    @Entity(table = "nest")
    static class Nest {
        @Id int id;

        Nest() {}

        Nest(int id) {
            this.id = id;
        }
    }

    @Entity(table = "hen")
    static class Hen {
        @Id int id;

        @ForeignKey("nest.id")
        @Nullable Integer nest;

        @ForeignKey(value = "egg.id", nullable = false, deferrable = true)
        @Relationship(foreignKeys = "Hen.from_id")
        final ToOne<Egg> from = ToOne.of(this);

        Hen() {}

        Hen(int id) {
            this.id = id;
        }
    }

    @Entity(table = "egg")
    static class Egg {
        @Id int id;

        @ForeignKey(value = "hen.id", nullable = false, deferrable = true)
        @Relationship(foreignKeys = "Egg.by_id")
        final ToOne<Hen> by = ToOne.of(this);

        Egg() {}

        Egg(int id) {
            this.id = id;
        }
    }

    @Entity(table = "chicken")
    static class Chicken {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "shell.id", nullable = false, deferred = true)
        @Relationship(foreignKeys = "Chicken.from_id")
        final ToOne<Shell> from = ToOne.of(this);
    }

    @Entity(table = "shell")
    static class Shell {
        @Id
        @GeneratedValue(sequence = "shell_seq")
        @Nullable Long id;

        @ForeignKey(value = "chicken.id", nullable = false, deferrable = true)
        @Relationship(foreignKeys = "Shell.by_id")
        final ToOne<Chicken> by = ToOne.of(this);
    }

    @Entity(table = "knot")
    @UniqueConstraint(value = "label", deferrable = true)
    static class Knot {
        @Id int id;

        @Column(length = 20)
        @Nullable String label;

        @ForeignKey(value = "knot.id", nullable = false, deferrable = true)
        @Relationship(remoteSide = "Knot.id")
        final ToOne<Knot> next = ToOne.of(this);

        Knot() {}

        Knot(int id) {
            this.id = id;
        }
    }
}

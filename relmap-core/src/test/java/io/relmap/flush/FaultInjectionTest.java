package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.dialect.Dialects;
import io.relmap.error.DatabaseException;
import io.relmap.error.PendingRollbackException;
import io.relmap.flush.FailingStatements.Fault;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "DESIGN 6.3, UW-125, UW-128: whichever statement of a flush fails, nothing is half done")
class FaultInjectionTest {

    static Stream<Arguments> cases() {
        return Stream.of(TestDatabase.values())
                .flatMap(
                        database ->
                                Stream.of(Fault.values())
                                        .map(fault -> Arguments.of(database, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    @DisplayName(
            "the database is as before, the session asks for rollback, a second attempt succeeds")
    void eachStatementFailsInTurn(TestDatabase database, Fault fault) {
        int statements = count(database);
        assertThat(statements).isGreaterThan(10);
        for (int failing = 1; failing <= statements; failing++) {
            failAndRepeat(database, fault, failing);
        }
    }

    private static int count(TestDatabase database) {
        try (World world = new World(database)) {
            world.faults.fail(0, Fault.REFUSED);
            try (Session session = world.relmap.openSession()) {
                new Edit(session);
                session.commit();
            }
            return world.faults.sent();
        }
    }

    private static void failAndRepeat(TestDatabase database, Fault fault, int failing) {
        try (World world = new World(database);
                Session session = world.relmap.openSession()) {
            List<String> before = world.rows();
            Edit edit = new Edit(session);
            world.faults.fail(failing, fault);

            assertThatExceptionOfType(DatabaseException.class)
                    .as("statement %d", failing)
                    .isThrownBy(session::flush)
                    .withStackTraceContaining("injected");

            assertThat(world.rows()).isEqualTo(before);
            assertThatExceptionOfType(PendingRollbackException.class)
                    .isThrownBy(() -> session.query(Shelf.class).list())
                    .withStackTraceContaining("injected");
            world.faults.fail(0, fault);
            session.rollback();

            edit.isAsBefore();
            new Edit(session).isDone(world, session);
        }
    }

    /** One database with rows in it. */
    private static final class World implements AutoCloseable {

        private final DataSource dataSource;
        private final FailingStatements faults;
        private final Relmap relmap;

        World(TestDatabase database) {
            dataSource = database.freshDataSource();
            faults = new FailingStatements(dataSource);
            relmap = relmap(ConnectionSource.of(faults.dataSource()));
            relmap.schema().createAll();
            relmap.inTransaction(
                    session -> {
                        Shelf first = new Shelf("first");
                        for (String title : List.of("a", "b", "c", "d")) {
                            first.volumes.add(new Volume(title));
                        }
                        Mark red = new Mark("red");
                        first.volumes.get(0).marks.add(red);
                        first.volumes.get(1).marks.add(red);
                        session.addAll(List.of(first, new Shelf("second"), new Mark("blue")));
                    });
        }

        private Relmap relmap(ConnectionSource connections) {
            return Relmap.builder()
                    .connectionSource(connections)
                    .dialect(Dialects.of(dataSource))
                    .entities(Shelf.class, Volume.class, Mark.class)
                    .build();
        }

        /** What the database holds, read past the session that is under test. */
        List<String> rows() {
            List<String> rows = new ArrayList<>();
            relmap(ConnectionSource.of(dataSource))
                    .inTransaction(
                            session -> {
                                for (Shelf shelf :
                                        session.query(Shelf.class).orderBy("id").list()) {
                                    rows.add(shelf.name);
                                    shelf.volumes.forEach(
                                            volume ->
                                                    rows.add(
                                                            volume.title
                                                                    + "/"
                                                                    + volume.version
                                                                    + marks(volume)));
                                }
                            });
            return rows;
        }

        private static List<String> marks(Volume volume) {
            return volume.marks.stream().map(mark -> mark.color).sorted().toList();
        }

        @Override
        public void close() {
            faults.fail(0, Fault.REFUSED);
        }
    }

    /** Inserts, updates, moves, unlinks and deletes: many statements in one flush. */
    private static final class Edit {

        private final Shelf first;
        private final Shelf fresh = new Shelf("fresh");
        private final Volume added = new Volume("new");
        private final Volume moved;
        private final Volume dropped;

        Edit(Session session) {
            first = session.query(Shelf.class).where("name = 'first'").one();
            Shelf second = session.query(Shelf.class).where("name = 'second'").one();
            Mark blue = session.query(Mark.class).where("color = 'blue'").one();
            List<Volume> volumes = List.copyOf(first.volumes);
            moved = volumes.get(1);
            dropped = volumes.get(2);
            volumes.forEach(volume -> assertThat(volume.marks).hasSizeLessThan(2)); // loaded
            assertThat(second.volumes).isEmpty();
            session.noAutoflush(
                    () -> {
                        first.name = "FIRST";
                        fresh.volumes.add(added);
                        fresh.volumes.add(moved);
                        added.marks.add(blue);
                        moved.marks.clear();
                        moved.title = "B";
                        volumes.get(0).marks.add(blue);
                        volumes.get(0).pages = 7;
                        volumes.get(3).title = "D";
                        added.sequel.set(volumes.get(0));
                        volumes.get(0).sequel.set(added);
                        first.volumes.remove(dropped);
                        second.name = "SECOND";
                        second.note = "x";
                        session.add(fresh);
                    });
        }

        /** After the rollback every object is where it was before the edit. */
        void isAsBefore() {
            assertThat(Inspect.of(fresh).state()).isEqualTo(ObjectState.TRANSIENT);
            assertThat(Inspect.of(added).state()).isEqualTo(ObjectState.TRANSIENT);
            assertThat(fresh.id).isNull();
            assertThat(added.id).isNull();
            assertThat(added.version).isZero();
            assertThat(Inspect.of(dropped).state()).isEqualTo(ObjectState.PERSISTENT);
            assertThat(Inspect.of(first).attribute("name").get()).isEqualTo("first");
            assertThat(Inspect.of(moved).attribute("title").get()).isEqualTo("b");
            assertThat(moved.shelf.get()).isSameAs(first);
            assertThat(first.volumes).hasSize(4).contains(moved, dropped);
        }

        void isDone(World world, Session session) {
            session.commit();
            assertThat(world.rows().stream().map(row -> row.replaceFirst("/\\d+", "")))
                    .containsExactlyInAnyOrder(
                            "FIRST", "a[blue, red]", "D[]", "SECOND", "fresh", "B[]", "new[blue]");
        }
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;
        String name;
        @Nullable String note;

        @Relationship(
                backPopulates = "shelf",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
                orderBy = "title")
        final ToList<Volume> volumes = ToList.of(this);

        Shelf() {
            this("");
        }

        Shelf(String name) {
            this.name = name;
        }
    }

    @Entity(table = "volume")
    @AssociationTable(
            name = "volume_mark",
            value = {
                @Link(column = "volume_id", references = "volume.id"),
                @Link(column = "mark_id", references = "mark.id")
            })
    static class Volume {
        @Id @GeneratedValue @Nullable Long id;

        @Column(nullable = false)
        String title;

        int pages;
        @Version int version;

        @ForeignKey(value = "shelf.id", nullable = false)
        @Relationship(backPopulates = "volumes")
        final ToOne<Shelf> shelf = ToOne.of(this);

        @ForeignKey("volume.id")
        @Relationship
        final ToOne<Volume> sequel = ToOne.of(this);

        @Relationship(secondary = "volume_mark")
        final ToSet<Mark> marks = ToSet.of(this);

        Volume() {
            this("");
        }

        Volume(String title) {
            this.title = title;
        }
    }

    @Entity(table = "mark")
    static class Mark {
        @Id @GeneratedValue @Nullable Long id;
        String color;

        Mark() {
            this("");
        }

        Mark(String color) {
            this.color = color;
        }
    }
}

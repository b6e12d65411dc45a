package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementCause.Kind;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "UW-50: a NOT NULL reference that a relationship would blank is reported in the mapping's words")
class BlankedReferencesTest {

    private final List<String> written = new ArrayList<>();

    static Stream<Arguments> everywhere() {
        return Stream.of(TestDatabase.values())
                .flatMap(
                        database ->
                                Stream.of(Behaviour.values())
                                        .map(behaviour -> Arguments.of(database, behaviour)));
    }

    private IntegrityException refusal(
            TestDatabase database, Behaviour behaviour, Consumer<Session> work) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class, Volume.class)
                        .behaviour(behaviour)
                        .listener(
                                (StatementListener)
                                        execution -> {
                                            if (execution.cause().kind() == Kind.FLUSH) {
                                                written.add(execution.sql().replace("\"", ""));
                                            }
                                        })
                        .build();
        relmap.schema().createAll();
        Shelf shelf = new Shelf();
        shelf.volumes.addAll(List.of(new Volume(), new Volume()));
        relmap.inTransaction(session -> session.add(shelf));
        written.clear();
        try (Session session = relmap.openSession()) {
            work.accept(session);
            IntegrityException[] refused = new IntegrityException[1];
            assertThatExceptionOfType(IntegrityException.class)
                    .isThrownBy(session::flush)
                    .satisfies(e -> refused[0] = e);
            return refused[0];
        }
    }

    private static Shelf shelf(Session session) {
        return session.query(Shelf.class).one();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    @DisplayName("members of a deleted owner, with entity, relationship, column, and remedy")
    void membersOfADeletedOwner(TestDatabase database, Behaviour behaviour) {
        IntegrityException refused =
                refusal(database, behaviour, session -> session.delete(shelf(session)));

        assertThat(refused.kind()).isEqualTo(ErrorKind.NOT_NULL);
        assertThat(refused)
                .hasMessageContaining(
                        "Shelf.volumes blanks the reference volume.shelf_id of Volume#1, Volume#2, which"
                                + " is NOT NULL. If it is to go with its Shelf, give Shelf.volumes the"
                                + " cascade DELETE, and DELETE_ORPHAN for one that is taken out; if the"
                                + " database is to see to it, passiveDeletes = ALL; else make the column"
                                + " nullable.")
                .hasMessageContaining("UPDATE")
                .hasMessageMatching("(?s)RM-701: (?!.*RM-701).*");
        assertThat(written).as("what the reference sends").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    @DisplayName("a member that is taken out")
    void aMemberThatIsTakenOut(TestDatabase database, Behaviour behaviour) {
        IntegrityException refused =
                refusal(database, behaviour, session -> shelf(session).volumes.remove(0));

        assertThat(refused)
                .hasMessageContaining(
                        "Shelf.volumes blanks the reference volume.shelf_id of Volume#1, which");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    @DisplayName("a reference that is cleared from its own side")
    void aReferenceThatIsCleared(TestDatabase database, Behaviour behaviour) {
        IntegrityException refused =
                refusal(
                        database,
                        behaviour,
                        session ->
                                session.query(Volume.class)
                                        .orderBy("id")
                                        .list()
                                        .get(0)
                                        .shelf
                                        .set(null));

        assertThat(refused)
                .hasMessageContaining(
                        "Volume.shelf blanks the reference volume.shelf_id of Volume#1, which is NOT NULL."
                                + " Give Volume another Shelf, delete it, or make the column nullable.");
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "shelf", orderBy = "id")
        final ToList<Volume> volumes = ToList.of(this);
    }

    @Entity(table = "volume")
    static class Volume {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey(value = "shelf.id", nullable = false)
        @Relationship(backPopulates = "volumes")
        final ToOne<Shelf> shelf = ToOne.of(this);
    }
}

package io.relmap.query;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("QU-30: a bulk update wins over a relationship that was changed without a flush")
class BulkReferencesTest {

    @Entity
    static class Shelf {
        @Id @Nullable Long id;

        @Relationship(
                backPopulates = "shelf",
                orderBy = "id",
                cascade = {ALL, DELETE_ORPHAN})
        final ToList<Jar> jars = ToList.of(this);

        Shelf() {}

        Shelf(long id) {
            this.id = id;
        }
    }

    @Entity
    static class Jar {
        @Id @Nullable Long id;

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        @Relationship(backPopulates = "jars")
        final ToOne<Shelf> shelf = ToOne.of(this);

        Jar() {}

        Jar(long id) {
            this.id = id;
        }
    }

    /** Shelf 1 has jars 1 and 2; 2 and 3 are empty. */
    private static void shelves(TestDatabase database, BiConsumer<Session, Shelf[]> change) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class, Jar.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Shelf first = new Shelf(1);
                    first.jars.add(new Jar(1));
                    first.jars.add(new Jar(2));
                    session.add(first);
                    session.add(new Shelf(2));
                    session.add(new Shelf(3));
                });
        relmap.inTransaction(
                session -> {
                    Shelf[] shelves = new Shelf[4];
                    for (int i = 1; i < 4; i++) {
                        shelves[i] =
                                Objects.requireNonNull(session.get(Shelf.class, Long.valueOf(i)));
                    }
                    session.noAutoflush(() -> change.accept(session, shelves));
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.query(Jar.class).orderBy("id").list())
                            .extracting(jar -> jar.shelfId)
                            .containsExactly(3L, 1L);
                });
    }

    private static void toThird(Session session, Shelf[] shelves) {
        session.query(Jar.class).where("id = 1").update(Map.of("shelf", shelves[3]));
    }

    private static Jar jar(Session session) {
        return Objects.requireNonNull(session.get(Jar.class, 1L));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The reference was set")
    void theReferenceWasSet(TestDatabase database) {
        shelves(
                database,
                (session, shelves) -> {
                    Jar jar = jar(session);
                    jar.shelf.set(shelves[2]);
                    toThird(session, shelves);
                    assertThat(shelves[2].jars).isEmpty();
                    assertThat(jar.shelf.get()).isSameAs(shelves[3]);
                    session.flush();
                    assertThat(session.isModified(shelves[2])).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The reference was loaded before, and its collection, too")
    void theReferenceWasLoaded(TestDatabase database) {
        shelves(
                database,
                (session, shelves) -> {
                    Jar jar = jar(session);
                    assertThat(shelves[1].jars).hasSize(2);
                    assertThat(jar.shelf.get()).isSameAs(shelves[1]);
                    jar.shelf.set(shelves[2]);
                    toThird(session, shelves);
                    assertThat(shelves[2].jars).isEmpty();
                    assertThat(shelves[1].jars).as("stays until it expires").contains(jar);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The object was put into another collection")
    void theObjectWasPutIntoAnotherCollection(TestDatabase database) {
        shelves(
                database,
                (session, shelves) -> {
                    shelves[2].jars.add(jar(session));
                    toThird(session, shelves);
                    assertThat(shelves[2].jars).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The object was taken out of its collection")
    void theObjectWasTakenOut(TestDatabase database) {
        shelves(
                database,
                (session, shelves) -> {
                    Jar jar = jar(session);
                    shelves[1].jars.remove(jar);
                    toThird(session, shelves);
                    assertThat(jar.shelf.get()).isSameAs(shelves[3]);
                });
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.holder.Deferred;
import io.relmap.load.library.Author;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A window goes on from where the database put the last row, whatever its object says")
class WindowPositionsTest {

    private static final int MOST_WINDOWS = 50;

    @Entity
    static class Note {
        @Id @Nullable Long id;

        @Column(nullable = false)
        @Nullable Instant at;

        @Column(nullable = false)
        int place;

        @Column(nullable = false)
        final Deferred<String> text = Deferred.of(this);

        Note() {}

        Note(long id) {
            this.id = id;
            this.at = Instant.ofEpochSecond(1_700_000_000, 100 * (id * 7 % 20) + 50);
            this.place = (int) id;
            text.set("text " + (char) ('a' + id % 5));
        }
    }

    private static void notes(TestDatabase database, Consumer<Session> check) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Note.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    session.addAll(LongStream.range(0, 20).mapToObj(Note::new).toList());
                    session.flush();
                    check.accept(session);
                });
    }

    private static <T> List<T> all(Supplier<Query<T>> query, int limit) {
        List<T> found = new ArrayList<>();
        Position position = null;
        for (int i = 0; i < MOST_WINDOWS; i++) {
            Window<T> window = query.get().limit(limit).windowAfter(position);
            found.addAll(window.objects());
            if (!window.hasMore()) {
                return found;
            }
            assertThat(window.objects()).as("a window before others").hasSize(limit);
            position = window.end();
        }
        throw new AssertionError("no end after " + found.size() + " objects");
    }

    private static List<Long> ids(List<Note> notes) {
        return notes.stream().map(note -> note.id).toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An object with more digits of a second than its column keeps is found once")
    void moreDigitsThanTheColumn(TestDatabase database) {
        notes(
                database,
                session ->
                        assertThat(ids(all(() -> session.query(Note.class).orderBy("at desc"), 3)))
                                .doesNotHaveDuplicates()
                                .hasSize(20));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("So is one whose row another statement has changed")
    void aRowThatAnotherStatementChanged(TestDatabase database) {
        notes(
                database,
                session -> {
                    List<Note> held = session.query(Note.class).list();
                    session.executeSql("update note set place = 100 - place");
                    List<Note> found = all(() -> session.query(Note.class).orderBy("place"), 3);
                    assertThat(ids(found))
                            .isEqualTo(LongStream.range(0, 20).mapToObj(i -> 19 - i).toList());
                    assertThat(held.get(0).place).as("keeps what it has").isLessThan(100);
                    Position end = new Position(Map.of("place", 90, "id", 10L));
                    assertThat(
                                    session.query(Note.class)
                                            .orderBy("place")
                                            .limit(1)
                                            .windowBefore(end)
                                            .start())
                            .isEqualTo(new Position(Map.of("place", 89, "id", 11L)));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An order by what is loaded at first access only")
    void anOrderByADeferred(TestDatabase database) {
        notes(
                database,
                session -> {
                    session.expungeAll();
                    List<Note> found = all(() -> session.query(Note.class).orderBy("text"), 3);
                    assertThat(ids(found))
                            .isEqualTo(
                                    LongStream.range(0, 20)
                                            .mapToObj(i -> i / 4 + i % 4 * 5)
                                            .toList());
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-14: a reference with several rows takes no other objects away")
    void aReferenceWithSeveralRows(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    for (int i = 10; i < 15; i++) {
                        session.executeSql(
                                "insert into profile values (?, ?, 'more')", i, 1 + i % 2);
                    }
                    Supplier<Query<Author>> named =
                            () ->
                                    session.query(Author.class)
                                            .where("profile.bio <> 'x' or profile.bio is null");
                    Supplier<Query<Author>> joined =
                            () -> session.query(Author.class).options(Load.joined("profile"));
                    Supplier<Query<Author>> wrapped =
                            () -> named.get().options(Load.joined("books"));
                    for (Supplier<Query<Author>> query : List.of(named, joined, wrapped)) {
                        for (int limit = 1; limit < 4; limit++) {
                            assertThat(all(query, limit))
                                    .extracting(author -> author.name)
                                    .containsExactly("Ann", "Bob", "Cid");
                        }
                    }
                    assertThat(named.get().count()).isEqualTo(3);
                    assertThat(named.get().list()).hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-47: collections joined for loading cost no further statement")
    void collectionsCostNoFurtherStatement(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Window<Author> window =
                            session.query(Author.class)
                                    .options(Load.joined("books"))
                                    .limit(3)
                                    .window();
                    assertThat(window.objects()).hasSize(3);
                    assertThat(window.hasMore()).isFalse();
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A native statement that repeats a row gives its object once")
    void aNativeStatementThatRepeatsARow(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Supplier<Query<Node>> twice =
                            () ->
                                    session.sql(
                                            Node.class,
                                            "select * from node union all select * from node"
                                                    + " union all select * from node where id = 1",
                                            Map.of());
                    assertThat(twice.get().orderBy("id").list())
                            .extracting(node -> node.id)
                            .containsExactly(1L, 2L, 3L, 4L, 5L);
                    assertThat(all(twice, 2))
                            .extracting(node -> node.id)
                            .containsExactly(1L, 2L, 3L, 4L, 5L);
                    assertThat(twice.get().count()).isEqualTo(5);
                    assertThat(twice.get().where("id = 4").one().label).isEqualTo("aa");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A window that may hold nothing says nothing of more")
    void aWindowOfNothing(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Window<Author> window = session.query(Author.class).limit(0).window();
                    assertThat(window.objects()).isEmpty();
                    assertThat(window.hasMore()).isFalse();
                });
    }
}

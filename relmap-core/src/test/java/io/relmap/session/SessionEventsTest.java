package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.DatabaseException;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-91: what listeners of a session are told, in order")
class SessionEventsTest {

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void open() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .listener(new Recorder())
                        .build();
        relmap.schema().createAll();
        session = relmap.openSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private List<String> told() {
        List<String> copy = List.copyOf(events);
        events.clear();
        return copy;
    }

    @Test
    @DisplayName("SE-91: add, flush and commit")
    void addFlushCommit() {
        Author author = new Author("Lem");
        session.add(author);
        assertThat(told()).containsExactly("beforeAttach", "afterAttach", "TRANSIENT_TO_PENDING");
        session.flush();
        assertThat(told())
                .containsExactly(
                        "beforeFlush",
                        "afterBegin",
                        "afterFlush",
                        "PENDING_TO_PERSISTENT",
                        "afterFlushPostexec");
        session.delete(author);
        session.commit();
        assertThat(told())
                .containsExactly(
                        "beforeCommit",
                        "beforeFlush",
                        "afterFlush",
                        "PERSISTENT_TO_DELETED",
                        "afterFlushPostexec",
                        "afterCommit",
                        "DELETED_TO_DETACHED");
    }

    @Test
    @DisplayName("SE-91: rollback")
    void rollback() {
        Author kept = new Author("kept");
        session.add(kept);
        session.commit();
        session.add(new Author("new"));
        session.flush();
        session.delete(kept);
        session.flush();
        session.add(new Author("pending"));
        told();
        session.rollback();
        assertThat(told())
                .containsExactly(
                        "afterRollback",
                        "PERSISTENT_TO_TRANSIENT",
                        "PENDING_TO_TRANSIENT",
                        "DELETED_TO_PERSISTENT",
                        "afterSoftRollback");
    }

    @Test
    @DisplayName("SE-91: loading, expunging and coming back")
    void loadExpungeAddAgain() {
        Author author = new Author("Lem");
        session.add(author);
        session.commit();
        session.expungeAll();
        told();
        Author loaded = session.get(Author.class, author.getId());
        session.expunge(loaded);
        session.add(loaded);
        assertThat(told())
                .containsExactly(
                        "afterBegin",
                        "LOADED_AS_PERSISTENT",
                        "PERSISTENT_TO_DETACHED",
                        "beforeAttach",
                        "afterAttach",
                        "DETACHED_TO_PERSISTENT");
    }

    @Test
    @DisplayName("SE-20, UW-3: what a listener changes before the flush is part of it")
    void changesBeforeTheFlush() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .listener(
                                new SessionListener() {
                                    @Override
                                    public void beforeFlush(Session flushed) {
                                        flushed.newObjects().stream()
                                                .filter(Author.class::isInstance)
                                                .map(Author.class::cast)
                                                .forEach(a -> a.getBooks().add(new Book("first")));
                                    }
                                })
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(s -> s.add(new Author("Lem")));
        relmap.inTransaction(s -> assertThat(s.query(Book.class).count()).isEqualTo(1));
    }

    @Test
    @DisplayName("SE-91: a pending object that is expunged becomes transient")
    void expungeAPendingObject() {
        Author author = new Author("Lem");
        session.add(author);
        told();
        session.expunge(author);
        assertThat(told()).containsExactly("PENDING_TO_TRANSIENT");
    }

    @Test
    @DisplayName("SE-91: each flush is reported once, with its time, its plan and why it failed")
    void eachFlushIsReported() {
        List<FlushReport> reports = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .listener(
                                new SessionListener() {
                                    @Override
                                    public void flushed(Session told, FlushReport report) {
                                        reports.add(report);
                                    }
                                })
                        .build();
        relmap.schema().createAll();
        try (Session own = relmap.openSession()) {
            own.flush();
            assertThat(reports).as("nothing to write").isEmpty();
            own.add(new Author("Lem"));
            own.flush();
            assertThat(reports).hasSize(1);
            assertThat(reports.get(0).failure()).isNull();
            assertThat(reports.get(0).plan()).isNotNull();
            assertThat(reports.get(0).duration()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            own.executeSql("drop table author cascade");
            own.add(new Author("nowhere"));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(own::flush)
                    .satisfies(e -> assertThat(reports.get(1).failure()).isSameAs(e));
        }
    }

    /** Writes down every event by its name. */
    private final class Recorder implements SessionListener {

        @Override
        public void beforeAttach(Session told, Object entity) {
            events.add("beforeAttach");
        }

        @Override
        public void afterAttach(Session told, Object entity) {
            events.add("afterAttach");
        }

        @Override
        public void stateChanged(Session told, Object entity, StateChange change) {
            events.add(change.name());
        }

        @Override
        public void beforeFlush(Session told) {
            events.add("beforeFlush");
        }

        @Override
        public void afterFlush(Session told) {
            events.add("afterFlush");
        }

        @Override
        public void afterFlushPostexec(Session told) {
            events.add("afterFlushPostexec");
        }

        @Override
        public void afterBegin(Session told) {
            events.add("afterBegin");
        }

        @Override
        public void beforeCommit(Session told) {
            events.add("beforeCommit");
        }

        @Override
        public void afterCommit(Session told) {
            events.add("afterCommit");
        }

        @Override
        public void afterRollback(Session told) {
            events.add("afterRollback");
        }

        @Override
        public void afterSoftRollback(Session told) {
            events.add("afterSoftRollback");
        }
    }
}

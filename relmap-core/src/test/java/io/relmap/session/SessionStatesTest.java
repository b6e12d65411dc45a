package io.relmap.session;

import static io.relmap.ObjectState.DELETED;
import static io.relmap.ObjectState.DETACHED;
import static io.relmap.ObjectState.PENDING;
import static io.relmap.ObjectState.PERSISTENT;
import static io.relmap.ObjectState.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.PendingRollbackException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-1 to SE-43: states of objects, and what a session does and refuses in each")
class SessionStatesTest {

    private Relmap relmap;
    private Session session;

    @BeforeEach
    void open() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .build();
        relmap.schema().createAll();
        session = relmap.openSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static ObjectState stateOf(Object entity) {
        return Inspect.of(entity).state();
    }

    private Author persistent(String name) {
        Author author = new Author(name);
        session.add(author);
        session.flush();
        return author;
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(RelmapException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("SE-2: transient, pending, persistent, deleted, detached")
    void theWholeLifeOfAnObject() {
        Author author = new Author("Lem");
        assertThat(stateOf(author)).isEqualTo(TRANSIENT);
        session.add(author);
        assertThat(stateOf(author)).isEqualTo(PENDING);
        assertThat(session.newObjects()).containsExactly(author);
        session.flush();
        assertThat(stateOf(author)).isEqualTo(PERSISTENT);
        assertThat(session.contains(author)).isTrue();
        session.delete(author);
        assertThat(stateOf(author)).isEqualTo(PERSISTENT);
        assertThat(session.deletedObjects()).containsExactly(author);
        session.flush();
        assertThat(stateOf(author)).isEqualTo(DELETED);
        assertThat(session.contains(author)).isFalse();
        assertThat(Inspect.objectSession(author)).isSameAs(session);
        session.commit();
        assertThat(stateOf(author)).isEqualTo(DETACHED);
        assertThat(Inspect.of(author).wasDeleted()).isTrue();
        assertThat(Inspect.objectSession(author)).isNull();
    }

    @Test
    @DisplayName(
            "SE-2, SE-26: a rollback makes inserted objects transient and deleted ones persistent")
    void rollbackRestoresStates() {
        Author kept = persistent("kept");
        session.commit();
        Author lost = persistent("lost");
        Author both = persistent("both");
        session.delete(both);
        session.delete(kept);
        session.flush();

        session.rollback();

        assertThat(stateOf(lost)).isEqualTo(TRANSIENT);
        assertThat(lost.getId()).isNull();
        assertThat(stateOf(both)).isEqualTo(TRANSIENT);
        assertThat(stateOf(kept)).isEqualTo(PERSISTENT);
        assertThat(session.get(Author.class, kept.getId())).isSameAs(kept);
    }

    @Test
    @DisplayName("SE-27: a rollback shows in fields what was there when the transaction began")
    void rollbackRestoresFields() {
        Author author = persistent("Lem");
        session.commit();
        author.setName("once");
        session.flush();
        author.setName("twice");

        session.rollback();

        assertThat(author.getName()).isEqualTo("Lem");
    }

    @Test
    @DisplayName("SE-10, SE-13: a deleted object cannot be added again, nor deleted twice")
    void deletedObjects() {
        Author author = persistent("Lem");
        session.delete(author);
        session.flush();
        refused(ErrorCode.HAS_BEEN_DELETED, () -> session.add(author));
        session.delete(author);
        session.commit();
        refused(ErrorCode.HAS_BEEN_DELETED, () -> session.add(author));

        Inspect.makeTransient(author);
        session.add(author);
        session.commit();
        assertThat(session.query(Author.class).count()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "UW-131: an object that is added again before the flush is not deleted, nor its members")
    void addingTakesADeleteBack() {
        Author author = persistent("Lem");
        author.getBooks().add(new Book("Solaris"));
        session.commit();
        session.delete(author);
        assertThat(session.deletedObjects()).hasSize(2);
        session.add(author);
        assertThat(session.deletedObjects()).isEmpty();
        session.commit();
        assertThat(author.getBooks()).hasSize(1);
    }

    @Test
    @DisplayName("SE-10, SE-95 no. 1 and 6: one session at a time, one object for a row")
    void attachedElsewhereAndConflicts() {
        Author author = persistent("Lem");
        session.commit();
        try (Session other = relmap.openSession()) {
            refused(ErrorCode.ATTACHED_ELSEWHERE, () -> other.add(author));
            Author same = other.get(Author.class, author.getId());
            other.expunge(same);
            refused(ErrorCode.IDENTITY_CONFLICT, () -> session.add(same));
            refused(ErrorCode.IDENTITY_CONFLICT, () -> session.delete(same));
            assertThat(stateOf(same)).isEqualTo(DETACHED);
        }
    }

    @Test
    @DisplayName("SE-11: all objects are checked before the first is added")
    void addAllAddsAllOrNone() {
        Author gone = persistent("gone");
        session.delete(gone);
        session.flush();
        Author fresh = new Author("fresh");
        refused(ErrorCode.HAS_BEEN_DELETED, () -> session.addAll(List.of(fresh, gone)));
        assertThat(stateOf(fresh)).isEqualTo(TRANSIENT);
    }

    @Test
    @DisplayName(
            "SE-14: expunge keeps what was changed; a session that gets the object back writes it")
    void expungedObjectsKeepTheirChanges() {
        Author author = persistent("Lem");
        author.setName("Stanislaw Lem");
        session.expunge(author);
        assertThat(stateOf(author)).isEqualTo(DETACHED);
        refused(ErrorCode.NOT_IN_SESSION, () -> session.expunge(author));
        session.flush();
        session.add(author);
        session.commit();
        assertThat(session.query(Author.class).where("name = 'Stanislaw Lem'").count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("SE-15: close lets all objects go and rolls back; the session can be used again")
    void closeLetsGo() {
        Author author = persistent("Lem");
        session.close();
        assertThat(session.isClosed()).isTrue();
        assertThat(stateOf(author)).isEqualTo(DETACHED);
        assertThat(author.getName()).isEqualTo("Lem");
        assertThat(session.query(Author.class).count()).isZero();
        assertThat(session.isClosed()).isFalse();

        Session once = relmap.openSession(SessionOptions.defaults().withCloseResetsOnly(false));
        once.close();
        refused(ErrorCode.SESSION_CLOSED, () -> once.query(Author.class));
    }

    @Test
    @DisplayName("SE-95 no. 2, 4 and 14: what is not possible says what the object is")
    void refusals() {
        Author author = new Author("Lem");
        refused(ErrorCode.NOT_PERSISTED, () -> session.delete(author));
        refused(ErrorCode.NOT_PERSISTENT, () -> session.refresh(author));
        refused(ErrorCode.NOT_PERSISTENT, () -> session.expire(author));
        refused(ErrorCode.NOT_AN_ENTITY, () -> session.add("text"));
        refused(ErrorCode.NOT_AN_ENTITY, () -> session.add(Author.class));
    }

    @Test
    @DisplayName("SE-41: get by value, list or map; a wrong form names the key; a gone row is null")
    void keyForms() {
        Author author = persistent("Lem");
        session.commit();
        Long id = author.getId();
        assertThat(session.get(Author.class, List.of(id))).isSameAs(author);
        assertThat(session.get(Author.class, Map.of("id", id))).isSameAs(author);
        assertThat(session.find(Author.class, -1L)).isEmpty();
        refused(ErrorCode.WRONG_KEY_FORM, () -> session.get(Author.class, List.of(1L, 2L)));
        refused(ErrorCode.WRONG_KEY_FORM, () -> session.get(Author.class, Map.of("no", id)));
        session.executeSql("delete from author");
        session.expire(author);
        assertThat(session.get(Author.class, id)).isNull();
        assertThat(stateOf(author)).isEqualTo(DELETED);
    }

    @Test
    @DisplayName(
            "SE-23: after a failed flush the session asks for rollback, and works again after it")
    void failedFlush() {
        Author author = persistent("Lem");
        session.commit();
        session.add(new Author(null));
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(session::flush);

        assertThatExceptionOfType(PendingRollbackException.class)
                .isThrownBy(() -> session.query(Author.class).list())
                .withCauseInstanceOf(DatabaseException.class);
        session.rollback();
        assertThat(session.query(Author.class).list()).containsExactly(author);
    }

    @Test
    @DisplayName("SE-30: a savepoint that is rolled back takes its objects and changes with it")
    void savepoints() {
        Author author = persistent("Lem");
        Author inner = new Author("inner");
        try (NestedTransaction nested = session.beginNested()) {
            author.setName("changed");
            session.add(inner);
            nested.rollback();
        }
        assertThat(stateOf(inner)).isEqualTo(TRANSIENT);
        assertThat(author.getName()).isEqualTo("Lem");
        try (NestedTransaction nested = session.beginNested()) {
            session.add(inner);
            nested.commit();
        }
        session.commit();
        assertThat(session.query(Author.class).count()).isEqualTo(2);
    }

    @Test
    @DisplayName("SE-30, UW-126: a failure inside a savepoint leaves the outer work alone")
    void failureInsideASavepoint() {
        persistent("Lem");
        try (NestedTransaction nested = session.beginNested()) {
            session.add(new Author(null));
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(nested::commit);
            nested.rollback();
        }
        session.commit();
        assertThat(session.query(Author.class).count()).isEqualTo(1);
    }

    @Test
    @DisplayName("SE-3: the objects of a session are its new and its persistent ones")
    void allObjects() {
        Author kept = persistent("Lem");
        Author marked = persistent("Dick");
        session.delete(marked);
        Author pending = new Author("Le Guin");
        session.add(pending);
        assertThat(session.objects()).containsExactlyInAnyOrder(pending, kept, marked);
        session.flush();
        session.expunge(kept);
        assertThat(session.objects()).containsExactly(pending);
    }

    @Test
    @DisplayName("SE-3: a field that was changed and changed back is no change")
    void dirtyObjects() {
        Author author = persistent("Lem");
        author.setName("x");
        assertThat(session.dirtyObjects()).containsExactly(author);
        assertThat(session.isModified(author)).isTrue();
        author.setName("Lem");
        assertThat(session.dirtyObjects()).isEmpty();
        author.getBooks().add(new Book("Eden"));
        author.getBooks().clear();
        assertThat(session.isModified(author)).isFalse();
    }

    @Test
    @DisplayName("SE-10, SE-95: an object whose row is gone meets no row at the flush")
    void staleObjects() {
        Author author = persistent("Lem");
        session.commit();
        author.setName("x");
        session.executeSql("delete from author");
        assertThatExceptionOfType(StaleDataException.class)
                .isThrownBy(session::flush)
                .withMessageContaining("author")
                .withMessageContaining("Author#");
    }

    @Test
    @DisplayName(
            "SE-36: no autoflush inside the block, also not after an exception inside an inner one")
    void noAutoflush() {
        session.noAutoflush(
                () -> {
                    session.add(new Author("Lem"));
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(
                                    () ->
                                            session.noAutoflush(
                                                    (Runnable)
                                                            () -> {
                                                                throw new IllegalStateException();
                                                            }));
                    assertThat(session.query(Author.class).list()).isEmpty();
                });
        assertThat(session.query(Author.class).list()).hasSize(1);
    }

    @Test
    @DisplayName("SE-71: makeTransientToDetached stands for the row of its key")
    void makeTransientToDetached() {
        Author author = persistent("Lem");
        author.getBooks().add(new Book("Eden"));
        session.commit();
        session.expungeAll();
        Inspect.makeTransient(author);
        assertThat(stateOf(author)).isEqualTo(TRANSIENT);
        Inspect.makeTransientToDetached(author);
        session.add(author);
        assertThat(author.getBooks()).hasSize(1);
        refused(
                ErrorCode.INVALID_STATE,
                () -> Inspect.makeTransientToDetached(new Author("no key")));
    }

    @Test
    @DisplayName("SE-72: a second thread inside a call is refused, and both threads are named")
    void oneThreadAtATime() throws Exception {
        Author author = persistent("Lem");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(
                        () ->
                                session.doWithConnection(
                                        connection -> {
                                            inside.countDown();
                                            await(tried);
                                            return true;
                                        }));
        try {
            await(inside);
            assertThatExceptionOfType(RelmapException.class)
                    .isThrownBy(() -> session.add(new Author("second")))
                    .withMessageContaining(Thread.currentThread().getName())
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_THREAD));
            refused(ErrorCode.WRONG_THREAD, () -> author.getBooks().add(new Book("Eden")));
        } finally {
            tried.countDown();
        }
        first.get();
        session.add(new Author("second"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

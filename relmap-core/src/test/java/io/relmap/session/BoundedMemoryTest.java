package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.quickstart.Author;
import io.relmap.quickstart.Book;
import io.relmap.quickstart.Tag;
import io.relmap.testsupport.TestDatabase;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SE-45: sessions let go of what they need not hold, and lose no work by it")
class BoundedMemoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Relmap relmap;
    private Author author;

    @BeforeEach
    void anAuthorWithTwoBooks() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .build();
        relmap.schema().createAll();
        author = new Author("Lem");
        author.getBooks().addAll(List.of(new Book("Solaris"), new Book("Eden")));
        relmap.inTransaction(session -> session.add(author));
    }

    @Test
    @DisplayName("SE-45: clean objects are detached, and loaded anew when they are asked for")
    void cleanObjectsAreDetached() {
        try (Session session = relmap.openSession()) {
            Author first = session.get(Author.class, author.getId());
            assertThat(first.getBooks()).hasSize(2);

            assertThat(session.evictClean()).isEqualTo(3);

            assertThat(session.contains(first)).isFalse();
            assertThat(Inspect.of(first).state()).isEqualTo(ObjectState.DETACHED);
            assertThat(session.get(Author.class, author.getId())).isNotNull().isNotSameAs(first);
        }
    }

    @Test
    @DisplayName("SE-45: a changed object stays, also where only a plain field was changed")
    void changedObjectsStay() {
        relmap.inTransaction(
                session -> {
                    List<Book> books = session.query(Book.class).orderBy("title").list();
                    books.get(0).setTitle("Eden!");

                    assertThat(session.evictClean()).isEqualTo(1);

                    assertThat(session.contains(books.get(0))).isTrue();
                    assertThat(session.contains(books.get(1))).isFalse();
                });
        assertThat(titles()).containsExactly("Eden!", "Solaris");
    }

    @Test
    @DisplayName("SE-45: what a new, changed or deleted object is linked to stays with it")
    void whatUnwrittenWorkNeedsStays() {
        relmap.inTransaction(
                session -> {
                    Author lem = session.get(Author.class, author.getId());
                    lem.getBooks().remove(0);
                    lem.getBooks().add(new Book("Fiasco"));

                    assertThat(session.evictClean()).isZero();
                });
        assertThat(titles()).containsExactly("Fiasco", "Solaris");

        relmap.inTransaction(
                session -> {
                    session.delete(session.get(Author.class, author.getId()));
                    session.evictClean();
                });
        assertThat(titles()).isEmpty();
    }

    @Test
    @DisplayName(
            "SE-26, SE-45: an object that was inserted and let go becomes transient by a rollback")
    void anInsertedObjectThatWasLetGoBecomesTransientByARollback() {
        Author later = new Author("Later");
        try (Session session = relmap.openSession()) {
            session.add(later);
            session.flush();
            assertThat(session.evictClean()).isEqualTo(1);
            session.rollback();
            assertThat(Inspect.of(later).state()).isEqualTo(ObjectState.TRANSIENT);
            assertThat(later.getId()).isNull();

            session.add(later);
            session.commit();
        }
        relmap.inTransaction(
                session -> assertThat(session.get(Author.class, later.getId())).isNotNull());
    }

    @Test
    @DisplayName(
            "SE-27, SE-45: an object that was updated, let go and added again shows the old value")
    void anUpdatedObjectThatCameBackIsRestored() {
        try (Session session = relmap.openSession()) {
            Author lem = session.get(Author.class, author.getId());
            lem.setName("Lem, Stanislaw");
            session.flush();
            session.evictClean();
            session.add(lem);
            session.rollback();
            assertThat(lem.getName()).isEqualTo("Lem");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SE-45: a long transaction holds only what was not let go, inside a savepoint too")
    void aLongTransactionRunsInBoundedMemory(boolean nested) {
        List<WeakReference<Author>> written = new ArrayList<>();
        try (Session session = relmap.openSession()) {
            if (nested) {
                session.beginNested();
            }
            for (int i = 0; i < 50; i++) {
                written.add(write(session, i));
                if (i % 10 == 9) {
                    session.flush();
                    session.evictClean();
                }
            }
            assertThat(written).allSatisfy(BoundedMemoryTest::isCollected);
            session.commit();
        }
        relmap.inTransaction(
                session -> assertThat(session.query(Author.class).count()).isEqualTo(51));
    }

    @Test
    @DisplayName("SE-45: what is streamed read-only goes as soon as the program lets go of it")
    void aReadOnlyStreamRunsInBoundedMemory() {
        relmap.inTransaction(
                session -> {
                    for (int i = 0; i < 50; i++) {
                        write(session, i);
                    }
                });
        List<WeakReference<Author>> read = new ArrayList<>();
        relmap.inTransaction(
                session -> {
                    try (Stream<Author> authors =
                            session.query(Author.class).readOnly().fetchSize(10).stream()) {
                        authors.forEach(
                                author -> {
                                    assertThat(author.getBooks()).isNotEmpty();
                                    read.add(new WeakReference<>(author));
                                });
                    }
                    assertThat(read).hasSize(51).allSatisfy(BoundedMemoryTest::isCollected);
                });
    }

    @Test
    @DisplayName("SE-45: read-only objects are never compared, nor are those that they load")
    void readOnlyObjectsAreNeverCompared() {
        relmap.inTransaction(
                session -> {
                    Author lem = session.query(Author.class).readOnly().one();
                    lem.setName("changed");
                    lem.getBooks().get(0).setTitle("changed");
                    assertThat(session.dirtyObjects()).isEmpty();
                });
        assertThat(titles()).containsExactly("Eden", "Solaris");
    }

    @Test
    @DisplayName("SE-45: a change of a relationship makes an ordinary object of a read-only one")
    void aChangedRelationshipIsWritten() {
        relmap.inTransaction(
                session -> {
                    Author lem = session.query(Author.class).readOnly().one();
                    lem.getBooks().add(new Book("Fiasco"));
                    lem.setName("Stanislaw Lem");
                });
        assertThat(titles()).containsExactly("Eden", "Fiasco", "Solaris");
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Author.class).one().getName())
                                .isEqualTo("Stanislaw Lem"));
    }

    static Stream<BiFunction<Session, Author, Author>> waysToGetAnOrdinaryObject() {
        return Stream.of(
                (session, lem) -> session.get(Author.class, lem.getId()),
                (session, lem) -> session.query(Author.class).one(),
                (session, lem) -> session.query(Book.class).list().get(0).getAuthor(),
                (session, lem) -> {
                    session.add(lem);
                    return lem;
                });
    }

    @ParameterizedTest
    @MethodSource("waysToGetAnOrdinaryObject")
    @DisplayName("SE-40, SE-45: the same object, asked for without read-only, is written again")
    void anObjectAskedForInTheOrdinaryWayIsCompared(BiFunction<Session, Author, Author> way) {
        relmap.inTransaction(
                session -> {
                    Author lem = session.query(Author.class).readOnly().one();
                    Author same = way.apply(session, lem);
                    assertThat(same).isSameAs(lem);
                    same.setName("Stanislaw Lem");
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Author.class).one().getName())
                                .isEqualTo("Stanislaw Lem"));
    }

    @Test
    @DisplayName("CA-20, SE-45: a read-only object is deleted with what its cascades reach")
    void aReadOnlyObjectIsDeleted() {
        relmap.inTransaction(
                session -> session.delete(session.query(Author.class).readOnly().one()));
        assertThat(titles()).isEmpty();
    }

    private Session weakSession() {
        return relmap.openSession(SessionOptions.defaults().withWeakAfterTransaction(true));
    }

    private WeakReference<Author> rename(Session session, String name) {
        Author lem = session.get(Author.class, author.getId());
        lem.setName(name);
        return new WeakReference<>(lem);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "SE-45: with weakAfterTransaction, what the program drops goes when a transaction ends")
    void afterATransactionObjectsAreHeldWeakly(boolean committed) {
        try (Session session = weakSession()) {
            WeakReference<Author> lem = rename(session, "Stanislaw Lem");
            session.flush();
            if (committed) {
                session.commit();
            } else {
                session.rollback();
            }
            isCollected(lem);
            assertThat(session.query(Author.class).one().getName())
                    .isEqualTo(committed ? "Stanislaw Lem" : "Lem");
        }
    }

    @Test
    @DisplayName(
            "SE-45: with weakAfterTransaction, what the program keeps is the same object, and written")
    void whatTheProgramKeepsIsWritten() {
        try (Session session = weakSession()) {
            Author lem = session.get(Author.class, author.getId());
            session.commit();
            lem.setName("Stanislaw Lem");
            assertThat(session.dirtyObjects()).contains(lem);
            assertThat(session.query(Author.class).one()).isSameAs(lem);
            session.commit();
        }
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Author.class).one().getName())
                                .isEqualTo("Stanislaw Lem"));
    }

    @ParameterizedTest
    @MethodSource("waysToGetAnOrdinaryObject")
    @DisplayName(
            "SE-45: with weakAfterTransaction, an object that is asked for again is held again")
    void whatIsAskedForAgainIsHeld(BiFunction<Session, Author, Author> way) {
        try (Session session = weakSession()) {
            Author lem = session.get(Author.class, author.getId());
            session.commit();
            WeakReference<Author> edited = edit(session, lem, way);
            lem = null;
            System.gc();
            session.commit();
            isCollected(edited);
        }
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Author.class).one().getName())
                                .isEqualTo("Stanislaw Lem"));
    }

    private static WeakReference<Author> edit(
            Session session, Author lem, BiFunction<Session, Author, Author> way) {
        Author same = way.apply(session, lem);
        assertThat(same).isSameAs(lem);
        same.setName("Stanislaw Lem");
        return new WeakReference<>(same);
    }

    @Test
    @DisplayName("SE-45: with weakAfterTransaction, a change of a relationship holds its owner")
    void aChangedRelationshipHoldsItsOwner() {
        try (Session session = weakSession()) {
            Author lem = session.get(Author.class, author.getId());
            session.commit();
            lem.getBooks().add(new Book("Fiasco"));
            lem.setName("Stanislaw Lem");
            lem = null;
            System.gc();
            session.commit();
        }
        assertThat(titles()).containsExactly("Eden", "Fiasco", "Solaris");
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Author.class).one().getName())
                                .isEqualTo("Stanislaw Lem"));
    }

    @Test
    @DisplayName("SE-45: with weakAfterTransaction, a delete holds its object")
    void aDeleteHoldsItsObject() {
        try (Session session = weakSession()) {
            dropAfter(session, session::delete);
            session.commit();
            assertThat(session.query(Author.class).list())
                    .extracting(Author::getName)
                    .containsExactly("Lem");
        }
    }

    @Test
    @DisplayName("SE-45: with weakAfterTransaction, a merge holds its target")
    void aMergeHoldsItsTarget() {
        try (Session session = weakSession()) {
            dropAfter(
                    session,
                    other -> {
                        Author source = detached(other.getId());
                        source.setName("Merged");
                        session.merge(source);
                    });
            session.commit();
            assertThat(session.query(Author.class).list())
                    .extracting(Author::getName)
                    .containsExactlyInAnyOrder("Lem", "Merged");
        }
    }

    @Test
    @DisplayName("SE-45: with weakAfterTransaction, what reference() gives is held again")
    void aReferenceHoldsItsObject() {
        try (Session session = weakSession()) {
            dropAfter(
                    session,
                    other ->
                            session.reference(Author.class, Objects.requireNonNull(other.getId()))
                                    .setName("Edited"));
            session.commit();
            assertThat(session.query(Author.class).list())
                    .extracting(Author::getName)
                    .containsExactlyInAnyOrder("Lem", "Edited");
        }
    }

    private Author detached(@Nullable Long id) {
        return relmap.transactionResult(
                another -> another.find(Author.class, Objects.requireNonNull(id)).orElseThrow());
    }

    /** Does something to an object that is held weakly, and lets go of it. */
    private static void dropAfter(Session session, Consumer<Author> work) {
        doAndDrop(session, work);
        System.gc();
    }

    private static void doAndDrop(Session session, Consumer<Author> work) {
        Author other = new Author("Other");
        session.add(other);
        session.commit();
        work.accept(other);
    }

    private static WeakReference<Author> deleted(Session session, boolean written) {
        Author author = new Author("Gone");
        session.add(author);
        session.commit();
        session.delete(author);
        if (written) {
            session.commit();
        } else {
            session.rollback();
            session.expunge(author);
        }
        return new WeakReference<>(author);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SE-45, CA-21: what was marked for deletion and has left is not held any longer")
    void whatWasDeletedIsNotHeld(boolean written) {
        try (Session session = relmap.openSession()) {
            isCollected(deleted(session, written));
        }
    }

    private static WeakReference<Author> write(Session session, int number) {
        Author author = new Author("A" + number);
        author.getBooks().add(new Book("B" + number));
        session.add(author);
        return new WeakReference<>(author);
    }

    /** Collects garbage until the object is gone, or until it is clear that something holds it. */
    private static void isCollected(WeakReference<?> reference) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (reference.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        relmap.inTransaction(
                session ->
                        session.query(Book.class).orderBy("title").list().stream()
                                .map(Book::getTitle)
                                .forEach(titles::add));
        return titles;
    }
}

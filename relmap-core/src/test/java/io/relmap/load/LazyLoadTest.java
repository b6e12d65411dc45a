package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Review;
import io.relmap.load.library.Tag;
import io.relmap.mapping.Behaviour;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LazyLoadTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("A collection is loaded once, in its order; empty counts as loaded (LO-10)")
    void aCollectionIsLoadedOnce(TestDatabase database) {
        Library library = Library.on(database, Behaviour.REFERENCE);
        library.session(
                session -> {
                    Author ann = Objects.requireNonNull(session.get(Author.class, 1L));
                    library.statements();
                    assertThat(ann.books)
                            .extracting(book -> book.title)
                            .containsExactly("Ants", "Bees");
                    assertThat(library.statements())
                            .singleElement()
                            .asString()
                            .contains("author_id")
                            .contains("ORDER BY");
                    assertThat(ann.books).hasSize(2);
                    Author cid = Objects.requireNonNull(session.get(Author.class, 3L));
                    library.statements();
                    assertThat(cid.books).isEmpty();
                    assertThat(cid.books).isEmpty();
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A simple reference is found in the identity map without SQL (LO-12, LO-13)")
    void aReferenceIsFoundInTheIdentityMap(TestDatabase database) {
        Library library = Library.on(database, Behaviour.REFERENCE);
        library.session(
                session -> {
                    Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                    Author ann = Objects.requireNonNull(ants.author.get());
                    assertThat(ann.name).isEqualTo("Ann");
                    assertThat(library.statements()).hasSize(2);
                    assertThat(ann.books.get(1).author.get()).isSameAs(ann);
                    assertThat(library.statements()).hasSize(1);
                    Book dogs = Objects.requireNonNull(session.get(Book.class, 13L));
                    library.statements();
                    assertThat(dogs.author.get()).isNull();
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Duplicate association rows give one member (LO-11, LO-45)")
    void duplicateAssociationRowsGiveOneMember(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                    assertThat(ants.tags)
                            .extracting(tag -> tag.label)
                            .containsExactlyInAnyOrder("x", "y");
                    Tag y = Objects.requireNonNull(session.get(Tag.class, 2L));
                    assertThat(y.books).extracting(b -> b.title).containsExactly("Ants", "Bees");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A one-to-one without the key takes SQL, and null is remembered (LO-14)")
    void aOneToOneWithoutKeyIsAsked(TestDatabase database) {
        Library library = Library.on(database, Behaviour.REFERENCE);
        library.session(
                session -> {
                    Author ann = Objects.requireNonNull(session.get(Author.class, 1L));
                    assertThat(Objects.requireNonNull(ann.profile.get()).bio).isEqualTo("writes");
                    Author cid = Objects.requireNonNull(session.get(Author.class, 3L));
                    library.statements();
                    assertThat(cid.profile.get()).isNull();
                    assertThat(cid.profile.get()).isNull();
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Siblings are loaded along, and count as unloaded until they are read (PE-1)")
    void siblingsAreLoadedAlong(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors = session.query(Author.class).orderBy("id").list();
                    library.statements();
                    assertThat(authors.get(0).books).hasSize(2);
                    assertThat(Inspect.of(authors.get(1)).attribute("books").isLoaded()).isFalse();
                    assertThat(authors.get(1).books).hasSize(1);
                    assertThat(authors.get(2).books).isEmpty();
                    assertThat(library.statements()).hasSize(1);
                    session.expungeAll();
                    List<Book> books = session.query(Book.class).orderBy("id").list();
                    library.statements();
                    books.forEach(book -> book.publisher.get());
                    assertThat(library.statements()).hasSize(1);
                    books.forEach(book -> assertThat(book.tags.size()).isNotNegative());
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Results loaded ahead are dropped by a flush (PE-1.5)")
    void heldResultsAreDroppedByAFlush(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors = session.query(Author.class).orderBy("id").list();
                    assertThat(authors.get(0).books).hasSize(2);
                    Book eels = new Book();
                    eels.id = 14L;
                    eels.title = "Eels";
                    eels.authorId = 3L;
                    session.add(eels);
                    session.flush();
                    assertThat(authors.get(2).books).containsExactly(eels);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The lazy SELECT flushes first (LO-23)")
    void aLazySelectFlushesFirst(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author cid = Objects.requireNonNull(session.get(Author.class, 3L));
                    Book eels = new Book();
                    eels.id = 14L;
                    eels.authorId = 3L;
                    session.add(eels);
                    assertThat(cid.books).containsExactly(eels);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An expired owner is refreshed first; if its row is gone that is an error (LO-10)")
    void anExpiredOwnerIsRefreshedFirst(TestDatabase database) {
        Library library = Library.on(database, Behaviour.REFERENCE);
        library.session(
                session -> {
                    Author cid = Objects.requireNonNull(session.get(Author.class, 3L));
                    Author bob = Objects.requireNonNull(session.get(Author.class, 2L));
                    session.commit();
                    library.statements();
                    assertThat(bob.books).hasSize(1);
                    assertThat(library.statements()).hasSize(2);
                    session.executeSql("delete from author where id = 3");
                    assertThatThrownBy(() -> cid.books.size())
                            .isInstanceOf(ObjectDeletedException.class)
                            .hasMessageContaining("Author#3");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A detached owner says what to do (LO-20)")
    void aDetachedOwnerSaysWhatToDo(TestDatabase database) {
        Library library = Library.on(database);
        AtomicReference<Author> kept = new AtomicReference<>();
        library.session(session -> kept.set(session.get(Author.class, 1L)));
        assertThatThrownBy(() -> kept.get().books.size())
                .isInstanceOf(DetachedInstanceException.class)
                .hasMessageContaining("books");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("raise refuses the access, raise_on_sql only the SELECT (LO-30, LO-31, LO-118)")
    void raiseRefusesTheAccess(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants =
                            session.query(Book.class)
                                    .where("id = 10")
                                    .options(Load.raise("reviews"), Load.raiseOnSql("author"))
                                    .one();
                    assertThatThrownBy(() -> ants.reviews.size())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Book.reviews");
                    assertThatThrownBy(() -> ants.author.get())
                            .isInstanceOf(InvalidRequestException.class);
                    Author ann = session.get(Author.class, 1L);
                    assertThat(ants.author.get()).isSameAs(ann);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Pending owners have nothing to load, and load once they are flushed (LO-21)")
    void pendingOwnersHaveNothingToLoad(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Review review = new Review();
                    review.id = 200L;
                    review.bookId = 12L;
                    session.add(review);
                    assertThat(review.book.get()).isNull();
                    session.flush();
                    assertThat(Objects.requireNonNull(review.book.get()).title).isEqualTo("Cats");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "get: identity map, refresh of expired objects, null for rows that are gone (SE-41)")
    void getAnswersFromTheIdentityMap(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = session.get(Author.class, 1L);
                    library.statements();
                    assertThat(session.get(Author.class, 1)).isSameAs(ann);
                    assertThat(library.statements()).isEmpty();
                    assertThat(session.get(Author.class, 99L)).isNull();
                    Author cid = Objects.requireNonNull(session.get(Author.class, 3L));
                    session.expire(cid);
                    session.executeSql("delete from author where id = 3");
                    assertThat(session.get(Author.class, 3L)).isNull();
                    assertThat(session.contains(cid)).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("refresh shows the row and makes lazy relationships absent (SE-55, LO-28)")
    void refreshShowsTheRow(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = Objects.requireNonNull(session.get(Author.class, 1L));
                    assertThat(ann.books).hasSize(2);
                    session.executeSql("update author set name = 'Anne' where id = 1");
                    session.executeSql("update book set author_id = 1 where id = 13");
                    ann.name = "lost";
                    session.refresh(ann);
                    assertThat(ann.name).isEqualTo("Anne");
                    assertThat(Inspect.of(ann).attribute("books").isLoaded()).isFalse();
                    assertThat(ann.books).hasSize(3);
                    session.refresh(ann, List.of("books"));
                    assertThat(Inspect.of(ann).attribute("books").isLoaded()).isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A self-reference loads by the parent's key (LO-12)")
    void aSelfReferenceLoads(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node leaf = Objects.requireNonNull(session.get(Node.class, 5L));
                    Node above = Objects.requireNonNull(leaf.parent.get());
                    assertThat(above.label).isEqualTo("aa");
                    assertThat(Objects.requireNonNull(above.parent.get()).label).isEqualTo("a");
                });
    }
}

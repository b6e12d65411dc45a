package io.relmap.cascade;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CA-40, CA-47: orphans of two owners, by either rule")
class LegacyOrphanTest {

    @Entity(table = "author")
    static class Author {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(
                backPopulates = "author",
                cascade = {ALL, DELETE_ORPHAN})
        final ToList<Note> notes = ToList.of(this);

        @Relationship(
                backPopulates = "author",
                cascade = {ALL, DELETE_ORPHAN})
        final ToList<Sketch> sketches = ToList.of(this);
    }

    @Entity(table = "book")
    static class Book {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(
                backPopulates = "book",
                cascade = {ALL, DELETE_ORPHAN})
        final ToList<Note> notes = ToList.of(this);

        @Relationship(
                backPopulates = "book",
                cascade = {ALL, DELETE_ORPHAN})
        final ToList<Sketch> sketches = ToList.of(this);
    }

    @Entity(table = "note", legacyIsOrphan = true)
    static class Note {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("author.id")
        @Relationship(backPopulates = "notes")
        final ToOne<Author> author = ToOne.of(this);

        @ForeignKey("book.id")
        @Relationship(backPopulates = "notes")
        final ToOne<Book> book = ToOne.of(this);
    }

    @Entity(table = "sketch")
    static class Sketch {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("author.id")
        @Relationship(backPopulates = "sketches")
        final ToOne<Author> author = ToOne.of(this);

        @ForeignKey("book.id")
        @Relationship(backPopulates = "sketches")
        final ToOne<Book> book = ToOne.of(this);
    }

    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(TestDatabase.H2.freshDataSource())
                    .entities(Author.class, Book.class, Note.class, Sketch.class)
                    .build();
    private final Author author = new Author();
    private final Book book = new Book();

    private Session session() {
        relmap.schema().createAll();
        Session session = relmap.openSession();
        session.addAll(List.of(author, book));
        session.flush();
        return session;
    }

    @Test
    @DisplayName(
            "W-50: a new object is an orphan when it has left one owner; by the legacy rule, when it has left all")
    void aNewObject() {
        try (Session session = session()) {
            assertThat(List.of(author.notes, author.sketches, book.notes, book.sketches))
                    .allMatch(List::isEmpty); // loads them
            Sketch sketch = new Sketch();
            author.sketches.add(sketch);
            book.sketches.add(sketch);
            author.sketches.remove(sketch);
            assertThat(session.contains(sketch)).isFalse();

            Note note = new Note();
            author.notes.add(note);
            book.notes.add(note);
            author.notes.remove(note);
            assertThat(session.contains(note)).isTrue();
            book.notes.remove(note);
            assertThat(session.contains(note)).isFalse();
        }
    }

    @Test
    @DisplayName(
            "W-51: a row whose owner is written is deleted when it has left that one, by either rule")
    void aRow() {
        try (Session session = session()) {
            Note note = new Note();
            Sketch sketch = new Sketch();
            author.notes.add(note);
            book.notes.add(note);
            author.sketches.add(sketch);
            book.sketches.add(sketch);
            session.flush();

            author.notes.remove(note);
            author.sketches.remove(sketch);
            session.flush();
            assertThat(session.query(Note.class).count()).isZero();
            assertThat(session.query(Sketch.class).count()).isZero();
        }
    }

    @Test
    @DisplayName("CA-47: a new object that was never given its second owner is inserted")
    void neverGiven() {
        try (Session session = session()) {
            Note note = new Note();
            Sketch sketch = new Sketch();
            author.notes.add(note);
            author.sketches.add(sketch);
            session.flush();
            assertThat(Inspect.of(note).identity()).isNotNull();
            assertThat(Inspect.of(sketch).identity()).isNotNull();
        }
    }
}

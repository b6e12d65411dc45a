package io.relmap.holder;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/** Entities of the holder tests. */
final class Library {

    private Library() {}

    @Entity
    static class Author implements Serializable, Cloneable {
        private static final long serialVersionUID = 1L;

        final String name;

        @Relationship(
                backPopulates = "author",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Book> books = ToList.of(this);

        @MapKey("title")
        @Relationship(backPopulates = "author")
        final ToMap<String, Note> notes = ToMap.of(this);

        Author(String name) {
            this.name = name;
        }

        List<Book> getBooks() {
            return books;
        }

        @Override
        protected Author clone() throws CloneNotSupportedException {
            return (Author) super.clone();
        }
    }

    @Entity
    static class Book implements Serializable {
        private static final long serialVersionUID = 1L;

        final String title;

        @Relationship(backPopulates = "books")
        final ToOne<Author> author = ToOne.of(this);

        @Relationship(secondary = "book_tag", backref = "books")
        final ToSet<Tag> tags = ToSet.of(this);

        /** Leads to a class that has no holders at all. */
        @Relationship(backref = "editions")
        final ToOne<Shelf> shelf = ToOne.of(this);

        Book(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            throw new IllegalStateException("nobody may ask a book for its name");
        }
    }

    /** Its holder has no annotation: a backref claims it. Its hash code depends on the key. */
    @Entity
    static class Tag implements Serializable {
        private static final long serialVersionUID = 1L;

        Long id;
        final String word;
        final ToList<Book> books = ToList.of(this);

        Tag(String word) {
            this.word = word;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tag that && (id == null ? this == that : id.equals(that.id));
        }

        @Override
        public int hashCode() {
            return id == null ? System.identityHashCode(this) + 1 : Objects.hash(id);
        }
    }

    @Entity
    static class Note implements Serializable {
        private static final long serialVersionUID = 1L;

        String title;

        @Relationship(backPopulates = "notes")
        final ToOne<Author> author = ToOne.of(this);

        Note(String title) {
            this.title = title;
        }
    }

    @Entity
    static class Shelf {}
}

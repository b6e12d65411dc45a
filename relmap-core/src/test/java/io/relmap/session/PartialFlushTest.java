package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-5: a flush of some objects leaves the changes of others to be written")
class PartialFlushTest {

    private static Relmap shelf(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shelf.class, Book.class, Label.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Shelf shelf = new Shelf("A");
                    shelf.books.add(new Book(1, "one"));
                    session.add(shelf);
                    session.add(new Label(1));
                });
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("columns of an object whose key reference the database carried on")
    void columnsOfOneThatIsLookedAt(TestDatabase database) {
        Relmap relmap = shelf(database);
        relmap.inTransaction(
                session -> {
                    Shelf shelf = session.get(Shelf.class, "A");
                    Book book = shelf.books.get(0);
                    book.title = "renamed";
                    shelf.code = "B";
                    session.flush(List.of(shelf));
                    assertThat(book.shelfCode).isEqualTo("B");
                    assertThat(session.dirtyObjects()).containsExactly(book);
                    assertThat(Inspect.of(book).attribute("shelfCode").history().hasChanges())
                            .as("what the database carried on is the row's")
                            .isFalse();
                });
        relmap.inTransaction(
                session -> {
                    Book book = session.get(Book.class, 1);
                    assertThat(book.title).isEqualTo("renamed");
                    assertThat(book.shelfCode).isEqualTo("B");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("members of a collection whose owner's key reference the database carried on")
    void membersOfOneThatIsLookedAt(TestDatabase database) {
        Relmap relmap = shelf(database);
        relmap.inTransaction(
                session -> {
                    Shelf shelf = session.get(Shelf.class, "A");
                    Book book = shelf.books.get(0);
                    book.labels.add(session.get(Label.class, 1));
                    shelf.code = "B";
                    session.flush(List.of(shelf));
                    assertThat(session.dirtyObjects()).containsExactly(book);
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Book.class, 1).labels)
                                .containsExactly(session.get(Label.class, 1)));
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id
        @Column(length = 10)
        String code;

        @Relationship(backPopulates = "shelf")
        final ToList<Book> books = ToList.of(this);

        Shelf() {
            this("");
        }

        Shelf(String code) {
            this.code = code;
        }
    }

    @Entity(table = "book")
    static class Book {
        @Id int id;
        String title;

        @ForeignKey(value = "shelf.code", onUpdate = "CASCADE")
        @Column(length = 10)
        @Nullable String shelfCode;

        @Relationship(backPopulates = "books")
        final ToOne<Shelf> shelf = ToOne.of(this);

        @Relationship final ToList<Label> labels = ToList.of(this);

        Book() {
            this(0, "");
        }

        Book(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(table = "label")
    static class Label {
        @Id int id;

        @ForeignKey("book.id")
        @Nullable Integer ownerId;

        Label() {}

        Label(int id) {
            this.id = id;
        }
    }
}

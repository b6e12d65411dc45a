package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.IntegrityException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "A foreign key that is declared on a holder is a column without a field, from DDL to load")
class HeldForeignKeyTest {

    @Entity(table = "held_author")
    static class Author {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";

        @Relationship(backPopulates = "author", orderBy = "title")
        final ToList<Book> books = ToList.of(this);

        Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    @Entity(table = "held_book")
    static class Book {
        @Id @GeneratedValue @Nullable Long id;
        String title = "";

        @ForeignKey(value = "held_author.id", nullable = false)
        @Relationship(backPopulates = "books")
        final ToOne<Author> author = ToOne.of(this);

        Book() {}

        Book(String title) {
            this.title = title;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWrittenQueriedAndLoaded(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Author.class, Book.class)
                        .build();
        relmap.schema().createAll();
        Author ann = new Author("Ann");
        Author bob = new Author("Bob");
        ann.books.add(new Book("Ants"));
        bob.books.add(new Book("Bees"));
        relmap.inTransaction(session -> session.addAll(List.of(ann, bob)));
        relmap.inTransaction(
                session -> {
                    Book ants = session.query(Book.class).where("title = 'Ants'", Map.of()).one();
                    assertThat(Inspect.of(ants).attribute("author_id").get()).isEqualTo(ann.id);
                    assertThat(Objects.requireNonNull(ants.author.get()).name).isEqualTo("Ann");
                    ants.author.set(session.get(Author.class, bob.id));
                });
        relmap.inTransaction(
                session -> {
                    Author found =
                            session.query(Author.class)
                                    .where("books.title = :t", Map.of("t", "Ants"))
                                    .options(Load.joined("books"))
                                    .one();
                    assertThat(found.name).isEqualTo("Bob");
                    assertThat(found.books)
                            .extracting(book -> book.title)
                            .containsExactly("Ants", "Bees");
                });
        Assertions.assertThatExceptionOfType(IntegrityException.class)
                .as("the column is NOT NULL")
                .isThrownBy(
                        () -> relmap.inTransaction(session -> session.add(new Book("nobody's"))));
    }
}

package io.relmap.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.error.DetachedInstanceException;
import io.relmap.query.Load;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuickstartTest {

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesAgreeBeforeAndAfterTheFlush(TestDatabase database) {
        Relmap relmap = relmap(database);
        Author author = new Author("Le Guin");
        Book book = new Book("The Dispossessed");
        author.getBooks().add(book);
        assertThat(book.getAuthor()).isSameAs(author);

        relmap.inTransaction(session -> session.add(author));

        assertThat(book.getAuthorId()).isEqualTo(author.getId()).isNotNull();
        relmap.inTransaction(
                session -> {
                    Author found = session.get(Author.class, author.getId());
                    assertThat(found.getBooks())
                            .extracting(Book::getTitle)
                            .containsExactly("The Dispossessed");
                    assertThat(found.getBooks().get(0).getAuthor()).isSameAs(found);
                });
    }

    @ParameterizedTest
    @EnumSource
    void queriesFollowPathsAndLoadWhatTheyAreTold(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Author leGuin = new Author("Le Guin");
                    Author lem = new Author("Lem");
                    Tag utopia = new Tag("utopia");
                    for (String title :
                            List.of(
                                    "The Dispossessed",
                                    "The Lathe of Heaven",
                                    "Always Coming Home")) {
                        Book book = new Book(title);
                        book.getTags().add(utopia);
                        leGuin.getBooks().add(book);
                    }
                    lem.getBooks().add(new Book("Solaris"));
                    session.addAll(List.of(leGuin, lem));
                });
        List<Author> found;
        try (Session session = relmap.openSession()) {
            found =
                    session.query(Author.class)
                            .where("books.title like :title", Map.of("title", "The %"))
                            .options(Load.selectIn("books"))
                            .orderBy("name")
                            .list();
            assertThat(
                            session.query(Book.class)
                                    .where("tags.name = :tag", Map.of("tag", "utopia"))
                                    .count())
                    .isEqualTo(3);
            assertThat(
                            session.query(Author.class)
                                    .where("books.tags.name = :tag", Map.of("tag", "utopia"))
                                    .list())
                    .hasSize(1);
            Tag tag = session.query(Tag.class).one();
            assertThat((Iterable<?>) Inspect.of(tag).attribute("books").get()).hasSize(3);
        }
        assertThat(found).extracting(Author::getName).containsExactly("Le Guin");
        assertThat(found.get(0).getBooks())
                .extracting(Book::getTitle)
                .containsExactly("Always Coming Home", "The Dispossessed", "The Lathe of Heaven");
        assertThatExceptionOfType(DetachedInstanceException.class)
                .isThrownBy(() -> found.get(0).getBooks().get(0).getTags().size())
                .withMessageContaining("Book.tags");
    }

    @ParameterizedTest
    @EnumSource
    void aBookTakenOutIsDeletedAndAMovedOneIsNot(TestDatabase database) {
        Relmap relmap = relmap(database);
        Author from = new Author("From");
        Author to = new Author("To");
        relmap.inTransaction(
                session -> {
                    from.getBooks().addAll(List.of(new Book("A"), new Book("B"), new Book("C")));
                    session.addAll(List.of(from, to));
                });
        relmap.inTransaction(
                session -> {
                    Author first = session.get(Author.class, from.getId());
                    Author second = session.get(Author.class, to.getId());
                    first.getBooks().remove(0);
                    first.getBooks().get(0).setAuthor(second);
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.query(Book.class).orderBy("title").list())
                            .extracting(Book::getTitle)
                            .containsExactly("B", "C");
                    assertThat(session.get(Author.class, to.getId()).getBooks())
                            .extracting(Book::getTitle)
                            .containsExactly("B");
                    session.delete(session.get(Author.class, from.getId()));
                });
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Book.class).list())
                                .extracting(Book::getTitle)
                                .containsExactly("B"));
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Profile;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("QU-10: NULL among the values that something is one of")
class NullAmongValuesTest {

    private static List<String> titles(Session session, Condition condition) {
        return session.query(Book.class).where(condition).orderBy("id").list().stream()
                .map(book -> Objects.requireNonNull(book.title))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("NULL is left out of the values of groups, and of limited ones (QU-10)")
    void nullIsLeftOutOfValues(TestDatabase database) {
        for (Function<Session, Subquery<Long>> values :
                List.<Function<Session, Subquery<Long>>>of(
                        s -> s.query(Book.class).orderBy("id").limit(9).asValues(Book_.authorId),
                        s -> s.query(Book.class).orderBy("id").offset(0).asValues(Book_.authorId),
                        s ->
                                s.query(Book.class)
                                        .groupBy("title")
                                        .asValues("max(authorId)", Long.class),
                        s ->
                                s.query(Book.class)
                                        .groupBy("title")
                                        .having("count(*) > 0")
                                        .orderBy("title")
                                        .limit(9)
                                        .asValues("max(authorId)", Long.class))) {
            Library.on(database)
                    .session(
                            session ->
                                    assertThat(
                                                    session.query(Author.class)
                                                            .where(
                                                                    Author_.id
                                                                            .in(
                                                                                    values.apply(
                                                                                            session))
                                                                            .not())
                                                            .list())
                                            .extracting(author -> author.name)
                                            .containsExactly("Cid"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The limit counts the values with NULL among them")
    void theLimitCountsNull(TestDatabase database) {
        Library.on(database)
                .session(
                        session ->
                                assertThat(
                                                session.query(Author.class)
                                                        .where(
                                                                Author_.id.in(
                                                                        session.query(Book.class)
                                                                                .orderBy("id desc")
                                                                                .limit(2)
                                                                                .asValues(
                                                                                        Book_
                                                                                                .authorId)))
                                                        .list())
                                        .extracting(author -> author.name)
                                        .containsExactly("Bob"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A list of values may contain null, as in a text")
    void aListMayContainNull(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<@Nullable Long> ids = Arrays.asList(10L, null);
                            assertThat(
                                            session.query(Book.class)
                                                    .where("id in :ids", Map.of("ids", ids))
                                                    .list())
                                    .hasSize(1);
                            assertThat(titles(session, Book_.id.in(ids))).containsExactly("Ants");
                            assertThat(titles(session, Book_.id.in(ids).not())).isEmpty();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-13: so may a list of objects that a reference is one of")
    void aListOfObjectsMayContainNull(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Author ann = session.get(Author.class, 1L);
                            List<@Nullable Author> some = Arrays.asList(ann, null);
                            assertThat(titles(session, Book_.author.in(some)))
                                    .containsExactly("Ants", "Bees");
                            assertThat(titles(session, Book_.author.in(some).not())).isEmpty();
                            assertThat(
                                            titles(
                                                    session,
                                                    Book_.author.in(Arrays.asList((Author) null))))
                                    .isEmpty();
                            assertThat(
                                            session.query(Author.class)
                                                    .where(
                                                            Author_.profile.in(
                                                                    Arrays.asList((Profile) null)))
                                                    .list())
                                    .isEmpty();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("NULL is left out of limited values that speak of the outer query")
    void nullIsLeftOutOfCorrelatedValues(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Condition among =
                                    Book_.authorId.in(
                                            session.query(Book.class)
                                                    .named("other")
                                                    .where("other.id >= one.id")
                                                    .orderBy("id desc")
                                                    .limit(2)
                                                    .asValues(Book_.authorId));
                            Query<Book> books = session.query(Book.class).named("one");
                            assertThat(books.where(among).orderBy("id").list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Cats");
                            Query<Book> others = session.query(Book.class).named("one");
                            assertThat(others.where(among.not()).orderBy("id").list())
                                    .as("but the one of whose author nothing is known")
                                    .extracting(book -> book.title)
                                    .containsExactly("Ants", "Bees");
                        });
    }
}

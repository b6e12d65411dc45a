package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("QU-20: full outer joins")
class FullJoinTest {

    private static List<List<@Nullable Object>> lists(List<@Nullable Object[]> rows) {
        return rows.stream().map(Arrays::asList).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    @DisplayName("Values of both sides come, of either alone with NULL for the other")
    void valuesOfBothSides(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Query<Book> books = session.query(Book.class).fullJoin("author");
                            assertThat(
                                            lists(
                                                    books.orderBy("id nulls last", "author.id")
                                                            .select(
                                                                    "title",
                                                                    "author.id",
                                                                    "authorId")
                                                            .list()))
                                    .containsExactly(
                                            Arrays.asList("Ants", 1L, 1L),
                                            Arrays.asList("Bees", 1L, 1L),
                                            Arrays.asList("Cats", 2L, 2L),
                                            Arrays.asList("Dogs", null, null),
                                            Arrays.asList(null, 3L, null));
                            Alias<Tag> tag = Alias.of(Tag.class, "tag");
                            session.executeSql("insert into tag values (4, 'w')");
                            assertThat(
                                            lists(
                                                    session.query(Book.class)
                                                            .fullJoin(Book_.tags, tag)
                                                            .where("tag.label = 'w' or id = 13")
                                                            .orderBy("tag.label nulls last")
                                                            .select("title", "tag.label")
                                                            .list()))
                                    .containsExactly(
                                            Arrays.asList(null, "w"), Arrays.asList("Dogs", null));
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    @DisplayName("LO-122: objects, their windows and their count leave rows without one out")
    void objectsAreThoseThatAreThere(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Book.class)
                                                    .fullJoin("author")
                                                    .orderBy("author.name desc", "id")
                                                    .list())
                                    .hasSize(4)
                                    .doesNotContainNull();
                            assertThat(session.query(Book.class).fullJoin(Book_.author).count())
                                    .isEqualTo(4);
                            assertThat(session.query(Author.class).fullJoin("books").count())
                                    .isEqualTo(3);
                            assertThat(
                                            session.query(Book.class)
                                                    .fullJoin("author", "a")
                                                    .where("a.name = 'Cid'")
                                                    .exists())
                                    .isFalse();
                            assertThat(
                                            session.query(Book.class)
                                                    .fullJoin("author")
                                                    .orderBy("id")
                                                    .limit(4)
                                                    .window()
                                                    .hasMore())
                                    .isFalse();
                            assertThat(
                                            session.query(Author.class)
                                                    .where(
                                                            session.query(Book.class)
                                                                    .fullJoin("author")
                                                                    .where("author.name = 'Cid'")
                                                                    .asExists())
                                                    .list())
                                    .isEmpty();
                        });
    }

    @Test
    @DisplayName("Where the database has none, the call says so and what to do")
    void whereTheDatabaseHasNone() {
        Library.on(TestDatabase.H2)
                .session(
                        session ->
                                assertThatThrownBy(
                                                () -> session.query(Book.class).fullJoin("author"))
                                        .isInstanceOf(InvalidRequestException.class)
                                        .hasMessageContainingAll(
                                                "author", "full outer join", "H2", "outerJoin()"));
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Tag_;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Objects whose rows a native statement finds")
class NativeSqlTest {

    private static List<String> titles(Query<Book> query) {
        return query.list().stream().map(book -> Objects.requireNonNull(book.title)).toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("They are the session's objects, after a flush; values are bound by name")
    void theyAreTheSessionsObjects(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                    ants.title = "Ants'; drop table book";
                    Query<Book> query =
                            session.sql(
                                    Book.class,
                                    "select b.* from book b where b.title = :title or b.id in"
                                            + " (:ids) -- :not a parameter?",
                                    Map.of("title", ants.title, "ids", List.of(11L, 12L)));
                    List<Book> found = query.orderBy("id").list();
                    assertThat(found).hasSize(3).first().isSameAs(ants);
                    assertThat(found.get(1).author.get()).isSameAs(ants.author.get());
                    assertThat(session.query(Book.class).count()).isEqualTo(4);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Conditions, order, limit, loader options and other results may be added")
    void moreMayBeAdded(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            String sql =
                                    "select id, author_id, publisher_id, title, \"year\" from book"
                                            + " where \"year\" < :y;";
                            Map<String, ?> until = Map.of("y", 2004);
                            List<Book> found =
                                    session.sql(Book.class, sql, until)
                                            .where(Book_.tags.any(Tag_.label.ne("z")))
                                            .where("author.name = 'Ann'")
                                            .options(Load.joined("reviews").selectIn("book"))
                                            .options(Load.selectIn("tags"))
                                            .orderBy("year desc")
                                            .limit(2)
                                            .list();
                            assertThat(found)
                                    .extracting(book -> book.title)
                                    .containsExactly("Bees", "Ants");
                            assertThat(found.get(1).reviews).hasSize(2);
                            assertThat(session.sql(Book.class, sql, until).count()).isEqualTo(3);
                            assertThat(session.sql(Book.class, sql, until).exists()).isTrue();
                            assertThat(
                                            session.sql(Book.class, sql, until)
                                                    .select("max(year)")
                                                    .one())
                                    .containsExactly(2000);
                            assertThat(
                                            session.query(Author.class)
                                                    .where(
                                                            io.relmap.load.library.Author_.id.in(
                                                                    session.sql(
                                                                                    Book.class,
                                                                                    sql,
                                                                                    until)
                                                                            .asValues(
                                                                                    Book_
                                                                                            .authorId)))
                                                    .count())
                                    .isEqualTo(2);
                            Window<Book> window =
                                    session.sql(Book.class, sql, until).limit(2).window();
                            assertThat(window.hasMore()).isTrue();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A recursive statement finds a tree; rows refresh from the table")
    void aRecursiveStatementFindsATree(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            List<Node> below =
                                    session.sql(
                                                    Node.class,
                                                    "with recursive below(id, parent_id, label) as"
                                                            + " (select id, parent_id, label from"
                                                            + " node where label = :l union all"
                                                            + " select n.id, n.parent_id, n.label"
                                                            + " from node n join below b on"
                                                            + " n.parent_id = b.id) select * from"
                                                            + " below",
                                                    Map.of("l", "a"))
                                            .orderBy("id")
                                            .list();
                            assertThat(below)
                                    .extracting(node -> node.label)
                                    .containsExactly("a", "aa", "aaa");
                            session.refresh(below.get(0));
                            assertThat(below.get(0).children).containsExactly(below.get(1));
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Quotes, casts and comments have no parameters")
    void whatHasNoParameters(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            titles(
                                                    session.sql(
                                                            Book.class,
                                                            "select * from book /* :a ? */ where"
                                                                    + " title <> ':b ''?' and"
                                                                    + " title = :c -- don't",
                                                            Map.of("c", "Bees"))))
                                    .containsExactly("Bees");
                            if (database == TestDatabase.POSTGRESQL) {
                                assertThat(
                                                titles(
                                                        session.sql(
                                                                Book.class,
                                                                "select * from book where"
                                                                        + " id::text = :id and"
                                                                        + " title <> $x$:y ?$x$"
                                                                        + " and title <> E'\\':z'",
                                                                Map.of("id", "12"))))
                                        .containsExactly("Cats");
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Missing and double columns are named before rows are read; one check for a text")
    void missingAndDoubleColumnsAreNamed(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertRefused(
                            session,
                            "select id, title from book",
                            Map.of(),
                            "no column author_id, publisher_id, year",
                            "it has id, title");
                    if (database != TestDatabase.H2) { // H2 says so itself
                        assertRefused(
                                session,
                                "select b.*, a.* from book b join author a on a.id = b.author_id",
                                Map.of(),
                                "2 columns \"id\"",
                                "book.*");
                    }
                    library.statements();
                    for (int i = 0; i < 3; i++) {
                        session.sql(Book.class, "select * from book").list();
                    }
                    assertThat(library.statements()).hasSize(4);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Values that are missing, left over or of no use are refused before any SQL")
    void wrongValuesAreRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    String sql = "select * from book where id = :id";
                    assertRefused(session, sql, Map.of(), "a value for :id");
                    assertRefused(session, sql, Map.of("id", 1L, "no", 2L), "no parameters [no]");
                    assertRefused(
                            session,
                            "select * from book where id in (:id)",
                            Map.of("id", List.of()),
                            "empty collection");
                    assertRefused(
                            session,
                            "select * from book where id = ?",
                            Map.of(),
                            "Name parameters");
                    assertThatThrownBy(() -> session.sql(Book.class, "select * from book").delete())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("executeSql");
                    assertThat(library.statements()).isEmpty();
                    assertThat(
                                    session.sql(
                                                    Book.class,
                                                    "select * from book where author_id = :id",
                                                    Collections.singletonMap("id", null))
                                            .list())
                            .isEmpty();
                });
    }

    private static void assertRefused(
            Session session, String sql, Map<String, ?> parameters, String... hints) {
        assertThatThrownBy(() -> session.sql(Book.class, sql, parameters).list())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(hints);
    }
}

package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Native statements: what is understood of them, and what is refused when")
class NativeStatementsTest {

    private static final String BY_ID = "select * from node where id = :id";

    private record Unknown(int value) {}

    private static void on(TestDatabase database, BiConsumer<Library, Session> check) {
        Library library = Library.on(database);
        library.session(session -> check.accept(library, session));
    }

    private static List<Long> ids(Session session, String sql, Map<String, ?> values) {
        return session.sql(Node.class, sql, values).orderBy("id").list().stream()
                .map(node -> node.id)
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, String... hints) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(hints);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Comments in comments end where the database says")
    void commentsInComments(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    String nested = "select * from node /* :a /* :b */ :c */ where id = :id";
                    String flat = "select * from node /* :a /* :b */ where id = :id";
                    String sql = database == TestDatabase.SQLITE ? flat : nested;
                    assertThat(ids(session, sql, Map.of("id", 2))).containsExactly(2L);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("So do comments before a carriage return")
    void commentsBeforeACarriageReturn(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    String sql = "select * from node -- don't :a\rwhere id = :id";
                    if (database == TestDatabase.SQLITE) {
                        assertRefused(
                                () -> ids(session, sql, Map.of("id", 2)), "no parameters [id]");
                    } else {
                        assertThat(ids(session, sql, Map.of("id", 2))).containsExactly(2L);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A semicolon at the end is left out, comments behind it or not")
    void aSemicolonAtTheEnd(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    for (String end :
                            List.of(";", " ; ", "; -- done", ";; /* ; */ ; ", "\n;\n-- one\n;")) {
                        assertThat(ids(session, BY_ID + end, Map.of("id", 2)))
                                .as(end)
                                .containsExactly(2L);
                    }
                    assertThat(ids(session, BY_ID + " and label <> ';' ;", Map.of("id", 2)))
                            .containsExactly(2L);
                });
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    @DisplayName("Slices of arrays, and names of JSON values, are no parameters")
    void slicesOfArrays(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    String sql =
                            "select n.* from node n, (select array[1, 2, 3, 4] as a, 2 as lo, 3 as hi)"
                                    + " s where n.id = any(s.a[lo:hi]) and n.id = any(s.a[1:hi])"
                                    + " and n.id = any(s.a[:from : :until]) and n.id = any(s.a[lo:3])";
                    assertThat(ids(session, sql, Map.of("from", 2, "until", 4)))
                            .containsExactly(2L, 3L);
                });
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    @DisplayName("Names of JSON values are no parameters")
    void namesOfJsonValues(TestDatabase database) {
        on(
                database,
                (library, session) ->
                        assertThat(
                                        ids(
                                                session,
                                                "select * from node where json_object('id':id) is"
                                                        + " not null and id = :id",
                                                Map.of("id", 2)))
                                .containsExactly(2L));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "What is missing, empty or of an unknown class is refused at the call, before a flush")
    void whatDoesNotFitIsRefusedAtTheCall(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    Objects.requireNonNull(session.get(Book.class, 10L)).title = "changed";
                    library.statements();
                    assertRefused(
                            () -> session.sql(Node.class, BY_ID, Map.of()), "a value for :id");
                    assertRefused(
                            () ->
                                    session.sql(
                                            Node.class,
                                            "select * from node where id in (:ids)",
                                            Map.of("ids", List.of())),
                            "empty collection");
                    for (Object value :
                            List.of(new Unknown(1), URI.create("x:y"), List.of(List.of(1L)))) {
                        assertRefused(
                                () -> session.sql(Node.class, BY_ID, Map.of("id", value)),
                                ":id",
                                "nothing tells how that is stored");
                    }
                    assertThat(library.statements()).isEmpty();
                    assertRefused(
                            () -> session.sql(Node.class, BY_ID, Map.of("id", new Node())).list(),
                            ":id",
                            "never set");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Objects stand for their keys, one that is flushed on the way too; later changes are not seen")
    void objectsStandForTheirKeys(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    Node node = new Node();
                    node.id = 9L;
                    session.add(node);
                    List<Object> wanted = new ArrayList<>(List.of(node, 2L));
                    Query<Node> query =
                            session.sql(
                                    Node.class,
                                    "select * from node where id in (:ids)",
                                    Map.of("ids", wanted));
                    wanted.clear();
                    assertThat(query.orderBy("id").list()).hasSize(2).last().isSameAs(node);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Columns that are used are checked for values, counts and conditions, too")
    void columnsThatAreUsed(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    String some = "select id, title from book";
                    assertThat(
                                    session.sql(Book.class, some, Map.of())
                                            .orderBy("id")
                                            .select("title")
                                            .first())
                            .containsExactly("Ants");
                    assertThat(session.sql(Book.class, some, Map.of()).count()).isEqualTo(4);
                    assertRefused(
                            () -> session.sql(Book.class, some, Map.of()).select("year").list(),
                            "no column year",
                            "it has id, title");
                    assertRefused(
                            () ->
                                    session.sql(Book.class, some, Map.of())
                                            .where("author.name = 'Ann'")
                                            .count(),
                            "no column author_id");
                    assertRefused(
                            () ->
                                    session.sql(Book.class, some, Map.of())
                                            .where("year > 1")
                                            .exists(),
                            "no column year");
                    assertRefused(
                            () ->
                                    session.query(Author.class)
                                            .where(
                                                    Author_.id.in(
                                                            session.sql(Book.class, some, Map.of())
                                                                    .asValues(Book_.authorId)))
                                            .list(),
                            "no column author_id");
                    assertThat(session.query(Book.class).count()).as("goes on").isEqualTo(4);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("The letters' case of a column counts where it does for the database")
    void theLettersCase(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    assertRefused(
                            () ->
                                    session.sql(
                                                    Node.class,
                                                    "select id, parent_id, label as \"Label\" from"
                                                            + " node",
                                                    Map.of())
                                            .list(),
                            "no column label",
                            "\"Label\"");
                    String other = database == TestDatabase.H2 ? "label" : "LABEL";
                    assertRefused(
                            () ->
                                    session.sql(
                                                    Node.class,
                                                    "select id, parent_id, label as \""
                                                            + other
                                                            + "\" from node",
                                                    Map.of())
                                            .list(),
                            "no column label",
                            "\"" + other + "\"");
                    assertThat(session.query(Node.class).count()).as("goes on").isEqualTo(5);
                    assertThat(ids(session, "select ID, Parent_Id, LABEL from node", Map.of()))
                            .hasSize(5);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-27, PE-2: lists of many lengths have few texts")
    void listsHaveFewTexts(TestDatabase database) {
        on(
                database,
                (library, session) -> {
                    for (int size = 1; size <= 40; size++) {
                        List<Long> ids = LongStream.rangeClosed(1, size).boxed().toList();
                        String sql = "select * from node where id IN ( :ids )";
                        assertThat(session.sql(Node.class, sql, Map.of("ids", ids)).list())
                                .hasSize(Math.min(size, 5));
                    }
                    assertThat(library.statements().stream().distinct().count())
                            .isLessThanOrEqualTo(8);
                });
    }
}

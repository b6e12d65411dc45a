package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EagerLoadTest {

    private static final List<Lazy> STRATEGIES =
            List.of(Lazy.SELECT, Lazy.IMMEDIATE, Lazy.JOINED, Lazy.SELECT_IN, Lazy.SUBQUERY);

    static Stream<Arguments> everyStrategyOnEveryDatabase() {
        return Stream.of(TestDatabase.values())
                .flatMap(db -> STRATEGIES.stream().map(s -> Arguments.of(db, s)));
    }

    @ParameterizedTest
    @MethodSource("everyStrategyOnEveryDatabase")
    @DisplayName("All strategies give the same graph (LO-2)")
    void allStrategiesGiveTheSameGraph(TestDatabase database, Lazy strategy) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .options(
                                            Load.along(strategy, "books.reviews"),
                                            Load.along(strategy, "books.tags"),
                                            Load.along(strategy, "books.publisher"),
                                            Load.along(strategy, "profile"))
                                    .orderBy("id")
                                    .list();
                    int sent = library.statements().size();
                    assertThat(graph(authors))
                            .isEqualTo(
                                    "Ann[writes](Ants@Owl{100, 101}[x, y] Bees@Fox{}[y])"
                                            + "Bob[reads](Cats@Owl{102}[z])Cid[-]()");
                    if (strategy != Lazy.SELECT) {
                        assertThat(library.statements()).as("nothing is left to load").isEmpty();
                        assertThat(sent)
                                .isEqualTo(
                                        switch (strategy) {
                                            case JOINED -> 2; // tags beside reviews (PE-4)
                                            case IMMEDIATE -> 3 + 3 + 1 + 3 * 2 + 2;
                                            default -> 6;
                                        });
                    }
                });
    }

    private static String graph(List<Author> authors) {
        StringBuilder out = new StringBuilder();
        for (Author author : authors) {
            out.append(author.name);
            var profile = author.profile.get();
            out.append('[').append(profile == null ? "-" : profile.bio).append("](");
            String separator = "";
            for (Book book : author.books) {
                assertThat(book.author.get()).isSameAs(author);
                var publisher = book.publisher.get();
                out.append(separator).append(book.title).append('@');
                out.append(publisher == null ? "-" : publisher.name);
                out.append(
                        book.reviews.stream()
                                .map(r -> r.id + "")
                                .toList()
                                .toString()
                                .replace('[', '{')
                                .replace(']', '}'));
                out.append(book.tags.stream().map(t -> t.label).sorted().toList());
                separator = " ";
            }
            out.append(')');
        }
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A limit counts objects, not joined rows (LO-47)")
    void aLimitCountsObjects(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .options(Load.joined("books").joined("publisher"))
                                    .orderBy("name")
                                    .limit(2)
                                    .list();
                    assertThat(authors).extracting(a -> a.name).containsExactly("Ann", "Bob");
                    assertThat(authors.get(0).books).hasSize(2);
                    assertThat(library.statements()).hasSize(1);
                    Author last =
                            session.query(Author.class)
                                    .options(Load.joined("books"))
                                    .orderBy("name desc")
                                    .first();
                    assertThat(Objects.requireNonNull(last).name).isEqualTo("Cid");
                    library.statements();
                    session.query(Book.class)
                            .options(Load.joined("author"))
                            .orderBy("author.name", "id")
                            .limit(1)
                            .list();
                    assertThat(library.statements())
                            .singleElement()
                            .asString()
                            .as("references only: nothing is wrapped")
                            .doesNotContain("anon");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An inner join below an outer one goes into its parentheses (LO-41, LO-44)")
    void innerBelowOuterIsNested(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .options(
                                            Load.joined("books")
                                                    .joined("reviews")
                                                    .innerJoin(InnerJoin.TRUE))
                                    .orderBy("id")
                                    .list();
                    assertThat(authors).hasSize(3);
                    assertThat(authors.get(0).books)
                            .extracting(b -> b.title)
                            .containsExactly("Ants");
                    session.expungeAll();
                    assertThat(
                                    session.query(Author.class)
                                            .options(Load.joined("books").innerJoin(InnerJoin.TRUE))
                                            .list())
                            .as("an inner join at the top leaves parents out")
                            .hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A self-reference is joined as deep as joinDepth says (LO-50)")
    void aSelfReferenceIsJoinedToItsDepth(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node root = Objects.requireNonNull(session.get(Node.class, 1L));
                    assertThat(root.children).extracting(n -> n.label).containsExactly("a", "b");
                    Node a = root.children.get(0);
                    assertThat(a.children).hasSize(1);
                    assertThat(library.statements()).hasSize(1);
                    Node aa = a.children.get(0);
                    assertThat(Inspect.of(aa).attribute("children").isLoaded()).isFalse();
                    assertThat(aa.children).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What is loaded is left alone, what is not is filled (LO-3, LO-54, LO-120)")
    void loadedAttributesAreLeftAlone(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = Objects.requireNonNull(session.get(Author.class, 1L));
                    assertThat(ann.books).hasSize(2);
                    session.executeSql("update author set name = 'Anne' where id = 1");
                    session.executeSql("update book set author_id = 1 where id = 13");
                    session.query(Author.class).options(Load.joined("books.reviews")).list();
                    session.query(Author.class).options(Load.joined("books")).list();
                    assertThat(ann.name).isEqualTo("Ann");
                    assertThat(ann.books).hasSize(2);
                    session.query(Author.class)
                            .options(Load.joined("books"))
                            .populateExisting()
                            .list();
                    assertThat(ann.name).isEqualTo("Anne");
                    assertThat(ann.books).hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("More than 500 keys take several statements, or one with an array (LO-85, PE-2)")
    void manyKeysTakeSeveralStatements(TestDatabase database) {
        Library library = Library.on(database);
        StringBuilder rows = new StringBuilder("insert into author values (1000, 'n')");
        StringBuilder books =
                new StringBuilder("insert into book values (1000, 1000, null, 't', 1)");
        for (int i = 1001; i < 2198; i++) {
            rows.append(", (").append(i).append(", 'n')");
            books.append(", (").append(i).append(", ").append(i).append(", null, 't', 1)");
        }
        library.execute(rows.toString(), books.toString());
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class)
                                    .options(Load.selectIn("books"))
                                    .orderBy("id")
                                    .list();
                    assertThat(authors).hasSize(1201);
                    assertThat(library.statements())
                            .hasSize(database == TestDatabase.POSTGRESQL ? 2 : 4);
                    assertThat(authors.get(1200).books).hasSize(1);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Each call goes on from where the one before ends, and all of them count (LO-111)")
    void callsGoOnFromWhereTheOneBeforeEnds(TestDatabase database) {
        Library library = Library.on(database);
        assertThat(statements(library, Load.selectIn("books").joined("publisher")))
                .as("query, books, publishers")
                .containsExactly(2, 0, 0);
        assertThat(statements(library, Load.selectIn("books").selectIn("publisher")))
                .containsExactly(3, 0, 0);
        assertThat(statements(library, Load.selectIn("books"))).containsExactly(2, 0, 1);
        assertThat(statements(library, Load.path("books").joined("publisher")))
                .containsExactly(1, 1, 0);
        assertThat(statements(library, Load.selectIn("books").all(Lazy.SELECT_IN)).subList(1, 3))
                .containsExactly(0, 0);
    }

    /** How many statements the query, the first books and their first publisher take. */
    private static List<Integer> statements(Library library, Load option) {
        List<Integer> counts = new ArrayList<>();
        library.session(
                session -> {
                    library.statements();
                    Author ann = session.query(Author.class).where("id = 1").options(option).one();
                    counts.add(library.statements().size());
                    assertThat(ann.books).hasSize(2);
                    counts.add(library.statements().size());
                    assertThat(Objects.requireNonNull(ann.books.get(0).publisher.get()).name)
                            .isNotEmpty();
                    counts.add(library.statements().size());
                });
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Options are kept for later loads of the objects they created (LO-115)")
    void optionsAreKept(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .where("id = 1")
                                    .options(Load.lazy("books").selectIn("reviews"))
                                    .one();
                    library.statements();
                    assertThat(ann.books).hasSize(2);
                    assertThat(library.statements()).hasSize(2);
                    assertThat(ann.books.get(0).reviews).hasSize(2);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-110, LO-115: a query-wide wildcard is gone once an object has expired")
    void wildcardsEndWithExpiry(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .where("id = 1")
                                    .options(Load.everything(Lazy.RAISE))
                                    .one();
                    assertThatThrownBy(ann.profile::get)
                            .isInstanceOf(InvalidRequestException.class);
                    session.expire(ann, List.of("name"));
                    assertThat(ann.name).isEqualTo("Ann");
                    assertThatThrownBy(ann.profile::get)
                            .as("only a column has expired")
                            .isInstanceOf(InvalidRequestException.class);
                    session.expire(ann);
                    assertThat(ann.profile.get()).isNotNull();
                    session.refresh(ann);
                    assertThat(ann.books).hasSize(2);
                });
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .where("id = 1")
                                    .options(Load.everything(Lazy.RAISE))
                                    .one();
                    session.refresh(ann);
                    assertThat(ann.profile.get()).isNotNull();
                    Author bob =
                            session.query(Author.class)
                                    .where("id = 2")
                                    .options(
                                            Load.path("profile").all(Lazy.RAISE),
                                            Load.raise("books"))
                                    .one();
                    session.refresh(bob);
                    assertThatThrownBy(() -> bob.books.size())
                            .as("what is said of one relationship stays")
                            .isInstanceOf(InvalidRequestException.class);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-110: a wildcard for the query's own entity reaches no other")
    void wildcardsOfTheRootReachNoOther(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            session.query(Author.class)
                                    .where("id = 1")
                                    .options(Load.all(Lazy.RAISE), Load.selectIn("books"))
                                    .one();
                    library.statements();
                    assertThat(ann.books.get(0).reviews).hasSize(2);
                    assertThat(library.statements()).hasSize(1);
                    assertThatThrownBy(ann.profile::get)
                            .isInstanceOf(InvalidRequestException.class);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-58: a stream refuses to load by subquery, before it sends anything")
    void streamsDoNotLoadBySubquery(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThatThrownBy(
                                    () ->
                                            session
                                                    .query(Author.class)
                                                    .options(Load.subquery("books"))
                                                    .stream()
                                                    .close())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Author.books")
                            .hasMessageContaining("selectIn");
                    assertThatThrownBy(
                                    () ->
                                            session
                                                    .query(Book.class)
                                                    .options(
                                                            Load.joined("author").subquery("books"))
                                                    .stream()
                                                    .close())
                            .isInstanceOf(InvalidRequestException.class);
                    assertThat(library.statements()).isEmpty();
                    try (Stream<Author> authors =
                            session
                                    .query(Author.class)
                                    .options(Load.lazy("books").subquery("reviews"))
                                    .stream()) {
                        assertThat(authors.map(author -> author.books.size()).toList())
                                .containsExactlyInAnyOrder(2, 1, 0);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Wrong options are refused before any statement (LO-112, LO-113)")
    void wrongOptionsAreRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThatThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .options(Load.joined("boks"))
                                                    .list())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Did you mean \"books\"");
                    assertThatThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .options(Load.joined("books.title"))
                                                    .list())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("no relationship");
                    assertThatThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .options(
                                                            Load.joined("books"),
                                                            Load.selectIn("books"))
                                                    .list())
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("different things");
                    assertThatThrownBy(() -> Load.everything(Lazy.JOINED).joined("books"))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("all relationships");
                    assertThatThrownBy(
                                    () ->
                                            Load.path("books")
                                                    .all(Lazy.JOINED)
                                                    .containsEager("reviews"))
                            .isInstanceOf(InvalidRequestException.class);
                    assertThat(library.statements()).isEmpty();
                });
    }
}

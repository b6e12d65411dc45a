package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.annotation.Lazy;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Node;
import io.relmap.load.library.Tag;
import io.relmap.mapping.Behaviour;
import io.relmap.query.Load;
import io.relmap.query.LoadPath;
import io.relmap.query.Query;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ann has Ants (1990) and Bees (1995), Bob has Cats (2000). */
@DisplayName("Criteria in loader options")
class LoadCriteriaTest {

    static Stream<Arguments> everyStrategyOnEveryDatabase() {
        return Stream.of(TestDatabase.values())
                .flatMap(
                        database ->
                                Stream.of(
                                                Lazy.SELECT,
                                                Lazy.IMMEDIATE,
                                                Lazy.JOINED,
                                                Lazy.SELECT_IN,
                                                Lazy.SUBQUERY)
                                        .map(strategy -> Arguments.of(database, strategy)));
    }

    @ParameterizedTest
    @MethodSource("everyStrategyOnEveryDatabase")
    @DisplayName("LO-61: a collection holds the members that satisfy it, whatever loads it")
    void aCollectionIsNarrowed(TestDatabase database, Lazy strategy) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Load option = Load.along(strategy, "books").where(Book_.year.gt(1990));
                    List<Author> authors = authors(session, option).list();
                    assertThat(authors.stream().map(LoadCriteriaTest::titles))
                            .containsExactly(List.of("Bees"), List.of("Cats"), List.of());
                });
    }

    @ParameterizedTest
    @MethodSource("everyStrategyOnEveryDatabase")
    @DisplayName("LO-61: of many to many, it speaks of the target")
    void manyToManyIsNarrowed(TestDatabase database, Lazy strategy) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Load option =
                            Load.along(strategy, "tags").where("label = :l", Map.of("l", "y"));
                    List<Book> books =
                            session.query(Book.class).options(option).orderBy("id").list();
                    assertThat(books.stream().map(LoadCriteriaTest::labels))
                            .containsExactly(List.of("y"), List.of("y"), List.of(), List.of());
                });
    }

    @ParameterizedTest
    @MethodSource("everyStrategyOnEveryDatabase")
    @DisplayName(
            "LO-61: a reference whose target does not satisfy it is null, though the session has the target")
    void aReferenceIsNarrowed(TestDatabase database, Lazy strategy) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> known = session.query(Author.class).list();
                    assertThat(known).hasSize(3);
                    List<Book> books =
                            session.query(Book.class)
                                    .options(Load.along(strategy, "author").where("name = 'Bob'"))
                                    .orderBy("id")
                                    .list();
                    assertThat(books.stream().map(book -> name(book.author.get())))
                            .containsExactly("-", "-", "Bob", "-");
                });
    }

    @ParameterizedTest
    @MethodSource("everyStrategyOnEveryDatabase")
    @DisplayName("LO-61 [differs]: it holds after expiry and after a refresh, for every strategy")
    void itSurvivesExpiry(TestDatabase database, Lazy strategy) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Load option = Load.along(strategy, "books").where(Book_.year.gt(1990));
                    Author ann = authors(session, option).list().get(0);
                    session.expire(ann);
                    assertThat(titles(ann)).containsExactly("Bees");
                    session.refresh(ann);
                    assertThat(titles(ann)).containsExactly("Bees");
                    session.commit();
                    assertThat(ann.name).isEqualTo("Ann");
                    assertThat(titles(ann)).containsExactly("Bees");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: what is loaded stays; overwriting loads by the new option, or whole")
    void loadedOnesStay(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Load option = Load.selectIn("books").where("year > 1990");
                    Author ann = authors(session, option).list().get(0);
                    authors(session, Load.selectIn("books")).list();
                    assertThat(titles(ann)).containsExactly("Bees");
                    authors(session, Load.selectIn("books").where("year < 1995"))
                            .populateExisting()
                            .list();
                    assertThat(titles(ann)).containsExactly("Ants");
                    authors(session, Load.selectIn("books")).populateExisting().list();
                    assertThat(titles(ann)).containsExactly("Ants", "Bees");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: it may speak of relationships, which are tested by EXISTS")
    void itMaySpeakOfRelationships(TestDatabase database) {
        Library library = Library.on(database);
        for (Lazy strategy : List.of(Lazy.JOINED, Lazy.SELECT_IN, Lazy.SELECT)) {
            library.session(
                    session -> {
                        Author ann =
                                authors(
                                                session,
                                                Load.along(strategy, "books")
                                                        .where("publisher.name = 'Fox'"))
                                        .list()
                                        .get(0);
                        assertThat(titles(ann)).containsExactly("Bees");
                    });
            library.session(
                    session -> {
                        Node root =
                                session.query(Node.class)
                                        .where("id = 1")
                                        .options(
                                                Load.along(strategy, "children")
                                                        .where("children.label = 'aa'"))
                                        .one();
                        assertThat(root.children.stream().map(node -> node.label))
                                .containsExactly("a");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61: conditions of one option are added up, and steps below go on from what they leave")
    void conditionsAddUp(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Load option =
                            Load.selectIn(Author_.books)
                                    .where(Book_.year.ge(1990))
                                    .where(Book_.title.ne("Ants"))
                                    .joined(Book_.tags)
                                    .where("label = 'y'");
                    Author ann = authors(session, option).list().get(0);
                    library.statements();
                    assertThat(titles(ann)).containsExactly("Bees");
                    assertThat(labels(ann.books.get(0))).containsExactly("y");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: levels of a recursion keep it")
    void levelsKeepIt(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Node root =
                            session.query(Node.class)
                                    .where("id = 1")
                                    .options(
                                            Load.selectIn("children")
                                                    .where("label <> 'b'")
                                                    .where("label <> 'aaa'")
                                                    .recursive())
                                    .one();
                    library.statements();
                    assertThat(root.children).hasSize(1);
                    assertThat(root.children.get(0).children.get(0).label).isEqualTo("aa");
                    assertThat(root.children.get(0).children.get(0).children).isEmpty();
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: with a limit, roots are counted, not what is joined to them")
    void limitsCountRoots(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> two =
                            authors(session, Load.joined("books").where("reviews.stars = 4"))
                                    .limit(2)
                                    .list();
                    assertThat(two.stream().map(LoadCriteriaTest::titles))
                            .containsExactly(List.of(), List.of("Cats"));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-61: lazy loads of siblings in one statement keep it (PE-1)")
    void siblingsKeepIt(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            authors(session, Load.lazy("books").where("year > 1990")).list();
                    library.statements();
                    assertThat(titles(authors.get(0))).containsExactly("Bees");
                    assertThat(titles(authors.get(1))).containsExactly("Cats");
                    assertThat(library.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PE-1, LO-61: what was loaded ahead by another option is not given after overwriting")
    void heldOnesAreForgotten(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> authors =
                            authors(session, Load.lazy("books").where("year > 1995")).list();
                    assertThat(titles(authors.get(1))).containsExactly("Cats");
                    authors(session, Load.lazy("books")).populateExisting().list();
                    assertThat(titles(authors.get(0))).containsExactly("Ants", "Bees");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-61, LO-115, LO-118: what is not loaded yet of an object that was there goes by the later query's option")
    void knownObjectsGoByIt(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = session.get(Author.class, 1L);
                    authors(session, Load.lazy("books").where("year < 1995")).list();
                    assertThat(titles(ann)).containsExactly("Ants");
                    session.expire(ann);
                    authors(session, Load.lazy("books").where("year > 1990")).list();
                    assertThat(titles(ann)).containsExactly("Bees");
                });
        library.session(
                session -> {
                    Author ann = session.get(Author.class, 1L);
                    authors(session, Load.selectIn("books").where("year < 1995")).list();
                    session.expire(ann);
                    assertThat(titles(ann)).containsExactly("Ants");
                    Author bob = session.get(Author.class, 2L);
                    authors(session, Load.raise("profile")).list();
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> bob.profile.get());
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-115: of an object that is met at several places the shallowest counts, whatever loads it")
    void theShallowestPlaceCounts(TestDatabase database) {
        Library library = Library.on(database);
        for (Lazy strategy : List.of(Lazy.SELECT, Lazy.JOINED, Lazy.SELECT_IN, Lazy.IMMEDIATE)) {
            library.session(
                    session -> {
                        List<Node> nodes =
                                session.query(Node.class)
                                        .options(
                                                Load.along(strategy, "parent")
                                                        .where("label = 'root'"))
                                        .orderBy("id")
                                        .list();
                        assertThat(
                                        nodes.stream()
                                                .map(
                                                        node ->
                                                                node.parent.get() == null
                                                                        ? "-"
                                                                        : node.parent.get().label))
                                .as("%s", strategy)
                                .containsExactly("-", "root", "root", "-", "-");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-32, LO-61: a cascade of a delete loads all members, not only those of the option")
    void aCascadeTakesAll(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann =
                            authors(session, Load.lazy("books").where("year > 1990")).list().get(0);
                    session.delete(ann.profile.get());
                    session.delete(ann);
                    session.flush();
                    assertThat(session.query(Book.class).where("author is null").count())
                            .isEqualTo(3);
                    session.rollback();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-113, PE-5: a condition that does not fit is told before a statement is sent")
    void badConditionsAreTold(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    for (LoadPath way :
                            List.of(
                                    Load.selectIn("books"),
                                    Load.lazy("books"),
                                    Load.selectIn("books.reviews"))) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> authors(session, way.where("nothing = 1")).list())
                                .withMessageContaining("nothing");
                    }
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.get(
                                                    Author.class,
                                                    1L,
                                                    Load.lazy("books").where("nothing = 1")));
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-112: two different conditions on one relationship are refused, the same one is not")
    void differentConditionsAreRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    LoadPath one = Load.selectIn("books").where(Book_.year.gt(1990));
                    assertThat(
                                    titles(
                                            session.query(Author.class)
                                                    .options(one, one.selectIn("reviews"))
                                                    .orderBy("id")
                                                    .list()
                                                    .get(0)))
                            .containsExactly("Bees");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .options(
                                                            one,
                                                            Load.selectIn("books")
                                                                    .where(Book_.year.lt(1990)))
                                                    .list())
                            .withMessageContaining("Author.books");
                });
    }

    @Test
    @DisplayName("LO-61: strategies that load nothing take no condition")
    void nothingIsLoadedNothingIsNarrowed() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    for (LoadPath way :
                            List.of(
                                    Load.raise("books"),
                                    Load.raiseOnSql("books"),
                                    Load.noLoad("books"),
                                    Load.containsEager("books"))) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> authors(session, way.where("year > 1990")).list())
                                .withMessageContaining("Author.books")
                                .withMessageContaining("where()");
                    }
                });
        assertThatIllegalStateException().isThrownBy(() -> Load.path("books").where("year > 1990"));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName(
            "LO-61: an object in a condition is compared by the key that it has when the statement runs (QU-14)")
    void objectsAreComparedLate(Behaviour behaviour) {
        Library library = Library.on(TestDatabase.H2, behaviour);
        library.session(
                session -> {
                    Tag fresh = new Tag();
                    fresh.id = 9L;
                    fresh.label = "new";
                    session.add(fresh);
                    Book bees = session.get(Book.class, 11L);
                    bees.tags.add(fresh);
                    Author ann =
                            authors(
                                            session,
                                            Load.selectIn("books")
                                                    .where(Book_.tags.contains(fresh)))
                                    .list()
                                    .get(0);
                    assertThat(titles(ann)).containsExactly("Bees");
                });
    }

    private static Query<Author> authors(Session session, Load option) {
        return session.query(Author.class).options(option).orderBy("id");
    }

    private static List<String> titles(Author author) {
        return author.books.stream().map(book -> book.title).sorted().toList();
    }

    private static List<String> labels(Book book) {
        return book.tags.stream().map(tag -> tag.label).sorted().toList();
    }

    private static String name(Author author) {
        return author == null ? "-" : author.name;
    }
}

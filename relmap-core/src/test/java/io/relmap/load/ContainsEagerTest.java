package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.InnerJoin;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.query.Alias;
import io.relmap.query.Load;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann has Ants (Owl) and Bees (Fox), Bob has Cats (Owl), Cid has none, Dogs has no author. */
@DisplayName("Relationships that a query's own joins bring")
class ContainsEagerTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-53: no join is added; a filter makes the collection partial, and it counts as loaded")
    void theQuerysJoinFillsTheCollection(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> found =
                            session.query(Author.class)
                                    .join("books")
                                    .where("books.title <> 'Ants'")
                                    .options(Load.containsEager("books"))
                                    .orderBy("id")
                                    .list();
                    List<String> sent = library.statements();
                    assertThat(sent).hasSize(1);
                    assertThat(sent.get(0).toLowerCase(Locale.ROOT).split(" join ")).hasSize(2);
                    assertThat(found.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Bees"), List.of("Cats"));
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-53: an outer join keeps objects without members")
    void anOuterJoinKeepsAll(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> found =
                            session.query(Author.class)
                                    .outerJoin(Author_.books)
                                    .options(Load.containsEager(Author_.books))
                                    .orderBy("id", "books.title desc")
                                    .list();
                    library.statements();
                    assertThat(found.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Bees", "Ants"), List.of("Cats"), List.of());
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-53, LO-44: chains; other loaders follow, inner joins below an outer one drop no row")
    void otherLoadersFollow(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> found =
                            session.query(Author.class)
                                    .outerJoin("books")
                                    .outerJoin("books.publisher")
                                    .options(
                                            Load.containsEager("books.publisher"),
                                            Load.path("books")
                                                    .joined("author")
                                                    .innerJoin(InnerJoin.TRUE),
                                            Load.path("books").selectIn("tags"),
                                            Load.joined("profile"))
                                    .orderBy("id", "books.id")
                                    .list();
                    assertThat(library.statements()).hasSize(2);
                    assertThat(found).hasSize(3);
                    Book bees = found.get(0).books.get(1);
                    assertThat(Objects.requireNonNull(bees.publisher.get()).name).isEqualTo("Fox");
                    assertThat(bees.author.get()).isSameAs(found.get(0));
                    assertThat(bees.tags).hasSize(1);
                    assertThat(Objects.requireNonNull(found.get(1).profile.get()).bio)
                            .isEqualTo("reads");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-53, LO-60: of several joins of one relationship the option says which one")
    void ofSeveralJoinsTheOptionSaysWhich(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Alias<Book> late = Alias.of(Book.class, "late");
                    List<Author> found =
                            session.query(Author.class)
                                    .join("books", "early")
                                    .outerJoin(Author_.books, late, Book_.title.ne("Ants"))
                                    .where("early.title <> 'Bees'")
                                    .options(
                                            Load.containsEager(Author_.books, late)
                                                    .joined(Book_.publisher))
                                    .orderBy("id")
                                    .list();
                    assertThat(library.statements()).hasSize(1);
                    assertThat(found.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Bees"), List.of("Cats"));
                    assertThat(found.get(0).books.get(0).publisher.get()).isNotNull();
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-53, LO-60: names along a way, the last one of a longer path")
    void namesAlongAWay(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> found =
                            session.query(Author.class)
                                    .join("books", "b")
                                    .outerJoin("b.publisher", "p")
                                    .where("p.name = 'Owl'")
                                    .options(
                                            Load.containsEager("books", "b")
                                                    .containsEager("publisher", "p"))
                                    .orderBy("id")
                                    .list();
                    assertThat(found.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Ants"), List.of("Cats"));
                    List<Author> again =
                            session.query(Author.class)
                                    .join("books")
                                    .outerJoin("books.publisher", "p")
                                    .populateExisting()
                                    .options(Load.containsEager("books.publisher", "p"))
                                    .orderBy("id", "books.id")
                                    .list();
                    library.statements();
                    assertThat(again.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Ants", "Bees"), List.of("Cats"));
                    assertThat(again.get(0).books.get(1).publisher.get()).isNotNull();
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-60, PE-5: a name that no join has at this place is told with those there are")
    void aNameThatNoJoinHas(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .join("books", "b")
                                                    .join("books", "c")
                                                    .options(Load.containsEager("books", "d"))
                                                    .list())
                            .withMessageContaining("Author.books as \"d\"")
                            .withMessageContaining("[b, c]");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .join("books", "b")
                                                    .join("books", "c")
                                                    .options(
                                                            Load.containsEager("books", "b"),
                                                            Load.containsEager("books", "c"))
                                                    .list())
                            .withMessageContaining("different things of Author.books");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-53: a limit cuts rows, and with them the collection")
    void aLimitCutsRows(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Author> found =
                            session.query(Author.class)
                                    .join("books")
                                    .options(Load.containsEager("books"))
                                    .orderBy("id", "books.id")
                                    .limit(1)
                                    .list();
                    assertThat(found.stream().map(ContainsEagerTest::titles))
                            .containsExactly(List.of("Ants"));
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-47, LO-53: beside an eager collection the limited rows are wrapped, and both are read")
    void besideAnEagerCollection(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    List<Book> found =
                            session.query(Book.class)
                                    .join(Book_.author)
                                    .where("author.name <> 'Cid'")
                                    .options(
                                            Load.containsEager(Book_.author),
                                            Load.joined(Book_.reviews))
                                    .orderBy("author.name", "title")
                                    .limit(2)
                                    .list();
                    assertThat(library.statements()).hasSize(1);
                    assertThat(found)
                            .extracting(book -> book.title)
                            .containsExactly("Ants", "Bees");
                    assertThat(found.get(0).reviews).hasSize(2);
                    assertThat(Objects.requireNonNull(found.get(1).author.get()).name)
                            .isEqualTo("Ann");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-53: what is loaded stays unless it is overwritten; later loads know nothing of the option")
    void itIsNotSticky(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = session.get(Author.class, 1L);
                    assertThat(ann.books).hasSize(2);
                    var query =
                            session.query(Author.class)
                                    .join("books")
                                    .where("books.title = 'Bees'")
                                    .options(Load.containsEager("books"));
                    assertThat(titles(query.one())).containsExactly("Ants", "Bees");
                    assertThat(titles(query.populateExisting().one())).containsExactly("Bees");
                    session.refresh(ann);
                    assertThat(titles(ann)).containsExactlyInAnyOrder("Ants", "Bees");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-53, LO-58: a join that the query does not have is told, as is a stream over a collection")
    void missingJoinsAreTold(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .options(Load.containsEager("books"))
                                                    .list())
                            .withMessageContaining("Author.books")
                            .withMessageContaining("join(\"books\")");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session
                                                    .query(Author.class)
                                                    .join("books")
                                                    .options(Load.containsEager("books"))
                                                    .stream());
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Author.class)
                                                    .join("books")
                                                    .options(
                                                            Load.containsEager("books"),
                                                            Load.joined("books"))
                                                    .list());
                    for (Load option :
                            List.of(
                                    Load.selectIn("books").containsEager("author"),
                                    Load.lazy("books").containsEager("author"))) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(
                                        () -> session.query(Author.class).options(option).list())
                                .withMessageContaining("Author.books")
                                .withMessageContaining("Book.author");
                    }
                    assertThat(library.statements()).isEmpty();
                });
    }

    private static List<String> titles(Author author) {
        return author.books.stream().map(book -> book.title).toList();
    }
}

package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.query.Load;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann has Ants (1990) and Bees (1995), Bob has Cats (2000), Dogs (2005) has no author. */
@DisplayName("LO-114: columns that a query leaves out")
class ColumnOptionsTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "loadOnly reads what it names and what must be known; the rest is null, and is not written")
    void loadOnlyReadsWhatItNames(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = ants(session, Load.loadOnly("title"));
                    assertThat(selected(library))
                            .contains("title", "author_id")
                            .doesNotContain("year");
                    assertThat(ants.title).isEqualTo("Ants");
                    assertThat(ants.year).isZero();
                    assertThat(Inspect.of(ants).attribute("year").isLoaded()).isFalse();
                    assertThat(Objects.requireNonNull(ants.author.get()).name).isEqualTo("Ann");
                    assertThat(ants.reviews).hasSize(2);
                    assertThat(library.statements()).hasSize(2);
                    ants.title = "Aunts";
                });
        library.session(
                session -> {
                    Book ants = session.get(Book.class, 10L);
                    assertThat(Objects.requireNonNull(ants).title).isEqualTo("Aunts");
                    assertThat(ants.year).isEqualTo(1990);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A field that is left out is read by Inspect, by a refresh, and by a query that reads the column")
    void aFieldIsReadLater(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = ants(session, Load.defer(Book_.year));
                    library.statements();
                    assertThat(Inspect.of(ants).attribute("year").get()).isEqualTo(1990);
                    assertThat(ants.year).isEqualTo(1990);
                    assertThat(selected(library)).contains("year").doesNotContain("title");
                    Inspect.of(ants).attribute("year").get();
                    assertThat(library.statements()).isEmpty();
                });
        library.session(
                session -> {
                    Book ants = ants(session, Load.defer("year", "title"));
                    assertThat(ants.title).isNull();
                    session.refresh(ants);
                    assertThat(ants.title).isEqualTo("Ants");
                    assertThat(ants.year).isEqualTo(1990);
                });
        library.session(
                session -> {
                    Book ants = ants(session, Load.defer("year"));
                    session.query(Book.class).list();
                    assertThat(ants.year).isEqualTo(1990);
                    library.statements();
                    session.expire(ants);
                    assertThat(ants.author.get()).isNotNull();
                    assertThat(ants.year).isEqualTo(1990);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "What is assigned to a field that is left out is written, and not overwritten by a load")
    void whatIsAssignedIsWritten(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = ants(session, Load.loadOnly());
                    ants.year = 1999;
                    session.noAutoflush(() -> session.query(Book.class).list());
                    assertThat(ants.year).isEqualTo(1999);
                    assertThat(ants.title).isEqualTo("Ants");
                });
        library.session(
                session -> {
                    Book ants = ants(session, Load.loadOnly());
                    assertThat(ants.year).isZero();
                    Inspect.of(ants).attribute("year").set(0); // what the field shows already
                    Inspect.of(ants).attribute("title").set(null);
                });
        library.session(
                session -> {
                    Book ants = ants(session);
                    assertThat(ants.year).isZero();
                    assertThat(ants.title).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "An option stands for the entity where its path ends, by join and by statements of their own")
    void anOptionStandsWhereItsPathEnds(TestDatabase database) {
        Library library = Library.on(database);
        for (Load option :
                List.of(
                        Load.joined(Author_.books).loadOnly(Book_.title),
                        Load.selectIn("books").defer("year"),
                        Load.lazy("books").defer("year"))) {
            library.session(
                    session -> {
                        Author ann =
                                session.query(Author.class).where("id = 1").options(option).one();
                        assertThat(ann.name).isEqualTo("Ann");
                        assertThat(ann.books).extracting(book -> book.title).contains("Bees");
                        assertThat(ann.books).extracting(book -> book.year).containsOnly(0);
                        assertThat(ann.books)
                                .extracting(book -> book.author.get())
                                .containsOnly(ann);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Objects that are there keep what they have")
    void objectsThatAreThereKeepWhatTheyHave(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = ants(session);
                    assertThat(ants(session, Load.defer("year"))).isSameAs(ants);
                    assertThat(ants.year).isEqualTo(1990);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("raising(): an access that can be noticed is an error, a refresh is none")
    void raising(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book ants = ants(session, Load.loadOnly("title").raising());
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> Inspect.of(ants).attribute("year").get())
                            .withMessageContaining("\"year\"")
                            .withMessageContaining("raising()")
                            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOAD_REFUSED));
                    session.refresh(ants);
                    assertThat(ants.year).isEqualTo(1990);
                });
        assertThatIllegalStateException().isThrownBy(() -> Load.selectIn("books").raising());
        assertThatIllegalStateException().isThrownBy(() -> Load.undefer("text").raising());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-63: a merge leaves alone what its source was loaded without")
    void aMergeLeavesTheRestAlone(TestDatabase database) {
        Library library = Library.on(database);
        Book[] detached = new Book[1];
        library.session(session -> detached[0] = ants(session, Load.loadOnly("title")));
        detached[0].title = "Aunts";
        library.session(session -> session.merge(detached[0]));
        library.session(
                session -> {
                    Book ants = ants(session);
                    assertThat(ants.title).isEqualTo("Aunts");
                    assertThat(ants.year).isEqualTo(1990);
                    Book partial = session.merge(detached[0]);
                    assertThat(partial.year).isEqualTo(1990);
                });
        library.session(
                session -> {
                    ants(session, Load.loadOnly("title"));
                    Book whole = new Book();
                    whole.id = 10L;
                    whole.authorId = 1L;
                    whole.title = "Ants";
                    whole.year = 1991;
                    session.merge(whole);
                });
        library.session(session -> assertThat(ants(session).year).isEqualTo(1991));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-63: a merge loads what it has to know, also where an access is an error")
    void aMergeLoadsWhatItHasToKnow(TestDatabase database) {
        Library library = Library.on(database);
        Book[] whole = new Book[1];
        library.session(
                session -> {
                    whole[0] = ants(session);
                    session.expunge(whole[0]);
                });
        library.session(
                session -> {
                    Book ants = ants(session, Load.loadOnly("title").raising());
                    assertThat(session.merge(whole[0])).isSameAs(ants);
                    assertThat(ants.year).isEqualTo(1990);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-112, LO-113: what cannot be left out, what there is not, and what contradicts itself is refused before SQL")
    void whatIsRefused(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    refused(session, "authorId is a foreign key", Load.defer("authorId"));
                    refused(session, "id is a key", Load.defer("id"));
                    refused(session, "no column \"titel\"", Load.loadOnly("titel"));
                    refused(session, "it is a relationship", Load.loadOnly("reviews"));
                    refused(session, "begins at Author", Load.loadOnly(Author_.name));
                    refused(
                            session,
                            "Load.path(\"author\").loadOnly(\"name\")",
                            Load.loadOnly(Book_.author.to(Author_.name)));
                    refused(
                            session,
                            "different things of Book.year",
                            Load.defer("year"),
                            Load.loadOnly("year"));
                    refused(
                            session,
                            "that loadOnly(...) leaves out",
                            Load.loadOnly("year"),
                            Load.loadOnly("title").raising());
                    assertThat(library.statements()).isEmpty();
                    Book ants = ants(session, Load.loadOnly("year"), Load.loadOnly("title"));
                    assertThat(ants.year).isEqualTo(1990);
                    assertThat(ants.title).isEqualTo("Ants");
                });
    }

    /** A value that is refused without its street. */
    record Address(
            @Column(length = 20) String street, @Column(length = 20, unique = true) String code) {
        Address {
            Objects.requireNonNull(street);
        }
    }

    @Entity
    static class Shop {
        @Id @Nullable Integer id;
        @Nullable String name;
        @Embedded @Nullable Address address;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114: an embedded value is read as a whole where one of its columns must be known")
    void anEmbeddedValueIsReadAsAWhole(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Shop.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Shop shop = new Shop();
                    shop.id = 1;
                    shop.name = "Corner";
                    shop.address = new Address("Elm", "e1");
                    session.add(shop);
                });
        relmap.inTransaction(
                session -> {
                    Shop shop = session.query(Shop.class).options(Load.loadOnly("name")).one();
                    assertThat(shop.address).isEqualTo(new Address("Elm", "e1"));
                });
    }

    private static void refused(Session session, String message, Load... options) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> session.query(Book.class).options(options).list())
                .withMessageContaining(message);
    }

    private static Book ants(Session session, Load... options) {
        return session.query(Book.class).where("id = 10").options(options).one();
    }

    /** The columns that the one statement since the last call selects. */
    private static String selected(Library library) {
        List<String> statements = library.statements();
        assertThat(statements).hasSize(1);
        String sql = statements.get(0).toLowerCase(Locale.ROOT);
        return sql.substring(0, sql.indexOf(" from "));
    }
}

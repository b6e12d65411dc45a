package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToOne;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.observe.LazyLoadLimit;
import io.relmap.observe.LazyLoadLimit.Excess;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.query.Load;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LazyLoadWatchTest {

    private final List<RepeatedLazyLoad> found = new ArrayList<>();

    @Test
    @DisplayName(
            "PE-3: lazy loads beyond the limit are told of once, when the transaction is over, with origin, place and remedy")
    void lazyLoadsBeyondTheLimitAreToldOf() {
        Library library = library(1, new LazyLoadLimit(2, Excess.LOG));
        try (Session session = library.relmap().openSession()) {
            List<Author> authors =
                    session.query(Author.class).comment("front page").orderBy("id").list();
            int books = 0;
            for (Author author : authors) {
                books += author.books.size();
            }
            assertThat(books).isEqualTo(3);
            assertThat(found).isEmpty();
            session.commit();
        }
        assertThat(found)
                .singleElement()
                .satisfies(
                        repeated -> {
                            assertThat(repeated.relationship()).isEqualTo("Author.books");
                            assertThat(repeated.loads()).isEqualTo(3);
                            assertThat(repeated.origin()).isEqualTo("query for Author: front page");
                            assertThat(where(repeated).getMethodName())
                                    .isEqualTo("lazyLoadsBeyondTheLimitAreToldOf");
                            assertThat(repeated.remedy())
                                    .contains(".options(Load.selectIn(\"books\"))");
                        });
    }

    @Test
    @DisplayName("PE-3: the remedy names the whole way from the query's root")
    void theRemedyNamesTheWholeWay() {
        Library library = library(1, new LazyLoadLimit(1, Excess.LOG));
        library.session(
                session -> {
                    List<Author> authors =
                            session.query(Author.class).options(Load.joined("books")).list();
                    for (Author author : authors) {
                        author.books.forEach(book -> assertThat(book.reviews).doesNotContainNull());
                    }
                });
        assertThat(found)
                .singleElement()
                .satisfies(
                        repeated -> {
                            assertThat(repeated.loads()).isEqualTo(3);
                            assertThat(repeated.remedy())
                                    .contains(".options(Load.selectIn(\"books.reviews\"))");
                        });
    }

    @Test
    @DisplayName(
            "PE-3: siblings taken along count once, and what the identity map knows does not count")
    void whatTakesNoStatementDoesNotCount() {
        Library library = library(100, new LazyLoadLimit(1, Excess.LOG));
        library.session(
                session -> {
                    List<Author> authors = session.query(Author.class).orderBy("id").list();
                    authors.forEach(author -> assertThat(author.books.size()).isNotNegative());
                    authors.forEach(
                            author ->
                                    author.books.forEach(
                                            book ->
                                                    assertThat(book.author.get())
                                                            .isSameAs(author)));
                });
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("PE-3: each transaction is counted by itself, and a rollback ends one")
    void eachTransactionIsCountedByItself() {
        Library library = library(1, new LazyLoadLimit(1, Excess.LOG));
        try (Session session = library.relmap().openSession()) {
            for (long id = 1; id <= 3; id++) {
                assertThat(author(session, id).books.size()).isNotNegative();
                session.commit();
            }
            assertThat(found).isEmpty();
            for (long id = 1; id <= 3; id++) {
                assertThat(author(session, id).books.size()).isNotNegative();
            }
            session.rollback();
            assertThat(found).singleElement().extracting(RepeatedLazyLoad::loads).isEqualTo(3L);
        }
        assertThat(found).hasSize(1);
    }

    @Test
    @DisplayName("PE-3: so does the end of a session that is closed with its transaction open")
    void closingEndsTheTransaction() {
        Library library = library(1, new LazyLoadLimit(1, Excess.LOG));
        try (Session session = library.relmap().openSession()) {
            for (long id = 1; id <= 3; id++) {
                assertThat(author(session, id).books.size()).isNotNegative();
            }
            assertThat(found).isEmpty();
        }
        assertThat(found).singleElement().extracting(RepeatedLazyLoad::loads).isEqualTo(3L);
    }

    @Test
    @DisplayName("PE-3: a test may have the load refused that is one too many; the session goes on")
    void theLoadThatIsOneTooManyIsRefused() {
        Library library = library(1, new LazyLoadLimit(1, Excess.FAIL));
        library.session(
                session -> {
                    List<Author> authors = session.query(Author.class).orderBy("id").list();
                    assertThat(authors.get(0).books).hasSize(2);
                    library.statements();
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> authors.get(1).books.size())
                            .satisfies(
                                    e ->
                                            assertThat(e.code())
                                                    .isEqualTo(ErrorCode.TOO_MANY_LAZY_LOADS))
                            .withMessageContaining(
                                    "Author.books was loaded lazily 1 time in one transaction")
                            .withMessageContaining("query for Author")
                            .withMessageContaining("LazyLoadWatchTest")
                            .withMessageContaining("Load.selectIn(\"books\")")
                            .withMessageContaining("One more is refused: the limit is 1.");
                    assertThat(library.statements()).isEmpty();
                    assertThat(session.query(Book.class).count()).isEqualTo(4);
                });
        assertThat(found).singleElement().extracting(RepeatedLazyLoad::loads).isEqualTo(1L);
    }

    @Test
    @DisplayName(
            "PE-3: objects of different queries are counted by themselves, those of get() together")
    void eachQueryIsCountedByItself() {
        Library library = library(1, new LazyLoadLimit(2, Excess.LOG));
        library.session(
                session -> {
                    for (long id = 1; id <= 3; id++) {
                        Author author =
                                session.query(Author.class)
                                        .where("id = :id", Map.of("id", id))
                                        .comment("author " + id)
                                        .one();
                        assertThat(author.books.size()).isNotNegative();
                    }
                });
        assertThat(found).isEmpty();
        library.session(
                session -> {
                    for (long id = 1; id <= 3; id++) {
                        assertThat(author(session, id).books.size()).isNotNegative();
                    }
                });
        assertThat(found).singleElement().extracting(RepeatedLazyLoad::loads).isEqualTo(3L);
    }

    @Test
    @DisplayName("PE-3: below a lazy load the remedy still begins at the query")
    void theRemedyBeginsAtTheQuery() {
        Library library = library(1, new LazyLoadLimit(2, Excess.LOG));
        library.session(
                session ->
                        session.query(Author.class)
                                .orderBy("id")
                                .list()
                                .forEach(
                                        author ->
                                                author.books.forEach(
                                                        book ->
                                                                assertThat(book.reviews)
                                                                        .doesNotContainNull())));
        assertThat(found)
                .extracting(RepeatedLazyLoad::origin)
                .containsExactly("query for Author", "query for Author");
        assertThat(found.get(0).remedy()).contains("Load.selectIn(\"books\")");
        assertThat(found.get(1).remedy()).contains("Load.selectIn(\"books.reviews\")");
    }

    @Test
    @DisplayName(
            "PE-3, LO-16: an access that can find nothing takes no statement and does not count")
    void whatCanFindNothingDoesNotCount() {
        DataSource dataSource = TestDatabase.H2.freshDataSource();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .entities(Town.class, Country.class)
                        .lazyLoadLimit(new LazyLoadLimit(0, Excess.FAIL))
                        .lazyLoadListener(found::add)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> session.add(new Town()));
        relmap.inTransaction(
                session -> assertThat(session.query(Town.class).one().country.get()).isNull());
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("PE-3: what the flush and its cascades load does not count")
    void whatTheFlushLoadsDoesNotCount() {
        Library library = library(1, new LazyLoadLimit(0, Excess.FAIL));
        library.session(
                session -> {
                    session.delete(author(session, 3));
                    library.statements();
                    session.flush();
                    assertThat(library.statements())
                            .anySatisfy(sql -> assertThat(sql).contains("FROM book"));
                });
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName(
            "PE-3: a limit of 0 allows none; ignored loads are not counted; a negative limit is refused")
    void limits() {
        Library none = library(1, new LazyLoadLimit(0, Excess.LOG));
        none.session(session -> assertThat(author(session, 1).books).hasSize(2));
        assertThat(found).hasSize(1);

        found.clear();
        Library ignoring = library(1, new LazyLoadLimit(0, Excess.IGNORE));
        ignoring.session(session -> assertThat(author(session, 1).books).hasSize(2));
        assertThat(found).isEmpty();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LazyLoadLimit(-1, Excess.LOG))
                .withMessageContaining("-1");
    }

    @Entity
    static class Country {
        @Id @GeneratedValue @Nullable Long id;

        @Column(unique = true)
        @Nullable String code;
    }

    @Entity
    static class Town {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("country.code")
        @Nullable String countryCode;

        @Relationship final ToOne<Country> country = ToOne.of(this);
    }

    private Library library(int batchSize, LazyLoadLimit limit) {
        return Library.on(
                TestDatabase.H2,
                builder ->
                        builder.lazyBatchSize(batchSize)
                                .lazyLoadLimit(limit)
                                .lazyLoadListener(found::add));
    }

    private static Author author(Session session, long id) {
        return Objects.requireNonNull(session.get(Author.class, id));
    }

    private static StackTraceElement where(RepeatedLazyLoad repeated) {
        @Nullable StackTraceElement where = repeated.where();
        return Objects.requireNonNull(where);
    }
}

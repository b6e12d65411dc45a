package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Stock;
import io.relmap.spring.fixture.Tag;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;

@DisplayName(
        "Query methods: several conditions on a collection, parts of results, values, results of deletes")
class QueryMethodTest {

    /** Authors by their books. */
    interface Authors extends RelmapRepository<Author, Long> {

        List<Author> findByBooksNotContainingAndBooksNotContainingOrderByName(Book one, Book other);

        List<Author> findByBooksTitleAndBooksTagsNameAndBooksYearGreaterThan(
                String title, String tag, int year);

        List<Author> findByBooksTitleAndBooksTagsNameAndBooksTagsIdNot(
                String title, String tag, Long other);

        List<Author> findByNameOrBooksTitleAndBooksYearOrderByName(
                String name, String title, int year);

        Slice<Author> findTop2ByOrderByName(Pageable page);

        Author deleteByName(String name);

        Optional<Author> deleteByNameStartingWith(String text);

        int removeByName(String name);
    }

    /** Books by their tags. */
    interface Books extends RelmapRepository<Book, Long> {

        List<Book> findByTagsNameAndTagsIdNotNullOrderByAuthorNameDescTitle(String name);

        List<Book> findDistinctByTagsNameOrderByAuthorNameDescTitle(String name);

        List<Book> findByYearInOrderByTitle(int... years);

        List<Book> findByTitleInOrderByTitle(Iterable<String> titles);

        List<Book> findByYearBetween(@Nullable Integer from, @Nullable Integer to);
    }

    /** Stocks by keys of two columns. */
    interface Stocks extends RelmapRepository<Stock, Map<String, Object>> {}

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void conditionsThatNoElementHasToMeetHoldForAnEmptyCollection(TestDatabase database) {
        run(
                database,
                shop -> {
                    List<Book> books =
                            shop.books().findByTitleInOrderByTitle(List.of("Lathe", "Solaris"));
                    assertThat(
                                    shop.authors()
                                            .findByBooksNotContainingAndBooksNotContainingOrderByName(
                                                    books.get(0), books.get(1)))
                            .extracting(Author::getName)
                            .containsExactly("Nobody");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nothingIsBetweenNullAndAnything(TestDatabase database) {
        run(
                database,
                shop -> {
                    assertThat(shop.books().findByYearBetween(null, 2000)).isEmpty();
                    assertThat(shop.books().findByYearBetween(1900, null)).isEmpty();
                    assertThat(shop.books().findByYearBetween(1900, 2000)).isNotEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void conditionsOnOneCollectionSpeakOfOneElementOnEachLevel(TestDatabase database) {
        run(
                database,
                shop -> {
                    Authors authors = shop.authors();
                    assertThat(
                                    authors.findByBooksTitleAndBooksTagsNameAndBooksYearGreaterThan(
                                            "Lathe", "sf", 1970))
                            .extracting(Author::getName)
                            .containsExactly("Le Guin");
                    assertThat(
                                    authors.findByBooksTitleAndBooksTagsNameAndBooksYearGreaterThan(
                                            "Lathe", "classic", 1970))
                            .as("another book is the classic")
                            .isEmpty();
                    assertThat(
                                    authors.findByBooksTitleAndBooksTagsNameAndBooksTagsIdNot(
                                            "Earthsea", "classic", shop.classic().getId()))
                            .as("another tag of the book has another id")
                            .isEmpty();
                    assertThat(
                                    authors.findByNameOrBooksTitleAndBooksYearOrderByName(
                                            "Nobody", "Solaris", 1961))
                            .extracting(Author::getName)
                            .containsExactly("Lem", "Nobody");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void anOrderMayGoByAnotherEntityWhateverTheConditionsAre(TestDatabase database) {
        run(
                database,
                shop -> {
                    for (List<Book> found :
                            List.of(
                                    shop.books()
                                            .findByTagsNameAndTagsIdNotNullOrderByAuthorNameDescTitle(
                                                    "sf"),
                                    shop.books()
                                            .findDistinctByTagsNameOrderByAuthorNameDescTitle(
                                                    "sf"))) {
                        assertThat(found)
                                .extracting(Book::getTitle)
                                .containsExactly("Solaris", "Earthsea", "Lathe");
                    }
                });
    }

    @Test
    void aSliceShowsNoMoreThanTheNameAllows() {
        run(
                TestDatabase.H2,
                shop -> {
                    Slice<Author> all = shop.authors().findTop2ByOrderByName(PageRequest.of(0, 10));
                    assertThat(all).extracting(Author::getName).containsExactly("Le Guin", "Lem");
                    assertThat(all.hasNext()).isFalse();
                    Slice<Author> first =
                            shop.authors().findTop2ByOrderByName(PageRequest.of(0, 1));
                    assertThat(first).extracting(Author::getName).containsExactly("Le Guin");
                    assertThat(first.hasNext()).isTrue();
                    Slice<Author> second =
                            shop.authors().findTop2ByOrderByName(first.nextPageable());
                    assertThat(second).extracting(Author::getName).containsExactly("Lem");
                    assertThat(second.hasNext()).isFalse();
                });
    }

    @Test
    void thePageMayBeAsLargeAsItLikesAndFarAwayIsAnError() {
        run(
                TestDatabase.H2,
                shop -> {
                    PageRequest large = PageRequest.of(0, Integer.MAX_VALUE);
                    assertThat(shop.authors().findTop2ByOrderByName(large)).hasSize(2);
                    assertThat(shop.authors().findAll(large)).hasSize(3);
                    PageRequest far = PageRequest.of(Integer.MAX_VALUE, 100);
                    assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                            .isThrownBy(() -> shop.authors().findAll(far))
                            .withMessageContaining("Row 214748364700 is too far")
                            .withMessageContaining("number of the page");
                });
    }

    @Test
    void valuesForInMayBeAnArrayOfNumbersOrAnythingToIterateOver() {
        run(
                TestDatabase.H2,
                shop -> {
                    assertThat(shop.books().findByYearInOrderByTitle(1961, 1971))
                            .extracting(Book::getTitle)
                            .containsExactly("Lathe", "Solaris");
                    assertThat(
                                    shop.books()
                                            .findByTitleInOrderByTitle(
                                                    new ArrayDeque<>(List.of("Lathe"))::iterator))
                            .extracting(Book::getTitle)
                            .containsExactly("Lathe");
                });
    }

    @Test
    void aDeleteGivesBackTheObjectWhereItsMethodSaysSo() {
        run(
                TestDatabase.H2,
                shop -> {
                    Authors authors = shop.authors();
                    assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
                            .isThrownBy(() -> authors.deleteByNameStartingWith("Le"));
                    assertThat(authors.count()).isEqualTo(3);
                    assertThat(authors.deleteByName("Lem").getName()).isEqualTo("Lem");
                    assertThat(authors.deleteByNameStartingWith("No"))
                            .hasValueSatisfying(
                                    author -> assertThat(author.getName()).isEqualTo("Nobody"));
                    assertThat(authors.deleteByNameStartingWith("No")).isEmpty();
                    assertThat(authors.removeByName("Le Guin")).isOne();
                    assertThat(authors.count()).isZero();
                });
    }

    @Test
    void aPartOfAKeyIsNoKey() {
        run(
                TestDatabase.H2,
                shop -> {
                    assertThat(shop.stocks().existsById(Map.of("shop", "A", "isbn", "1"))).isTrue();
                    assertThatExceptionOfType(IllegalArgumentException.class)
                            .isThrownBy(() -> shop.stocks().existsById(Map.of("shop", "A")))
                            .withMessageContaining("The key of Stock is [shop, isbn]");
                });
    }

    /** Repositories over a few books. */
    private record Shop(Authors authors, Books books, Stocks stocks, Tag classic) {}

    private static void run(TestDatabase database, Consumer<Shop> test) {
        Transactions.run(
                database,
                app -> {
                    TransactionalSessions sessions =
                            app.context().getBean(TransactionalSessions.class);
                    RelmapRepositoryFactory factory =
                            new RelmapRepositoryFactory(sessions.mapping(), sessions.shared());
                    Shop shop =
                            new Shop(
                                    factory.getRepository(Authors.class),
                                    factory.getRepository(Books.class),
                                    factory.getRepository(Stocks.class),
                                    new Tag("classic"));
                    app.required(() -> fill(shop));
                    app.required(() -> test.accept(shop));
                });
    }

    private static void fill(Shop shop) {
        Tag fiction = new Tag("sf");
        shop.authors()
                .saveAll(
                        List.of(
                                new Author(
                                        "Le Guin",
                                        new Book("Lathe", 1971, fiction),
                                        new Book("Earthsea", 1968, fiction, shop.classic())),
                                new Author("Lem", new Book("Solaris", 1961, fiction)),
                                new Author("Nobody")));
        shop.stocks().save(new Stock("A", "1", 3));
    }
}

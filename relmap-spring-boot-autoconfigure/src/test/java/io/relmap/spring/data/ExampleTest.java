package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.boot.autoconfigure.RelmapManagedTypes;
import io.relmap.holder.Deferred;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ExampleMatcher.GenericPropertyMatchers;
import org.springframework.data.domain.ExampleMatcher.StringMatcher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

@DisplayName("Query by Example")
class ExampleTest {

    /** Books by examples. */
    interface Books extends RelmapRepository<Book, Long> {}

    /** Authors by examples. */
    interface Authors extends RelmapRepository<Author, Long> {}

    /** A letter whose text is loaded at its first access. */
    @Entity(table = "letter")
    static class Letter {

        @Id @GeneratedValue Long id;

        final Deferred<String> text = Deferred.of(this);

        Letter() {}

        Letter(@Nullable String text) {
            this.text.set(text);
        }
    }

    /** Letters by examples. */
    interface Letters extends RelmapRepository<Letter, Long> {}

    /** What is shown of a book. */
    interface TitleOnly {
        String getTitle();
    }

    /**
     * What is shown of a book, with its author.
     *
     * @param title the title
     * @param authorName the author's name
     */
    record Line(String title, @Nullable String authorName) {}

    private static final ExampleMatcher MATCHER = ExampleMatcher.matching();

    /** The version and the flag of an author are primitive. */
    private static final ExampleMatcher NAMES = MATCHER.withIgnorePaths("retired");

    private static List<String> titles(Shop shop, Book probe, ExampleMatcher matcher) {
        return shop
                .repository(Books.class)
                .findAll(Example.of(probe, matcher), Sort.by("title"))
                .stream()
                .map(Book::getTitle)
                .toList();
    }

    private static List<String> names(Shop shop, Author probe, ExampleMatcher matcher) {
        return shop
                .repository(Authors.class)
                .findAll(Example.of(probe, matcher), Sort.by("name"))
                .stream()
                .map(Author::getName)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void columnsThatAreSetMustBeEqual(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    assertThat(titles(shop, new Book(null, 1961), MATCHER))
                            .containsExactly("Solaris");
                    assertThat(titles(shop, new Book(null, null), MATCHER)).hasSize(4);
                    assertThat(books.findOne(Example.of(new Book("Solaris")))).isPresent();
                    assertThat(books.findOne(Example.of(new Book("Nothing")))).isEmpty();
                    assertThat(books.count(Example.of(new Book(null)))).isEqualTo(4);
                    assertThat(books.exists(Example.of(new Book("Solaris", 1961)))).isTrue();
                    assertThat(books.exists(Example.of(new Book("Solaris", 1962)))).isFalse();
                    assertThat(books.findAll(Example.of(new Book("Solaris")))).hasSize(1);
                    Book persistent = books.findOne(Example.of(new Book("Solaris"))).orElseThrow();
                    assertThat(books.findAll(Example.of(persistent)))
                            .as("with its key and its author's")
                            .containsExactly(persistent);
                    assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
                            .isThrownBy(() -> books.findOne(Example.of(new Book(null))));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aDeferredColumnThatIsSetCountsAndOneThatIsNotLoadedDoesNot(TestDatabase database) {
        Contexts.on(database)
                .withBean(RelmapManagedTypes.class, () -> RelmapManagedTypes.of(Letter.class))
                .withPropertyValues("relmap.repositories.enabled=false")
                .run(
                        context -> {
                            Shop shop = new Shop(context, List.of());
                            Letters letters = shop.repository(Letters.class);
                            shop.transactions()
                                    .required(
                                            () ->
                                                    letters.saveAll(
                                                            List.of(
                                                                    new Letter("one"),
                                                                    new Letter("two"))));
                            shop.transactions()
                                    .required(
                                            () -> {
                                                assertThat(
                                                                letters.findAll(
                                                                        Example.of(
                                                                                new Letter("two"))))
                                                        .extracting(letter -> letter.text.get())
                                                        .containsExactly("two");
                                                assertThat(
                                                                letters.count(
                                                                        Example.of(
                                                                                new Letter(null),
                                                                                MATCHER
                                                                                        .withIgnorePaths(
                                                                                                "id"))))
                                                        .isEqualTo(2);
                                            });
                            shop.transactions()
                                    .required(
                                            () -> {
                                                Letter stored = letters.findAll().get(0);
                                                assertThat(
                                                                letters.findAll(
                                                                        Example.of(
                                                                                stored,
                                                                                MATCHER
                                                                                        .withIncludeNullValues())))
                                                        .containsExactly(stored);
                                                assertThat(stored.text.isLoaded()).isFalse();
                                            });
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void textsMatchInEachWay(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Book probe = new Book("Ea");
                    assertThat(
                                    titles(
                                            shop,
                                            probe,
                                            MATCHER.withStringMatcher(StringMatcher.STARTING)))
                            .containsExactly("Earthsea");
                    assertThat(
                                    titles(
                                            shop,
                                            probe,
                                            MATCHER.withStringMatcher(StringMatcher.CONTAINING)
                                                    .withIgnoreCase()))
                            .containsExactly("Earthsea", "The Lathe of Heaven");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("HEAVEN"),
                                            MATCHER.withMatcher(
                                                    "title",
                                                    GenericPropertyMatchers.endsWith()
                                                            .ignoreCase())))
                            .containsExactly("The Lathe of Heaven");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("^(S|B).*[sf]$"),
                                            MATCHER.withStringMatcher(StringMatcher.REGEX)))
                            .containsExactly("Beowulf", "Solaris");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("^s"),
                                            MATCHER.withStringMatcher(StringMatcher.REGEX)
                                                    .withIgnoreCase("title")))
                            .containsExactly("Solaris");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("%"),
                                            MATCHER.withStringMatcher(StringMatcher.CONTAINING)))
                            .as("a wildcard is taken as it is")
                            .isEmpty();
                    assertThat(titles(shop, new Book("solaris"), MATCHER.withIgnoreCase()))
                            .containsExactly("Solaris");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nullsAreLeftOutOrLookedForAndPathsIgnored(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    ExampleMatcher nulls = MATCHER.withIncludeNullValues().withIgnorePaths("id");
                    assertThat(titles(shop, new Book("Beowulf"), nulls)).containsExactly("Beowulf");
                    assertThat(titles(shop, new Book("Solaris"), nulls))
                            .as("its year is set")
                            .isEmpty();
                    assertThat(titles(shop, new Book("Solaris", 1961), nulls))
                            .as("it has an author")
                            .isEmpty();
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("Solaris", 1961),
                                            nulls.withIgnorePaths("id", "author", "authorId")))
                            .containsExactly("Solaris");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("Solaris", 9),
                                            MATCHER.withIgnorePaths("year")))
                            .containsExactly("Solaris");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTransformerChangesOrTakesAwayWhatAProbeSays(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("solaris!"),
                                            MATCHER.withTransformer(
                                                    "title", title -> Optional.of("Solaris"))))
                            .containsExactly("Solaris");
                    assertThat(
                                    titles(
                                            shop,
                                            new Book("gone", 1968),
                                            MATCHER.withTransformer(
                                                    "title", title -> Optional.empty())))
                            .containsExactly("Earthsea");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void allMustHoldOrAny(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Book probe = new Book("Beowulf", 1961);
                    assertThat(titles(shop, probe, ExampleMatcher.matchingAll())).isEmpty();
                    assertThat(titles(shop, probe, ExampleMatcher.matchingAny()))
                            .containsExactly("Beowulf", "Solaris");
                    Book byAuthor = new Book("Beowulf");
                    byAuthor.setAuthor(new Author("Lem"));
                    assertThat(
                                    titles(
                                            shop,
                                            byAuthor,
                                            ExampleMatcher.matchingAny()
                                                    .withIgnorePaths("author.retired")))
                            .as("one of them has no author")
                            .containsExactly("Beowulf", "Solaris");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void referencesLeadToWhatTheyReferTo(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Book probe = new Book(null, 1968);
                    probe.setAuthor(new Author("le guin"));
                    ExampleMatcher matcher =
                            MATCHER.withMatcher(
                                    "author.name", GenericPropertyMatchers.ignoreCase());
                    assertThat(titles(shop, probe, matcher)).containsExactly("Earthsea");
                    assertThat(titles(shop, probe, matcher.withIgnorePaths("author.name")))
                            .containsExactly("Earthsea");
                    probe.getAuthor().retire();
                    assertThat(titles(shop, probe, matcher)).isEmpty();
                    assertThat(titles(shop, probe, matcher.withIgnorePaths("author")))
                            .containsExactly("Earthsea");
                    assertThat(names(shop, new Author("Lem", new Book("no")), NAMES))
                            .as("a collection says nothing")
                            .containsExactly("Lem");
                    assertThat(shop.session().newObjects()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void pagesAndTheFluentQueryHaveEveryForm(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    Example<Book> all = Example.of(new Book(null));
                    Sort byTitle = Sort.by("title");
                    Page<Book> page = books.findAll(all, PageRequest.of(1, 3, byTitle));
                    assertThat(page.getTotalElements()).isEqualTo(4);
                    assertThat(page)
                            .extracting(Book::getTitle)
                            .containsExactly("The Lathe of Heaven");

                    assertThat(books.<Book, Long>findBy(all, query -> query.count())).isEqualTo(4);
                    assertThat(books.<Book, Boolean>findBy(all, query -> query.exists())).isTrue();
                    Page<Book> fluent =
                            books.findBy(all, q -> q.sortBy(byTitle).page(PageRequest.of(0, 3)));
                    assertThat(fluent.getTotalElements()).isEqualTo(4);
                    assertThat(fluent).extracting(Book::getTitle).startsWith("Beowulf");
                    Slice<Book> slice =
                            books.findBy(all, q -> q.sortBy(byTitle).slice(PageRequest.of(0, 3)));
                    assertThat(slice.hasNext()).isTrue();
                    assertThat(
                                    books.<Book, List<Book>>findBy(
                                            all,
                                            q -> q.sortBy(byTitle.descending()).limit(2).all()))
                            .extracting(Book::getTitle)
                            .containsExactly("The Lathe of Heaven", "Solaris");
                    assertThat(
                                    books.<Book, Optional<Book>>findBy(
                                            all, q -> q.sortBy(byTitle).first()))
                            .get()
                            .extracting(Book::getTitle)
                            .isEqualTo("Beowulf");
                    assertThat(
                                    books.<Book, Optional<Book>>findBy(
                                            Example.of(new Book("Solaris")), q -> q.one()))
                            .isPresent();
                    assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
                            .isThrownBy(() -> books.findBy(all, q -> q.oneValue()));
                    List<String> streamed =
                            books.findBy(
                                    all,
                                    q -> {
                                        try (Stream<Book> found = q.sortBy(byTitle).stream()) {
                                            return found.map(Book::getTitle).toList();
                                        }
                                    });
                    assertThat(streamed).hasSize(4).startsWith("Beowulf");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theFluentQueryScrollsByOffsetAndByKeyset(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    for (ScrollPosition from :
                            List.of(ScrollPosition.offset(), ScrollPosition.keyset())) {
                        Window<TitleOnly> first = window(books, from);
                        assertThat(first)
                                .extracting(TitleOnly::getTitle)
                                .containsExactly("Beowulf", "Earthsea", "Solaris");
                        assertThat(first.hasNext()).isTrue();
                        assertThat(window(books, first.positionAt(2)))
                                .extracting(TitleOnly::getTitle)
                                .containsExactly("The Lathe of Heaven");
                    }
                });
    }

    private static Window<TitleOnly> window(Books books, ScrollPosition from) {
        return books.findBy(
                Example.of(new Book(null)),
                q -> q.as(TitleOnly.class).sortBy(Sort.by("title")).limit(3).scroll(from));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theFluentQueryProjectsAndLoadsAlong(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    Example<Book> solaris = Example.of(new Book("Solaris"));
                    List<String> sent =
                            shop.sentBy(
                                    () ->
                                            assertThat(
                                                            books.<Book, List<Line>>findBy(
                                                                    solaris,
                                                                    q -> q.as(Line.class).all()))
                                                    .containsExactly(new Line("Solaris", "Lem")));
                    assertThat(sent).singleElement().asString().doesNotContain("published");
                    assertThat(
                                    books.<Book, Line>findBy(
                                            solaris,
                                            q -> q.as(Line.class).project("title").oneValue()))
                            .isEqualTo(new Line("Solaris", null));
                    Book found =
                            books.findBy(solaris, q -> q.project("title", "author").firstValue());
                    assertThat(
                                    shop.sentBy(
                                            () ->
                                                    assertThat(found.getAuthor().getName())
                                                            .isEqualTo("Lem")))
                            .isEmpty();
                    assertThatExceptionOfType(Exception.class)
                            .isThrownBy(() -> books.findBy(solaris, q -> q.project("no").all()))
                            .withMessageContaining("has no no");
                });
    }
}

package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

@DisplayName("Projections")
class ProjectionTest {

    /** A closed interface. */
    interface Title {
        String getTitle();

        default String shouted() {
            return getTitle() + "!";
        }
    }

    /** A closed interface with another one inside. */
    interface TitleAndAuthor extends Title {
        @Nullable Name getAuthor();

        Optional<Integer> getYear();
    }

    /** A closed interface for an author. */
    interface Name {
        String getName();
    }

    /** An open interface. */
    interface Label {
        @Value("#{target.title + ' (' + target.author?.name + ')'}")
        String getLabel();
    }

    /**
     * A record, with a path, a conversion and a record inside.
     *
     * @param title the title
     * @param year the year as text
     * @param authorName the author's name
     * @param author the author
     */
    record Line(
            String title,
            @Nullable String year,
            @Nullable String authorName,
            @Nullable Person author) {}

    /**
     * A record for an author.
     *
     * @param id the key
     * @param name the name
     */
    record Person(long id, String name) {}

    /** A class. */
    static final class TitleClass {

        private final String title;

        TitleClass(String title) {
            this.title = title;
        }
    }

    /**
     * A title with a path to the author.
     *
     * @param title the title
     * @param authorName the author's name
     */
    record TitleLine(String title, @Nullable String authorName) {}

    /**
     * A record that is there or not.
     *
     * @param title the title
     * @param author the author
     */
    record WithPerson(String title, Optional<Person> author) {}

    /** The same as an interface. */
    interface WithName {
        Optional<Name> getAuthor();
    }

    /** What only objects can show. */
    interface WithTags {
        String getTitle();

        Set<TagName> getTags();

        Author getAuthor();
    }

    /** A tag. */
    interface TagName {
        String getName();
    }

    /**
     * An author with the titles of the books.
     *
     * @param name the name
     * @param books the books
     */
    record Shelf(String name, List<Entry> books) {}

    /**
     * A book on a shelf.
     *
     * @param title the title
     * @param tags its tags
     */
    record Entry(String title, Set<TagEntry> tags) {}

    /**
     * A tag of a book.
     *
     * @param name the name
     */
    record TagEntry(String name) {}

    /** Books, shown. */
    interface Books extends RelmapRepository<Book, Long> {

        List<Title> findTitlesByOrderByTitle();

        List<TitleAndAuthor> findWithAuthorByOrderByTitle();

        List<Label> findLabelsByOrderByTitle();

        List<Line> findLinesByOrderByTitle();

        List<TitleClass> findClassesByOrderByTitle();

        List<WithTags> findWithTagsByYear(int year);

        @Lock
        List<TitleLine> findLockedByOrderByTitle();

        List<WithPerson> findPersonsByOrderByTitle();

        List<WithName> findNamesByOrderByTitle();

        Optional<Title> findByTitle(String title);

        Title findFirstByOrderByTitle();

        <T> List<T> findByYear(int year, Class<T> type);

        @Query("year > :year")
        Page<Title> after(int year, Pageable page);

        Slice<Title> findSliceBy(Pageable page);

        Window<Title> findTop3ByOrderByTitle(ScrollPosition position);

        Stream<Title> streamByOrderByTitle();

        List<Title> findByYearIsNotNullOrderByTitle(Limit limit);
    }

    /** Authors, shown. */
    interface Authors extends RelmapRepository<Author, Long> {

        List<Shelf> findByOrderByName();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aClosedInterfaceSelectsItsColumnsAlone(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    List<String> sent =
                            shop.sentBy(
                                    () ->
                                            assertThat(books.findTitlesByOrderByTitle())
                                                    .extracting(Title::shouted)
                                                    .startsWith("Beowulf!", "Earthsea!"));
                    assertThat(sent)
                            .singleElement()
                            .asString()
                            .contains("title")
                            .doesNotContain("published", "author_id", " id");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatAReferenceLeadsToIsJoinedAndMissingWhereThereIsNone(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    List<String> sent =
                            shop.sentBy(
                                    () -> {
                                        List<TitleAndAuthor> found =
                                                books.findWithAuthorByOrderByTitle();
                                        assertThat(found.get(0).getAuthor()).isNull();
                                        assertThat(found.get(0).getYear()).isEmpty();
                                        assertThat(found.get(1).getAuthor().getName())
                                                .isEqualTo("Le Guin");
                                        assertThat(found.get(1).getYear()).contains(1968);
                                    });
                    assertThat(sent)
                            .singleElement()
                            .asString()
                            .contains("LEFT OUTER JOIN")
                            .doesNotContain("retired");
                    Line first = books.findLinesByOrderByTitle().get(0);
                    assertThat(first).isEqualTo(new Line("Beowulf", null, null, null));
                    Line second = books.findLinesByOrderByTitle().get(1);
                    assertThat(second.year()).isEqualTo("1968");
                    assertThat(second.authorName()).isEqualTo("Le Guin");
                    assertThat(second.author().name()).isEqualTo("Le Guin");
                    assertThat(second.author().id()).isPositive();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyFormOfAResultIsProjected(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    List<String> sent =
                            shop.sentBy(
                                    () -> {
                                        assertThat(books.findByTitle("Solaris"))
                                                .get()
                                                .extracting(Title::getTitle)
                                                .isEqualTo("Solaris");
                                        assertThat(books.findByTitle("No")).isEmpty();
                                        assertThat(books.findFirstByOrderByTitle().getTitle())
                                                .isEqualTo("Beowulf");
                                        Page<Title> page =
                                                books.after(
                                                        1965,
                                                        PageRequest.of(0, 1, Sort.by("title")));
                                        assertThat(page.getTotalElements()).isEqualTo(2);
                                        assertThat(page)
                                                .extracting(Title::getTitle)
                                                .containsExactly("Earthsea");
                                        assertThat(
                                                        books.findSliceBy(
                                                                        PageRequest.of(
                                                                                0,
                                                                                3,
                                                                                Sort.by("title")))
                                                                .hasNext())
                                                .isTrue();
                                        Window<Title> window =
                                                books.findTop3ByOrderByTitle(
                                                        ScrollPosition.offset());
                                        assertThat(window)
                                                .extracting(Title::getTitle)
                                                .endsWith("Solaris");
                                        try (Stream<Title> all = books.streamByOrderByTitle()) {
                                            assertThat(all.map(Title::getTitle))
                                                    .hasSize(4)
                                                    .startsWith("Beowulf");
                                        }
                                        assertThat(
                                                        books.findByYearIsNotNullOrderByTitle(
                                                                Limit.of(1)))
                                                .extracting(Title::getTitle)
                                                .containsExactly("Earthsea");
                                    });
                    assertThat(sent)
                            .filteredOn(sql -> !sql.contains("count"))
                            .allSatisfy(sql -> assertThat(sql).doesNotContain("author_id"));
                    Window<Title> first = books.findTop3ByOrderByTitle(ScrollPosition.keyset());
                    assertThat(books.findTop3ByOrderByTitle(first.positionAt(2)))
                            .extracting(Title::getTitle)
                            .containsExactly("The Lathe of Heaven");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theCallerMayChooseTheType(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    assertThat(books.findByYear(1961, Book.class))
                            .singleElement()
                            .isInstanceOf(Book.class);
                    assertThat(books.findByYear(1961, Title.class).get(0).getTitle())
                            .isEqualTo("Solaris");
                    assertThat(books.findByYear(1961, Line.class).get(0).authorName())
                            .isEqualTo("Lem");
                    assertThat(books.findByYear(1961, Label.class).get(0).getLabel())
                            .isEqualTo("Solaris (Lem)");
                    assertThat(books.findClassesByOrderByTitle().get(0).title).isEqualTo("Beowulf");
                    assertThatExceptionOfType(Exception.class)
                            .isThrownBy(() -> books.findByYear(1961, String.class))
                            .withMessageContaining("java.lang.String is neither Book nor");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatOnlyObjectsShowIsLoadedWithThem(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    assertThat(books.findLabelsByOrderByTitle())
                            .extracting(Label::getLabel)
                            .contains("Solaris (Lem)", "Beowulf (null)");
                    shop.session().expungeAll();
                    List<String> sent =
                            shop.sentBy(
                                    () -> {
                                        WithTags found = books.findWithTagsByYear(1961).get(0);
                                        assertThat(found.getAuthor().getName()).isEqualTo("Lem");
                                        assertThat(found.getTags())
                                                .extracting(TagName::getName)
                                                .containsExactly("sf");
                                    });
                    assertThat(sent).as("books, tags, authors").hasSize(3);
                    shop.session().expungeAll();
                    List<String> nested =
                            shop.sentBy(
                                    () ->
                                            assertThat(
                                                            shop.repository(Authors.class)
                                                                    .findByOrderByName())
                                                    .contains(
                                                            new Shelf(
                                                                    "Lem",
                                                                    List.of(
                                                                            new Entry(
                                                                                    "Solaris",
                                                                                    Set.of(
                                                                                            new TagEntry(
                                                                                                    "sf"))))),
                                                            new Shelf("Nobody", List.of())));
                    assertThat(nested).as("authors, books, tags").hasSize(3);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aPathOverAReferenceIsLoadedWithTheObjects(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    shop.session().expungeAll();
                    List<String> locked =
                            shop.sentBy(
                                    () ->
                                            assertThat(books.findLockedByOrderByTitle())
                                                    .startsWith(
                                                            new TitleLine("Beowulf", null),
                                                            new TitleLine("Earthsea", "Le Guin")));
                    assertThat(locked).as("books, authors").hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aProjectionInsideMayBeAnOptional(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    List<String> sent =
                            shop.sentBy(
                                    () -> {
                                        List<WithPerson> found = books.findPersonsByOrderByTitle();
                                        assertThat(found.get(0).author()).isEmpty();
                                        assertThat(found.get(1).author().map(Person::name))
                                                .contains("Le Guin");
                                    });
                    assertThat(sent).hasSize(1);
                    List<WithName> names = books.findNamesByOrderByTitle();
                    assertThat(names.get(0).getAuthor()).isEmpty();
                    assertThat(names.get(1).getAuthor().map(Name::getName)).contains("Le Guin");
                });
    }

    /** Shows what is not there. */
    interface Unknown {
        String getTitel();
    }

    /** Shows a number as a date. */
    record Wrong(java.time.LocalDate year) {}

    /** Shows itself. */
    record Endless(Long id, Back author) {}

    /** Shows what shows it. */
    record Back(List<Endless> books) {}

    interface UnknownProperty extends RelmapRepository<Book, Long> {
        List<Unknown> findBy();
    }

    interface WrongType extends RelmapRepository<Book, Long> {
        List<Wrong> findBy();
    }

    interface EndlessType extends RelmapRepository<Book, Long> {
        List<Endless> findBy();
    }

    interface ScalarType extends RelmapRepository<Book, Long> {
        List<String> findBy();
    }

    interface LoadedColumns extends RelmapRepository<Book, Long> {
        @LoadWith("author")
        List<Title> findBy();
    }

    @Test
    void whatCannotBeShownStopsTheStart() {
        assertThat(Shop.refusal(UnknownProperty.class))
                .hasMessageContaining("shows titel")
                .hasMessageContaining("title");
        assertThat(Shop.refusal(WrongType.class))
                .hasMessageContaining("shows year as a java.time.LocalDate");
        assertThat(Shop.refusal(EndlessType.class)).hasMessageContaining("it would never end");
        assertThat(Shop.refusal(ScalarType.class)).hasMessageContaining("is neither Book nor");
        assertThat(Shop.refusal(LoadedColumns.class)).hasMessageContaining("@LoadWith");
    }
}

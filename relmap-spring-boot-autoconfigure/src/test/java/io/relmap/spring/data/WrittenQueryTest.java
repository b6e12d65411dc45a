package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.testsupport.TestDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;

@DisplayName("@Query")
class WrittenQueryTest {

    /**
     * How many books an author has.
     *
     * @param name the author
     * @param books how many
     * @param latest the year of the latest one
     */
    record Output(String name, int books, @Nullable Integer latest) {}

    /** The same as an interface. */
    interface OutputView {
        String getName();

        long getBooks();
    }

    /** A title. */
    interface Title {
        String getTitle();

        int getBookYear();
    }

    /**
     * A large value.
     *
     * @param bytes the value
     */
    record Large(byte[] bytes) {}

    /** A name. */
    interface Name {
        String getName();
    }

    /** Authors. */
    interface Authors extends RelmapRepository<Author, Long> {

        @Query("name = ?1 or books.title like ?2")
        List<Author> byPlace(String name, String title);

        @Query("name = :#{#wanted.toUpperCase().substring(0, 1) + 'e' + #wanted.substring(2)}")
        @Nullable Author byExpression(String wanted);

        @Query("name = ?#{[0]} and not (name = ':name' or name = '?1')")
        Author byIndexedExpression(String wanted);

        @Query("name = :${relmap.test.wanted}")
        Author byPropertyPlaceholder();

        @Query(
                outerJoin = "books",
                groupBy = "name",
                having = "count(books.id) < :n",
                select = {"name", "count(books.id) as books", "max(books.year) as latest"},
                orderBy = "name")
        List<Output> outputs(long n);

        @Query(
                outerJoin = "books b",
                groupBy = "name",
                select = {"name", "count(b.id) as books"},
                orderBy = "name")
        Slice<OutputView> views(Pageable page);

        @Query(select = "name", orderBy = "name")
        List<String> names(Limit limit);

        @Query(select = "name", orderBy = "name")
        Stream<String> streamOfNames(Limit limit);

        @Query(nativeQuery = true, value = "select name from author order by name")
        Stream<String> nativeStreamOfNames(Pageable page);

        @Query(select = "name", value = "retired = false")
        Page<String> pageOfNames(Pageable page);

        @Query(select = "count(id)")
        int size();

        @Query(join = "books as b", value = "b.year > :year", orderBy = "name")
        Page<Author> joined(int year, Pageable page);

        @Query(join = "books as b", value = "b.year > :year", orderBy = "name")
        Slice<Author> joinedSlice(int year, Pageable page);

        @Query(join = "books", value = "books.year > :year", orderBy = "name")
        List<Author> joinedFew(int year, Limit limit);

        @Query(join = "books as b", value = "b.year > :year", orderBy = "name")
        List<Name> joinedNames(int year);

        @Query(join = "books", value = "books.year > :year", orderBy = "name")
        Stream<Author> joinedStream(int year);

        @Query("name = :argument")
        List<Author> byArgument(String argument);

        @Query("name = :expression")
        List<Author> byExpressionName(String expression);

        @Query(
                select = {"name", "retired"},
                value = "name = :name")
        Map<String, Object> map(String name);

        @Query(
                select = {"name", "retired"},
                orderBy = "name")
        List<Object[]> arrays();

        @Query(
                nativeQuery = true,
                value = "select a.* from author a where a.name in (:names) -- :not")
        List<Author> nativeObjects(Collection<String> names, Sort sort);

        @Query(
                nativeQuery = true,
                value = "select a.* from author a",
                countQuery = "select count(*) from author")
        Page<Author> nativePage(Pageable page);

        @Query(nativeQuery = true, value = "select max(length(name)) from author where name <> ?1")
        long longest(String not);

        @Query(nativeQuery = true, value = "select name from author order by name")
        Page<String> nativeNames(Pageable page);

        @Query(nativeQuery = true, value = "select name from author order by name desc;")
        Stream<String> nativeStream();

        @Query(
                nativeQuery = true,
                value =
                        "select a.name, count(b.id) as books, max(b.published) as latest from author a"
                                + " left join book b on b.author_id = a.id group by a.name order by"
                                + " a.name")
        List<Output> nativeOutputs();

        @Query(
                nativeQuery = true,
                value = "select title, published as book_year from book where title = :title")
        Optional<Title> nativeTitle(String title);

        @Query(nativeQuery = true, value = "select id, name from author order by name")
        List<Map<String, Object>> nativeMaps();

        @Query(nativeQuery = true, value = "select cast(name as clob) as name from author")
        List<Name> nativeTexts();

        @Query(nativeQuery = true, value = "select cast(X'0102' as blob) as bytes from dual")
        Large nativeBytes();

        @Query(nativeQuery = true, value = "select 1 from author where name = :name")
        Optional<Integer> nativeOne(String name);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void valuesStandByPlaceAndByExpression(TestDatabase database) {
        System.setProperty("relmap.test.wanted", "Lem");
        try {
            Shop.run(
                    database,
                    shop -> {
                        Authors authors = shop.repository(Authors.class);
                        assertThat(authors.byPlace("Lem", "Earth%"))
                                .extracting(Author::getName)
                                .containsExactlyInAnyOrder("Lem", "Le Guin");
                        assertThat(authors.byExpression("lap")).isNull();
                        assertThat(authors.byExpression("lem").getName()).isEqualTo("Lem");
                        assertThat(authors.byIndexedExpression("Lem").getName()).isEqualTo("Lem");
                        assertThat(authors.byPropertyPlaceholder().getName()).isEqualTo("Lem");
                    });
        } finally {
            System.clearProperty("relmap.test.wanted");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void rowsOfValuesAreSelectedGroupedAndCounted(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    assertThat(authors.outputs(2))
                            .containsExactly(
                                    new Output("Lem", 1, 1961), new Output("Nobody", 0, null));
                    Slice<OutputView> views = authors.views(PageRequest.of(0, 2));
                    assertThat(views.hasNext()).isTrue();
                    assertThat(views.getContent().get(0).getBooks()).isEqualTo(2);
                    assertThat(authors.names(Limit.of(2))).containsExactly("Le Guin", "Lem");
                    Page<String> page =
                            authors.pageOfNames(PageRequest.of(1, 2, Sort.by("name").descending()));
                    assertThat(page).containsExactly("Le Guin");
                    assertThat(page.getTotalElements()).isEqualTo(3);
                    assertThat(authors.size()).isEqualTo(3);
                    assertThat(authors.map("Lem"))
                            .containsExactly(Map.entry("name", "Lem"), Map.entry("retired", false));
                    assertThat(authors.arrays())
                            .first()
                            .satisfies(row -> assertThat(row).containsExactly("Le Guin", false));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nativeQueriesGiveObjectsValuesAndProjections(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    List<Author> found =
                            authors.nativeObjects(
                                    List.of("Lem", "Nobody"), Sort.by("name").descending());
                    assertThat(found).extracting(Author::getName).containsExactly("Nobody", "Lem");
                    assertThat(found.get(1)).isSameAs(shop.transactions().author("Lem"));
                    Page<Author> page = authors.nativePage(PageRequest.of(0, 2, Sort.by("name")));
                    assertThat(page.getTotalElements()).isEqualTo(3);
                    assertThat(page).extracting(Author::getName).containsExactly("Le Guin", "Lem");
                    found.get(1).setName("Stanislaw Lem");
                    assertThat(authors.longest("Lem")).as("flushed").isEqualTo(13);
                    Page<String> names = authors.nativeNames(PageRequest.of(0, 2));
                    assertThat(names).containsExactly("Le Guin", "Nobody");
                    assertThat(names.getTotalElements()).isEqualTo(3);
                    try (Stream<String> stream = authors.nativeStream()) {
                        assertThat(stream).hasSize(3).startsWith("Stanislaw Lem");
                    }
                    assertThat(authors.nativeOutputs()).contains(new Output("Le Guin", 2, 1971));
                    assertThat(authors.nativeTitle("Solaris"))
                            .get()
                            .extracting(Title::getTitle, Title::getBookYear)
                            .containsExactly("Solaris", 1961);
                    assertThat(authors.nativeTitle("No")).isEmpty();
                    assertThat(authors.nativeMaps())
                            .hasSize(3)
                            .first()
                            .satisfies(
                                    row -> {
                                        assertThat(row).hasSize(2).containsValue("Le Guin");
                                        assertThat(row.get("name"))
                                                .as("in any letters' case")
                                                .isEqualTo("Le Guin");
                                    });
                    assertThat(authors.nativeOne("No")).isEmpty();
                    assertThat(authors.nativeOne("Nobody")).contains(1);
                    assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                            .isThrownBy(
                                    () ->
                                            authors.nativeNames(
                                                    PageRequest.of(0, 2, Sort.by("name"))))
                            .withMessageContaining("give no Sort");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatAJoinRepeatsIsCountedShownAndPagedOnce(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    Page<Author> page = authors.joined(1900, PageRequest.of(0, 2));
                    assertThat(page).extracting(Author::getName).containsExactly("Le Guin", "Lem");
                    assertThat(page.getTotalElements()).isEqualTo(2);
                    assertThat(authors.joined(1900, PageRequest.of(1, 1)))
                            .extracting(Author::getName)
                            .containsExactly("Lem");
                    assertThat(authors.joinedSlice(1900, PageRequest.of(0, 1)).hasNext()).isTrue();
                    assertThat(authors.joinedFew(1900, Limit.of(2))).hasSize(2);
                    try (Stream<Author> stream = authors.joinedStream(1900)) {
                        assertThat(stream).hasSize(2);
                    }
                    assertThat(authors.joinedNames(1900))
                            .extracting(Name::getName)
                            .containsExactly("Le Guin", "Lem");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aStreamOfValuesHasNoMoreThanIsAskedFor(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    try (Stream<String> names = authors.streamOfNames(Limit.of(2))) {
                        assertThat(names).containsExactly("Le Guin", "Lem");
                    }
                    try (Stream<String> names = authors.nativeStreamOfNames(PageRequest.of(1, 1))) {
                        assertThat(names).containsExactly("Lem");
                    }
                });
    }

    @Test
    void largeValuesOfNativeQueriesAreRead() {
        Shop.run(
                TestDatabase.H2,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    assertThat(authors.nativeTexts()).extracting(Name::getName).contains("Lem");
                    assertThat(authors.nativeBytes().bytes()).containsExactly(1, 2);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aParameterMayHaveAnyName(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Authors authors = shop.repository(Authors.class);
                    assertThat(authors.byArgument("Lem")).hasSize(1);
                    assertThat(authors.byExpressionName("Lem")).hasSize(1);
                });
    }

    /** A method whose condition stands in a file. */
    interface Named extends RelmapRepository<Author, Long> {
        List<Author> findSpecial(String text);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNamedQueryIsACondition(TestDatabase database) {
        Properties queries = new Properties();
        queries.setProperty("Author.findSpecial", "name like :text and books.year > 1900");
        Shop.run(
                database,
                shop ->
                        assertThat(
                                        shop.repository(
                                                        Named.class,
                                                        new PropertiesBasedNamedQueries(queries))
                                                .findSpecial("L%"))
                                .hasSize(2));
    }

    interface UnknownName extends RelmapRepository<Author, Long> {
        @Query("nam = :name")
        Author find(String name);
    }

    interface MissingValue extends RelmapRepository<Author, Long> {
        @Query(nativeQuery = true, value = "select * from author where name = :nam")
        Author find(String name);
    }

    interface UnknownLabel extends RelmapRepository<Author, Long> {
        @Query(select = {"name", "retired"})
        List<OutputView> find();
    }

    interface SeveralValues extends RelmapRepository<Author, Long> {
        @Query(select = {"name", "retired"})
        List<String> find();
    }

    interface PageOfGroups extends RelmapRepository<Author, Long> {
        @Query(select = "count(id)", groupBy = "retired")
        Page<Long> find(Pageable page);
    }

    interface NativeWithSelect extends RelmapRepository<Author, Long> {
        @Query(nativeQuery = true, value = "select * from author", select = "name")
        List<String> find();
    }

    interface MissingExpression extends RelmapRepository<Author, Long> {
        @Query("name = :expressions")
        List<Author> find(String expression);
    }

    interface SortedSql extends RelmapRepository<Author, Long> {
        @Query(nativeQuery = true, value = "select name from author")
        List<String> find(Sort sort);
    }

    interface UnknownValue extends RelmapRepository<Author, Long> {
        @Query(select = {"name", "yeer as year"})
        List<Object[]> find();
    }

    interface UnknownGroup extends RelmapRepository<Author, Long> {
        @Query(select = "count(id)", groupBy = "yeer")
        List<Long> find();
    }

    interface UnknownJoin extends RelmapRepository<Author, Long> {
        @Query(join = "boks", value = "name = 'Lem'")
        List<Author> find();
    }

    interface UnknownOfJoin extends RelmapRepository<Author, Long> {
        @Query(join = "books", value = "books.yeer = 1961")
        List<Author> find();
    }

    interface LockedPart extends RelmapRepository<Author, Long> {
        @Lock
        @Query(join = "books as b", value = "b.year > :year")
        List<Author> find(int year, Limit limit);
    }

    interface WrongCount extends RelmapRepository<Author, Long> {
        List<Author> countByName(String name);
    }

    interface WrongExists extends RelmapRepository<Author, Long> {
        long existsByName(String name);
    }

    interface WrongParameter extends RelmapRepository<Author, Long> {
        List<Author> findByName(int name);
    }

    interface WrongElement extends RelmapRepository<Author, Long> {
        List<Author> findByNameIn(List<Long> names);
    }

    interface WrongObject extends RelmapRepository<Book, Long> {
        List<Book> findByAuthor(Book author);
    }

    @Test
    void whatMakesNoSenseStopsTheStart() {
        assertThat(Shop.refusal(UnknownName.class)).hasMessageContaining("nam");
        assertThat(Shop.refusal(LockedPart.class))
                .hasMessageContaining("@Lock")
                .hasMessageContaining("books.year > :y");
        assertThat(Shop.refusal(MissingValue.class))
                .hasMessageContaining("takes the values [nam]")
                .hasMessageContaining("gives [name]");
        assertThat(Shop.refusal(UnknownLabel.class)).hasMessageContaining("shows books");
        assertThat(Shop.refusal(SeveralValues.class)).hasMessageContaining("is one value");
        assertThat(Shop.refusal(PageOfGroups.class)).hasMessageContaining("return a Slice");
        assertThat(Shop.refusal(NativeWithSelect.class)).hasMessageContaining("its own words");
        assertThat(Shop.refusal(MissingExpression.class))
                .hasMessageContaining("takes the values [expressions]");
        assertThat(Shop.refusal(SortedSql.class)).hasMessageContaining("give no Sort");
        assertThat(Shop.refusal(UnknownValue.class)).hasMessageContaining("yeer");
        assertThat(Shop.refusal(UnknownGroup.class)).hasMessageContaining("yeer");
        assertThat(Shop.refusal(UnknownJoin.class)).hasMessageContaining("has no boks");
        assertThat(Shop.refusal(UnknownOfJoin.class)).hasMessageContaining("yeer");
        assertThat(Shop.refusal(WrongCount.class)).hasMessageContaining("return a long");
        assertThat(Shop.refusal(WrongExists.class)).hasMessageContaining("a boolean");
        assertThat(Shop.refusal(WrongParameter.class)).hasMessageContaining("is no value for name");
        assertThat(Shop.refusal(WrongElement.class)).hasMessageContaining("several of");
        assertThat(Shop.refusal(WrongObject.class)).hasMessageContaining("is no value for author");
    }
}

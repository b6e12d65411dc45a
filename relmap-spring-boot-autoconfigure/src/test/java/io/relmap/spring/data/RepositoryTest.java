package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.error.InvalidRequestException;
import io.relmap.session.Session;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.BookRepository;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Stock;
import io.relmap.spring.fixture.StockRepository;
import io.relmap.spring.fixture.Tag;
import io.relmap.spring.fixture.TagRepository;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Repositories")
class RepositoryTest {

    // Saving and deleting ----------------------------------------------------------------------

    @Test
    void anIdThatIsNullIsRefusedInWords() {
        run(
                TestDatabase.H2,
                app ->
                        assertThatThrownBy(() -> app.authors().findById(null))
                                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                                .hasMessageContaining("An id of Author is null"));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void savingATransientObjectAddsIt(TestDatabase database) {
        run(
                database,
                app -> {
                    Author author = new Author("Le Guin", new Book("The Dispossessed"));
                    assertThat(app.authors().save(author)).isSameAs(author);

                    assertThat(author.getId()).isNotNull();
                    assertThat(app.authors().count()).isOne();
                    assertThat(app.books().count()).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void savingAnObjectOfTheSessionGivesItBack(TestDatabase database) {
        run(
                database,
                app -> {
                    app.authors().save(new Author("Le Guin"));
                    app.inTransaction(
                            () -> {
                                Author author = app.authors().findByName("Le Guin").orElseThrow();
                                author.setName("Leguin");
                                assertThat(app.authors().save(author)).isSameAs(author);
                            });
                    assertThat(app.authors().existsByName("Leguin")).isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void savingADetachedObjectMergesIt(TestDatabase database) {
        run(
                database,
                app -> {
                    Author author = app.authors().save(new Author("Le Guin"));
                    author.setName("Leguin");
                    Author merged = app.authors().save(author);

                    assertThat(merged).isNotSameAs(author);
                    assertThat(app.authors().existsByName("Leguin")).isTrue();
                    assertThat(app.authors().count()).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void savingAnOutdatedObjectIsAnOptimisticLockingFailure(TestDatabase database) {
        run(
                database,
                app -> {
                    Author first = app.authors().save(new Author("Le Guin"));
                    Author second = app.authors().findById(first.getId()).orElseThrow();
                    first.setName("one");
                    second.setName("two");
                    app.authors().save(first);

                    assertThatThrownBy(() -> app.authors().save(second))
                            .isInstanceOf(OptimisticLockingFailureException.class);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void deletingAnOutdatedObjectIsAnOptimisticLockingFailure(TestDatabase database) {
        run(
                database,
                app -> {
                    Author first = app.authors().save(new Author("Le Guin"));
                    Author second = app.authors().findById(first.getId()).orElseThrow();
                    first.setName("changed");
                    app.authors().save(first);

                    assertThatThrownBy(() -> app.authors().delete(second))
                            .isInstanceOf(OptimisticLockingFailureException.class)
                            .hasMessageContaining("Author");
                    assertThat(app.authors().count()).isOne();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTakenNameIsADuplicateKey(TestDatabase database) {
        run(
                database,
                app -> {
                    app.authors().save(new Author("Le Guin"));
                    assertThatThrownBy(() -> app.authors().save(new Author("Le Guin")))
                            .isInstanceOf(DuplicateKeyException.class)
                            .hasMessageContaining("RM-701");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void deletingCascades(TestDatabase database) {
        run(
                database,
                app -> {
                    Author author = app.authors().save(new Author("Le Guin", new Book("A")));
                    Author other = app.authors().save(new Author("Lem", new Book("B")));
                    app.authors().save(new Author("Dick", new Book("C")));

                    app.authors().delete(author);
                    assertThat(app.books().findAll()).hasSize(2);
                    app.authors().deleteById(other.getId());
                    app.authors().deleteById(other.getId());
                    assertThat(app.books().findAll()).hasSize(1);
                    app.authors().delete(new Author("transient"));
                    app.authors().deleteAll();
                    assertThat(app.authors().findAll()).isEmpty();
                    assertThat(app.books().count()).isZero();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void severalAreSavedFoundAndDeletedAtOnce(TestDatabase database) {
        run(
                database,
                app -> {
                    List<Author> saved =
                            app.authors()
                                    .saveAll(
                                            List.of(
                                                    new Author("a"),
                                                    new Author("b"),
                                                    new Author("c")));
                    List<Long> ids = saved.stream().map(Author::getId).toList();

                    assertThat(app.authors().findAllById(ids.subList(0, 2)))
                            .extracting(Author::getName)
                            .containsExactlyInAnyOrder("a", "b");
                    assertThat(app.authors().findAllById(List.of())).isEmpty();
                    assertThat(app.authors().existsById(ids.get(0))).isTrue();
                    app.authors().deleteAllById(ids.subList(0, 1));
                    assertThat(app.authors().existsById(ids.get(0))).isFalse();
                    app.authors().deleteAll(saved.subList(1, 2));
                    assertThat(app.authors().findAll())
                            .extracting(Author::getName)
                            .containsExactly("c");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aKeyOfTwoColumnsIsARecord(TestDatabase database) {
        run(
                database,
                app -> {
                    Stock stock = app.stock().save(new Stock("main", "123", 7));
                    Stock.Key key = new Stock.Key("123", "main");

                    assertThat(app.stock().findById(key))
                            .hasValueSatisfying(
                                    found -> assertThat(found.getCopies()).isEqualTo(7));
                    assertThat(app.stock().existsById(key)).isTrue();
                    assertThat(app.stock().existsById(new Stock.Key("main", "123"))).isFalse();
                    assertThat(app.stock().findAllById(List.of(key))).hasSize(1);
                    stock.setCopies(8);
                    app.stock().save(stock);
                    assertThat(app.stock().findById(key).orElseThrow().getCopies()).isEqualTo(8);
                    app.stock().delete(stock);
                    assertThat(app.stock().count()).isZero();
                });
    }

    // Finding by name -----------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void methodsThatCompareValues(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    AuthorRepository authors = app.authors();

                    assertThat(authors.findByName("Lem")).isPresent();
                    assertThat(authors.findByName("nobody")).isEmpty();
                    assertThat(authors.findByNameIgnoreCase("lEm").getName()).isEqualTo("Lem");
                    assertThat(authors.findByNameIgnoreCase("nobody")).isNull();
                    assertNames(authors.findByNameNot("Lem"), "Dick", "Le Guin", "Empty_%");
                    assertNames(authors.findByNameIn(List.of("Lem", "Dick")), "Dick", "Lem");
                    assertNames(authors.findByNameIn(List.of()));
                    assertNames(
                            authors.findByNameNotIn(List.of("Lem", "Dick")), "Le Guin", "Empty_%");
                    assertNames(authors.findByNameLike("Le%"), "Lem", "Le Guin");
                    assertNames(authors.findByNameStartingWith("Le"), "Lem", "Le Guin");
                    assertNames(authors.findByNameEndingWith("_%"), "Empty_%");
                    assertNames(authors.findByNameContainingIgnoreCase("GUI"), "Le Guin");
                    assertNames(authors.findByNameNotContaining("e"), "Dick", "Empty_%");
                    assertNames(authors.findByRetiredTrue(), "Dick");
                    assertThatThrownBy(() -> authors.findByNameStartingWith(null))
                            .hasMessageContaining("null is no text");
                    assertThat(app.books().findByYearBetweenOrderByYear(1961, 1969))
                            .extracting(Book::getYear)
                            .containsExactly(1961, 1969);
                    assertThat(app.books().findByYearIsNull())
                            .extracting(Book::getTitle)
                            .containsExactly("Undated");
                    assertThat(app.books().findByYearLessThanEqual(1961)).hasSize(1);
                    assertThat(app.books().findByYearGreaterThan(1969)).hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void methodsThatFollowRelationships(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    AuthorRepository authors = app.authors();

                    assertNames(authors.findByBooksTitle("Solaris"), "Lem");
                    assertNames(authors.findByBooksTagsName("utopia"), "Le Guin");
                    assertNames(authors.findByBooksTagsName("sf"), "Dick", "Lem", "Le Guin");
                    assertNames(authors.findByBooksTitleAndBooksYear("Ubik", 1969), "Dick");
                    assertThat(authors.findByBooksTitleAndBooksYear("The Dispossessed", 1968))
                            .as("both conditions are about one book")
                            .isEmpty();
                    assertNames(
                            authors.findByBooksTitleOrName("Solaris", "Empty_%"), "Lem", "Empty_%");
                    assertNames(authors.findByBooksIsEmpty(), "Empty_%");
                    assertThat(authors.findByBooksIsNotEmptyOrderByName())
                            .extracting(Author::getName)
                            .containsExactly("Dick", "Le Guin", "Lem");
                    assertThat(app.books().findByAuthorName("Lem"))
                            .extracting(Book::getTitle)
                            .containsExactly("Solaris");
                    assertThat(app.books().findByAuthor_NameOrderByTitle("Le Guin"))
                            .extracting(Book::getTitle)
                            .containsExactly("The Dispossessed", "Undated");
                    assertThat(app.books().findByOrderByAuthorNameAscTitleDesc())
                            .extracting(Book::getTitle)
                            .filteredOn(title -> !title.equals("Beowulf"))
                            .containsExactly("Ubik", "Undated", "The Dispossessed", "Solaris");
                    assertThat(app.tags().findByBooksTitle("The Dispossessed"))
                            .as("over a relationship without a field")
                            .extracting(Tag::getName)
                            .containsExactlyInAnyOrder("sf", "utopia");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void methodsThatCompareObjects(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    Author lem = app.authors().findByName("Lem").orElseThrow();
                    Book solaris = app.books().findByAuthor(lem).get(0);

                    assertThat(solaris.getTitle()).isEqualTo("Solaris");
                    assertNames(app.authors().findByBooksContaining(solaris), "Lem");
                    assertThat(app.books().findByAuthorIsNull())
                            .extracting(Book::getTitle)
                            .containsExactly("Beowulf");
                    assertThat(app.books().findByAuthor(null))
                            .extracting(Book::getTitle)
                            .containsExactly("Beowulf");
                    Tag utopia =
                            app.tags().findByBooksTitle("The Dispossessed").stream()
                                    .filter(tag -> tag.getName().equals("utopia"))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(app.books().findByTagsContaining(utopia))
                            .extracting(Book::getTitle)
                            .containsExactly("The Dispossessed");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void orderLimitPageAndSlice(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    AuthorRepository authors = app.authors();

                    assertThat(authors.findTop2ByOrderByNameAsc())
                            .extracting(Author::getName)
                            .containsExactly("Dick", "Empty_%");
                    assertThat(authors.findFirstByOrderByNameDesc().map(Author::getName))
                            .isEqualTo(Optional.of("Lem"));
                    assertThat(authors.findByRetiredFalseOrderByNameDesc())
                            .extracting(Author::getName)
                            .containsExactly("Lem", "Le Guin", "Empty_%");
                    assertThat(authors.findByRetiredFalse(Sort.by("name"), Limit.of(2)))
                            .extracting(Author::getName)
                            .containsExactly("Empty_%", "Le Guin");
                    Page<Author> page =
                            authors.findByRetiredFalse(PageRequest.of(1, 2, Sort.by("name")));
                    assertThat(page.getTotalElements()).isEqualTo(3);
                    assertThat(page).extracting(Author::getName).containsExactly("Lem");
                    Slice<Author> slice =
                            authors.findSliceByRetiredFalse(PageRequest.of(0, 2, Sort.by("name")));
                    assertThat(slice.hasNext()).isTrue();
                    assertThat(slice)
                            .extracting(Author::getName)
                            .containsExactly("Empty_%", "Le Guin");
                    assertThat(authors.findAll(Sort.by(Sort.Order.desc("name").ignoreCase())))
                            .extracting(Author::getName)
                            .startsWith("Lem");
                    assertThat(authors.findAll(PageRequest.of(0, 3)).getTotalPages()).isEqualTo(2);
                    assertThat(authors.findAllByOrderByNameAsc()).hasSize(4);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSaveTakesBackADeleteThatIsNotWrittenYet(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    app.inTransaction(
                            () -> {
                                Author dick = app.authors().findByName("Dick").orElseThrow();
                                app.authors().delete(dick);
                                assertThat(app.authors().save(dick)).isSameAs(dick);
                            });
                    assertThat(app.authors().existsByName("Dick")).isTrue();
                    assertThat(app.books().count()).as("its books stay with it").isEqualTo(5);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aDeleteReachesWhatWasSavedInTheSameTransaction(TestDatabase database) {
        run(
                database,
                app -> {
                    app.inTransaction(
                            () -> {
                                Author dick = new Author("Dick", new Book("Ubik"));
                                app.authors().save(dick);
                                app.authors().delete(dick);
                            });
                    assertThat(app.authors().count()).isZero();
                    assertThat(app.books().count()).isZero();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void countExistsAndDelete(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    assertThat(app.authors().countByRetiredFalse()).isEqualTo(3);
                    assertThat(app.authors().existsByName("Lem")).isTrue();
                    assertThat(app.authors().deleteByName("Lem")).isOne();
                    assertThat(app.authors().deleteByName("Lem")).isZero();
                    assertThat(app.authors().existsByName("Lem")).isFalse();
                    assertNames(app.authors().removeByRetiredTrue(), "Dick");
                    assertThat(app.books().count()).as("books went with them").isEqualTo(3);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aStreamNeedsATransaction(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    assertThatThrownBy(() -> app.authors().readAllBy())
                            .isInstanceOf(InvalidDataAccessApiUsageException.class)
                            .hasMessageContaining("@Transactional");
                    app.inTransaction(
                            () -> {
                                try (Stream<Author> all = app.authors().streamAllByOrderByName()) {
                                    assertThat(all.map(Author::getName))
                                            .containsExactly("Dick", "Empty_%", "Le Guin", "Lem");
                                }
                            });
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aWrittenConditionTakesParametersByName(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    assertNames(app.authors().lookUp("Solaris", "L%"), "Lem");
                    Page<Author> page =
                            app.authors()
                                    .withBooksBetween(
                                            1960, 1970, PageRequest.of(0, 1, Sort.by("name")));
                    assertThat(page.getTotalElements()).isEqualTo(2);
                    assertThat(page).extracting(Author::getName).containsExactly("Dick");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void projectionsToInterfacesAndRecords(TestDatabase database) {
        run(
                database,
                app -> {
                    app.bookshop();
                    AuthorRepository authors = app.authors();

                    assertThat(authors.findNamesByRetiredFalseOrderByName())
                            .extracting(AuthorRepository.NameOnly::getName)
                            .containsExactly("Empty_%", "Le Guin", "Lem");
                    assertThat(authors.findViewsByRetiredFalseOrderByName())
                            .extracting(AuthorRepository.AuthorView::name)
                            .containsExactly("Empty_%", "Le Guin", "Lem");
                    assertThat(
                                    authors.findByNameStartingWithOrderByName(
                                            "Le", AuthorRepository.AuthorView.class))
                            .allSatisfy(view -> assertThat(view.id()).isNotNull())
                            .extracting(AuthorRepository.AuthorView::name)
                            .containsExactly("Le Guin", "Lem");
                    assertThat(authors.findByNameStartingWithOrderByName("Le", Author.class))
                            .hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void oneResultWhereThereAreSeveralIsAnError(TestDatabase database) {
        run(
                database,
                app -> {
                    app.authors().save(new Author("lem"));
                    app.authors().save(new Author("LEM"));
                    assertThatThrownBy(() -> app.authors().findByNameIgnoreCase("Lem"))
                            .isInstanceOf(IncorrectResultSizeDataAccessException.class);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSortOverAnUnknownAttributeIsRefusedBeforeAnySql(TestDatabase database) {
        run(
                database,
                app ->
                        assertThatThrownBy(
                                        () ->
                                                app.authors()
                                                        .findAll(
                                                                Sort.by("name; drop table author")))
                                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                                .hasRootCauseInstanceOf(InvalidRequestException.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void repositoriesSeeWhatJdbcWroteInTheSameTransaction(TestDatabase database) {
        run(
                database,
                app ->
                        app.inTransaction(
                                () -> {
                                    app.jdbc()
                                            .sql(
                                                    "insert into tag (id, name) values (4711,"
                                                            + " :name)")
                                            .params(Map.of("name", "by hand"))
                                            .update();
                                    assertThat(app.tags().findById(4711L)).isPresent();
                                    assertThat(app.session().query(Tag.class).count()).isOne();
                                }));
    }

    private static void assertNames(List<Author> authors, String... names) {
        assertThat(authors).extracting(Author::getName).containsExactlyInAnyOrder(names);
    }

    private static void run(TestDatabase database, Consumer<App> test) {
        Contexts.on(database).run(context -> test.accept(new App(context)));
    }

    /** What the tests use of an application. */
    record App(ApplicationContext context) {

        AuthorRepository authors() {
            return context.getBean(AuthorRepository.class);
        }

        BookRepository books() {
            return context.getBean(BookRepository.class);
        }

        TagRepository tags() {
            return context.getBean(TagRepository.class);
        }

        StockRepository stock() {
            return context.getBean(StockRepository.class);
        }

        Session session() {
            return context.getBean(Session.class);
        }

        JdbcClient jdbc() {
            return context.getBean(JdbcClient.class);
        }

        void inTransaction(Runnable work) {
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> work.run());
        }

        void bookshop() {
            Tag sf = new Tag("sf");
            Author dick = new Author("Dick", new Book("Ubik", 1969, sf));
            dick.retire();
            authors()
                    .saveAll(
                            List.of(
                                    dick,
                                    new Author(
                                            "Le Guin",
                                            new Book(
                                                    "The Dispossessed",
                                                    1974,
                                                    sf,
                                                    new Tag("utopia")),
                                            new Book("Undated")),
                                    new Author("Lem", new Book("Solaris", 1961, sf)),
                                    new Author("Empty_%")));
            books().save(new Book("Beowulf", 1999));
        }
    }
}

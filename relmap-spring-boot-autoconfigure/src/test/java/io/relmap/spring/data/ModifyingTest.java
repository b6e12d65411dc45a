package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.observe.StatementListener;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.sql.RowLock;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;

@DisplayName("@Modifying, @Lock and @Meta")
class ModifyingTest {

    /** What is shown of an author. */
    interface Name {
        String getName();
    }

    /** Books. */
    interface Books extends RelmapRepository<Book, Long> {

        @Modifying
        @Query(
                value = "year < :until",
                set = {"year = year + :by", "title = upper(title)"})
        int shift(int until, int by);

        @Modifying
        @Query(value = "title = ?1", set = "author = ?2")
        boolean assign(String title, Author author);

        @Modifying
        @Query("author.name = :#{#author.name}")
        long deleteOf(Author author);

        @Modifying
        @Query(
                nativeQuery = true,
                value = "update book set published = :y where title like ':y%' or title = :title")
        void move(String title, int y);

        @Modifying(clearAutomatically = true)
        @Query(nativeQuery = true, value = "update book set published = ?2 where title = ?1")
        int moveAndClear(String title, int year);
    }

    /** Authors. */
    interface Authors extends RelmapRepository<Author, Long> {

        @Lock
        Optional<Author> findForUpdateByName(String name);

        @Lock(RowLock.FOR_UPDATE_SKIP_LOCKED)
        @Meta(comment = "the next one", fetchSize = 7)
        List<Name> findNextBy(Sort sort);

        @Meta(comment = "names for the menu")
        List<Name> findNamesBy();

        @Meta(comment = "names alone")
        @Query(select = "name")
        List<String> names();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void rowsAreSetAndDeletedInOneStatement(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    Book solaris = book(shop, "Solaris");
                    solaris.getAuthor();
                    Author nobody = shop.transactions().author("Nobody");
                    Book unflushed = new Book("New", 1900);
                    shop.session().add(unflushed);
                    assertThat(books.shift(1965, 10)).as("with the new one").isEqualTo(2);
                    shop.session().refresh(solaris);
                    assertThat(solaris.getYear()).isEqualTo(1971);
                    assertThat(solaris.getTitle()).isEqualTo("SOLARIS");
                    assertThat(books.assign("NEW", nobody)).isTrue();
                    assertThat(books.assign("No", nobody)).isFalse();
                    shop.session().refresh(unflushed);
                    assertThat(unflushed.getAuthor()).isSameAs(nobody);
                    List<String> sent =
                            shop.sentBy(() -> assertThat(books.deleteOf(nobody)).isEqualTo(1));
                    assertThat(sent).anyMatch(sql -> sql.startsWith("DELETE"));
                    assertThat(Inspect.of(unflushed).state()).isNotEqualTo(ObjectState.PERSISTENT);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nativeStatementsSeeWhatIsFlushedAndTheSessionMayBeCleared(TestDatabase database) {
        Shop.run(
                database,
                shop -> {
                    Books books = shop.repository(Books.class);
                    shop.session().add(new Book("New"));
                    books.move("New", 2001);
                    assertThat(year(shop, "New")).isEqualTo(2001);
                    Book before = book(shop, "Solaris");
                    assertThat(books.moveAndClear("Solaris", 2002)).isEqualTo(1);
                    assertThat(shop.session().contains(before)).isFalse();
                    assertThat(book(shop, "Solaris").getYear()).isEqualTo(2002);
                });
    }

    private static Book book(Shop shop, String title) {
        return shop.session()
                .query(Book.class)
                .where("title = :t", java.util.Map.of("t", title))
                .one();
    }

    private static int year(Shop shop, String title) {
        return shop.transactions()
                .jdbc()
                .sql("select published from book where title = ?")
                .param(title)
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void rowsAreLockedAndStatementsCommented(TestDatabase database) {
        List<String> causes = new CopyOnWriteArrayList<>();
        Contexts.on(database)
                .withUserConfiguration(Repositories.class)
                .withBean(
                        StatementListener.class,
                        () -> one -> causes.add(one.cause() + " | " + one.sql()))
                .run(
                        context -> {
                            Authors authors = context.getBean(Authors.class);
                            Books books = context.getBean(Books.class);
                            authors.save(new Author("Lem", new Book("Solaris", 1961)));
                            causes.clear();

                            assertThat(authors.findForUpdateByName("Lem"))
                                    .as("in a transaction of its own that may write")
                                    .isPresent();
                            assertThat(authors.findNextBy(Sort.by("name")))
                                    .extracting(Name::getName)
                                    .containsExactly("Lem");
                            assertThat(authors.findNamesBy()).hasSize(1);
                            assertThat(authors.names()).containsExactly("Lem");
                            assertThat(books.shift(1970, 1)).isEqualTo(1);

                            assertThat(causes.get(0)).contains("FOR UPDATE");
                            assertThat(causes.get(1))
                                    .contains("FOR UPDATE", "SKIP LOCKED", "the next one");
                            assertThat(causes.get(2)).contains("names for the menu");
                            assertThat(causes.get(3)).contains("names alone");
                        });
    }

    /** Enables the repositories that stand in this class. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            basePackageClasses = ModifyingTest.class,
            includeFilters =
                    @org.springframework.context.annotation.ComponentScan.Filter(
                            type = org.springframework.context.annotation.FilterType.REGEX,
                            pattern = ".*ModifyingTest\\$(Books|Authors)"),
            excludeFilters =
                    @org.springframework.context.annotation.ComponentScan.Filter(
                            type = org.springframework.context.annotation.FilterType.REGEX,
                            pattern = "(?!.*ModifyingTest\\$(Books|Authors)).*"))
    static class Repositories {}

    interface WithoutQuery extends RelmapRepository<Book, Long> {
        @Modifying
        void deleteByTitle(String title);
    }

    interface WithoutSet extends RelmapRepository<Book, Long> {
        @Modifying
        @Query("title = :title")
        void change(String title);
    }

    interface WrongResult extends RelmapRepository<Book, Long> {
        @Modifying
        @Query("title = :title")
        List<Book> deleteAllOf(String title);
    }

    interface SetWithoutModifying extends RelmapRepository<Book, Long> {
        @Query(set = "title = :title")
        void change(String title);
    }

    interface LockedCount extends RelmapRepository<Book, Long> {
        @Lock
        long countByTitle(String title);
    }

    interface LockedValues extends RelmapRepository<Book, Long> {
        @Lock
        @Query(select = "title")
        List<String> find();
    }

    interface LockedSql extends RelmapRepository<Book, Long> {
        @Lock
        @Query(nativeQuery = true, value = "select title from book")
        List<String> find();
    }

    interface LoadedValues extends RelmapRepository<Book, Long> {
        @LoadWith("author")
        @Query(select = "title")
        List<String> find();
    }

    interface CommentedSql extends RelmapRepository<Book, Long> {
        @Meta(comment = "titles")
        @Query(nativeQuery = true, value = "select title from book")
        List<String> find();
    }

    interface LockedChange extends RelmapRepository<Book, Long> {
        @Lock
        @Modifying
        @Query(set = "year = 1")
        void change();
    }

    interface UnknownSet extends RelmapRepository<Book, Long> {
        @Modifying
        @Query(set = "yeer = 1")
        void change();
    }

    @Test
    void whatWouldBeLostWithoutAWordStopsTheStart() {
        assertThat(Shop.refusal(LockedValues.class)).hasMessageContaining("@Lock");
        assertThat(Shop.refusal(LockedSql.class)).hasMessageContaining("@Lock");
        assertThat(Shop.refusal(LoadedValues.class)).hasMessageContaining("@LoadWith");
        assertThat(Shop.refusal(CommentedSql.class)).hasMessageContaining("@Meta");
        assertThat(Shop.refusal(LockedChange.class)).hasMessageContaining("@Lock");
        assertThat(Shop.refusal(UnknownSet.class)).hasMessageContaining("has no yeer");
    }

    @Test
    void whatMakesNoSenseStopsTheStart() {
        assertThat(Shop.refusal(WithoutQuery.class)).hasMessageContaining("methods with @Query");
        assertThat(Shop.refusal(WithoutSet.class)).hasMessageContaining("says by set");
        assertThat(Shop.refusal(WrongResult.class)).hasMessageContaining("returns nothing");
        assertThat(Shop.refusal(SetWithoutModifying.class)).hasMessageContaining("@Modifying");
        assertThat(Shop.refusal(LockedCount.class)).hasMessageContaining("@LoadWith and @Lock");
    }
}

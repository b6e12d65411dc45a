package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.session.Session;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Windows of a result, by offset and by keyset")
class ScrollingTest {

    private static final Sort BY_TITLE = Sort.by("title");

    /** A repository that scrolls. */
    interface Shelf extends RelmapRepository<Book, Long> {

        Window<Book> findFirst2By(ScrollPosition position, Sort sort);

        @LoadWith("tags")
        Window<Book> findByTitleStartingWithOrderByTitleDesc(
                String text, ScrollPosition position, Limit limit);

        @Query("title != 'a2'")
        Window<Title> findTitles(ScrollPosition position, Limit limit);
    }

    /** A projection. */
    record Title(String title) {}

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void anOrderThatNamesAColumnTwiceGoesByItsFirstMention(TestDatabase database) {
        run(
                database,
                shelf -> {
                    Sort twice = BY_TITLE.and(BY_TITLE.descending());
                    Window<Book> window = shelf.findFirst2By(ScrollPosition.keyset(), twice);
                    assertThat(window).extracting(Book::getTitle).containsExactly("a1", "a1");
                    assertThat(shelf.findFirst2By(window.positionAt(1), twice))
                            .extracting(Book::getTitle)
                            .containsExactly("a2", "a3");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void byOffsetAndByKeysetEveryObjectComesOnce(TestDatabase database) {
        run(
                database,
                shelf -> {
                    for (ScrollPosition first :
                            List.of(ScrollPosition.offset(), ScrollPosition.keyset())) {
                        List<String> titles = new ArrayList<>();
                        Window<Book> window = shelf.findFirst2By(first, BY_TITLE);
                        assertThat(window.hasNext()).isTrue();
                        while (!window.isEmpty()) {
                            assertThat(window.size()).isLessThanOrEqualTo(2);
                            window.forEach(book -> titles.add(book.getTitle()));
                            window =
                                    shelf.findFirst2By(
                                            window.positionAt(window.size() - 1), BY_TITLE);
                        }
                        assertThat(titles)
                                .as("%s, of which a1 is there twice", first)
                                .containsExactly("a1", "a1", "a2", "a3", "b");
                        assertThat(window.hasNext()).isFalse();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aKeysetGoesOnFromTheRowAndNotFromTheObject(TestDatabase database) {
        run(
                database,
                (shelf, session) -> {
                    List<Book> held = shelf.findAll();
                    session.executeSql("update book set title = 'x' || title where title <> 'b'");
                    List<String> stored = new ArrayList<>();
                    Window<Book> window =
                            shelf.findFirst2By(ScrollPosition.keyset(), BY_TITLE.descending());
                    while (!window.isEmpty() && stored.size() < 10) {
                        KeysetScrollPosition end =
                                (KeysetScrollPosition) window.positionAt(window.size() - 1);
                        stored.add(String.valueOf(end.getKeys().get("title")));
                        window = shelf.findFirst2By(end, BY_TITLE.descending());
                    }
                    assertThat(held).extracting(Book::getTitle).doesNotContain("xa1");
                    assertThat(stored).containsExactly("xa2", "xa1", "b");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aKeysetGoesBackFromWhereItIs(TestDatabase database) {
        run(
                database,
                shelf -> {
                    Window<Book> last =
                            shelf.findByTitleStartingWithOrderByTitleDesc(
                                    "a", ScrollPosition.keyset(), Limit.unlimited());
                    assertThat(last)
                            .extracting(Book::getTitle)
                            .containsExactly("a3", "a2", "a1", "a1");
                    assertThat(last.hasNext()).isFalse();
                    assertThat(last.getContent().get(0).getTags())
                            .extracting(Tag::getName)
                            .containsExactly("sf");
                    KeysetScrollPosition end = (KeysetScrollPosition) last.positionAt(3);

                    Window<Book> before =
                            shelf.findByTitleStartingWithOrderByTitleDesc(
                                    "a", end.backward(), Limit.of(2));

                    assertThat(before)
                            .as("in the order of the query")
                            .extracting(Book::getTitle)
                            .containsExactly("a2", "a1");
                    assertThat(before.hasNext()).as("a3").isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void windowsAreProjected(TestDatabase database) {
        run(
                database,
                shelf -> {
                    Window<Title> titles = shelf.findTitles(ScrollPosition.keyset(), Limit.of(3));
                    assertThat(titles).hasSize(3).doesNotContain(new Title("a2"));
                    assertThat(titles.hasNext()).isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatCouldLeaveOutObjectsIsRefused(TestDatabase database) {
        run(
                database,
                shelf -> {
                    for (Sort sort :
                            List.of(
                                    Sort.by("year"),
                                    Sort.by("author.name"),
                                    Sort.by(Sort.Order.asc("title").ignoreCase()))) {
                        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                                .isThrownBy(() -> shelf.findFirst2By(ScrollPosition.keyset(), sort))
                                .withMessageContaining("begins behind the values of the order");
                    }
                    assertThat(shelf.findFirst2By(ScrollPosition.offset(), Sort.by("year")))
                            .hasSize(2);
                });
    }

    private static void run(TestDatabase database, Consumer<Shelf> test) {
        run(database, (shelf, session) -> test.accept(shelf));
    }

    private static void run(TestDatabase database, BiConsumer<Shelf, Session> test) {
        Contexts.on(database)
                .run(
                        context -> {
                            TransactionalSessions sessions =
                                    context.getBean(TransactionalSessions.class);
                            Shelf shelf =
                                    new RelmapRepositoryFactory(
                                                    sessions.mapping(), sessions.shared())
                                            .getRepository(Shelf.class);
                            new TransactionTemplate(
                                            context.getBean(PlatformTransactionManager.class))
                                    .executeWithoutResult(
                                            status -> {
                                                Tag sf = new Tag("sf");
                                                for (String title :
                                                        List.of("b", "a3", "a1", "a2", "a1")) {
                                                    shelf.save(new Book(title, null, sf));
                                                }
                                                test.accept(shelf, sessions.shared());
                                            });
                        });
    }
}

package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.DetachedInstanceException;
import io.relmap.observe.StatementListener;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

@DisplayName("@LoadWith")
class LoadWithTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatAMethodLoadsIsReadableAfterItsTransaction(TestDatabase database) {
        List<String> sent = new CopyOnWriteArrayList<>();
        Contexts.on(database)
                .withBean(StatementListener.class, () -> one -> sent.add(one.sql()))
                .run(
                        context -> {
                            AuthorRepository authors = context.getBean(AuthorRepository.class);
                            Author saved =
                                    authors.save(
                                            new Author(
                                                    "Le Guin",
                                                    new Book(
                                                            "The Dispossessed",
                                                            1974,
                                                            new Tag("sf")),
                                                    new Book("Lavinia", 2008, new Tag("myth"))));
                            authors.save(new Author("Lem", new Book("Solaris", 1961)));
                            sent.clear();

                            Author found = authors.findWithBooksById(saved.getId()).orElseThrow();

                            assertThat(sent).as("authors, books, tags").hasSize(3);
                            assertThat(found.getBooks())
                                    .flatExtracting(Book::getTags)
                                    .extracting(Tag::getName)
                                    .containsExactlyInAnyOrder("sf", "myth");
                            sent.clear();
                            List<Author> joined =
                                    authors.findWithBooksByNameStartingWith(
                                            "Le", Sort.by("name").descending());
                            assertThat(sent).as("one join").hasSize(1);
                            assertThat(joined).extracting(Author::getName).first().isEqualTo("Lem");
                            assertThat(joined.get(1).getBooks()).hasSize(2);
                            assertThatExceptionOfType(DetachedInstanceException.class)
                                    .isThrownBy(
                                            () -> joined.get(0).getBooks().get(0).getTags().size())
                                    .withMessageContaining("Load.selectIn(\"tags\")");
                            Page<Author> page =
                                    authors.findPageWithBooksBy(
                                            PageRequest.of(0, 1, Sort.by("name")));
                            assertThat(page.getTotalElements()).isEqualTo(2);
                            assertThat(page.getContent().get(0).getBooks()).hasSize(2);
                        });
    }

    @Test
    void whatItCannotMeanStopsTheStart() {
        assertThat(Shop.refusal(Misspelt.class))
                .hasMessageContaining("Did you mean")
                .hasMessageContaining("books");
        assertThat(Shop.refusal(Counting.class)).hasMessageContaining("methods that find objects");
        assertThat(Shop.refusal(Inherited.class)).hasMessageContaining("findWithBooksById");
    }

    /** A path that leads nowhere. */
    interface Misspelt extends RelmapRepository<Author, Long> {
        @LoadWith("boks")
        List<Author> findByName(String name);
    }

    /** Nothing is loaded here. */
    interface Counting extends RelmapRepository<Author, Long> {
        @LoadWith("books")
        long countByName(String name);
    }

    /** A method of the base class. */
    interface Inherited extends RelmapRepository<Author, Long> {
        @Override
        @LoadWith("books")
        Optional<Author> findById(Long id);
    }
}

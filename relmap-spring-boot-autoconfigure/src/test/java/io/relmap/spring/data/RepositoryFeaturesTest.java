package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.session.Session;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.support.RelmapEntityInformation;
import io.relmap.spring.data.support.SimpleRelmapRepository;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.support.DomainClassConverter;
import org.springframework.data.util.Streamable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

@DisplayName("Fragments, base classes, streamables, futures, nullness, conversion of keys")
class RepositoryFeaturesTest {

    /** What all repositories of the application have. */
    @NoRepositoryBean
    interface Base<T, ID> extends RelmapRepository<T, ID> {

        T reloaded(T object);
    }

    /** How they do it. */
    static class BaseRepository<T, ID> extends SimpleRelmapRepository<T, ID>
            implements Base<T, ID> {

        BaseRepository(RelmapEntityInformation<T, ID> entity, Session session) {
            super(entity, session);
        }

        @Override
        public T reloaded(T object) {
            session().refresh(object);
            return object;
        }
    }

    /** A part of a repository that is written by hand. */
    interface Busy {

        List<Author> busyAuthors(long books);
    }

    /** It is found by its name. */
    static class BusyImpl implements Busy {

        private final Session session;

        BusyImpl(Session session) {
            this.session = session;
        }

        @Override
        public List<Author> busyAuthors(long books) {
            return session.query(Author.class).list().stream()
                    .filter(author -> author.getBooks().size() >= books)
                    .toList();
        }
    }

    /**
     * A collection of the application's own.
     *
     * @param all what is in it
     */
    public record Authors(Streamable<Author> all) implements Streamable<Author> {

        @Override
        public java.util.Iterator<Author> iterator() {
            return all.iterator();
        }

        List<String> names() {
            return map(Author::getName).toList();
        }
    }

    /** With all of it. */
    interface FeaturedRepository extends Base<Author, Long>, Busy {

        Streamable<Author> findByNameStartingWith(String text);

        Authors findByNameNotNullOrderByName();

        @Async
        CompletableFuture<List<Author>> findByNameIn(List<String> names);

        @Async
        CompletableFuture<@Nullable Author> findOneByName(String name);

        Author findByName(String name);

        @Nullable Author findByNameIgnoreCase(String name);
    }

    /** Enables it. */
    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            repositoryBaseClass = BaseRepository.class,
            basePackageClasses = RepositoryFeaturesTest.class,
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = "(?!.*(FeaturedRepository|BusyImpl)).*"))
    static class Application {}

    private static void run(TestDatabase database, Consumer<ApplicationContext> test) {
        Contexts.on(database)
                .withUserConfiguration(Application.class)
                .run(
                        context -> {
                            context.getBean(FeaturedRepository.class)
                                    .saveAll(
                                            List.of(
                                                    new Author("Lem", new Book("Solaris")),
                                                    new Author("Le Guin"),
                                                    new Author("Nobody")));
                            test.accept(context);
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aRepositoryHasPartsOfTheApplicationsOwn(TestDatabase database) {
        run(
                database,
                context -> {
                    FeaturedRepository authors = context.getBean(FeaturedRepository.class);
                    new Transactions(context)
                            .required(
                                    () -> {
                                        assertThat(authors.busyAuthors(1))
                                                .extracting(Author::getName)
                                                .containsExactly("Lem");
                                        Author lem = authors.findByName("Lem");
                                        lem.setName("forgotten");
                                        assertThat(authors.reloaded(lem).getName())
                                                .isEqualTo("Lem");
                                    });
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void resultsComeAsStreamablesAndFutures(TestDatabase database) {
        run(
                database,
                context -> {
                    FeaturedRepository authors = context.getBean(FeaturedRepository.class);
                    assertThat(authors.findByNameStartingWith("Le").map(Author::getName))
                            .containsExactlyInAnyOrder("Lem", "Le Guin");
                    assertThat(authors.findByNameNotNullOrderByName().names())
                            .containsExactly("Le Guin", "Lem", "Nobody");
                    assertThat(authors.findByNameIn(List.of("Lem", "Nobody")).join()).hasSize(2);
                    assertThat(authors.findOneByName("Lem").join()).isNotNull();
                    assertThat(authors.findOneByName("No").join()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @SuppressWarnings("NullAway") // what a program without the checker may do
    void nullsThatAMethodDoesNotAllowAreErrors(TestDatabase database) {
        run(
                database,
                context -> {
                    FeaturedRepository authors = context.getBean(FeaturedRepository.class);
                    assertThat(authors.findByNameIgnoreCase("no")).isNull();
                    assertThatExceptionOfType(EmptyResultDataAccessException.class)
                            .isThrownBy(() -> authors.findByName("no"));
                    assertThatExceptionOfType(IllegalArgumentException.class)
                            .isThrownBy(() -> authors.findByName(null));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void keysAreConvertedToObjectsAndBack(TestDatabase database) {
        run(
                database,
                context -> {
                    FeaturedRepository authors = context.getBean(FeaturedRepository.class);
                    DefaultConversionService conversions = new DefaultConversionService();
                    DomainClassConverter<DefaultConversionService> converter =
                            new DomainClassConverter<>(conversions);
                    converter.setApplicationContext(context);
                    Author lem = authors.findByName("Lem");
                    assertThat(conversions.convert(String.valueOf(lem.getId()), Author.class))
                            .extracting(Author::getName)
                            .isEqualTo("Lem");
                    assertThat(conversions.convert(lem, Long.class)).isEqualTo(lem.getId());
                });
    }
}

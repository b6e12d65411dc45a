package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relmap.spring.data.Query;
import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.TagRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.repository.Repository;

@DisplayName("Repositories of an application")
class RelmapRepositoriesAutoConfigurationTest {

    private final ApplicationContextRunner contexts = Contexts.runner();

    @Test
    void repositoriesInTheApplicationsPackagesAreBeans() {
        contexts.run(
                context ->
                        assertThat(context)
                                .hasSingleBean(AuthorRepository.class)
                                .hasSingleBean(TagRepository.class));
    }

    @Test
    void aPropertySwitchesThemOff() {
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RelmapRepository.class));
    }

    @Test
    void theApplicationsOwnAnnotationReplacesThem() {
        contexts.withUserConfiguration(OnlyTags.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(TagRepository.class)
                                        .doesNotHaveBean(AuthorRepository.class));
    }

    @Test
    void withoutSpringDataThereAreNone() {
        contexts.withClassLoader(new FilteredClassLoader(Repository.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            basePackageClasses = TagRepository.class,
            includeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TagRepository.class),
            excludeFilters =
                    @Filter(type = FilterType.REGEX, pattern = ".*(Author|Book|Stock)Repository"))
    static class OnlyTags {}

    @Test
    void aMethodThatMeansNothingStopsTheStart() {
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .withUserConfiguration(Broken.class)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("\"titel\" is no attribute of Author")
                                        .hasMessageContaining("books"));
    }

    @Test
    void aKeyOfAnotherTypeStopsTheStart() {
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .withUserConfiguration(WrongKey.class)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining(
                                                "write RelmapRepository<Author, Long>"));
    }

    @Test
    void aConditionThatMeansNothingStopsTheStart() {
        assertThat(refusal(UnknownAttribute.class))
                .hasMessageContaining("Author has no attribute \"nmae\"");
        assertThat(refusal(UnknownOrder.class))
                .hasMessageContaining("Author has no attribute \"nmae\"");
        assertThat(refusal(OrderOfMany.class))
                .hasMessageContaining("ordered by an attribute of a collection");
        assertThat(refusal(DerivedOrderOfMany.class))
                .hasMessageContaining("ordered by an attribute of a collection");
        assertThat(refusal(AnotherParameter.class))
                .hasMessageContainingAll("takes the values [n]", "gives [name]", "@Param");
        assertThat(refusal(AnotherLanguage.class))
                .hasMessageContaining("found a, expected the end of the text");
    }

    private static Throwable refusal(Class<?> repository) {
        var relmap =
                io.relmap.Relmap.builder()
                        .dataSource(io.relmap.testsupport.TestDatabase.H2.freshDataSource())
                        .entities(
                                io.relmap.spring.fixture.Author.class,
                                io.relmap.spring.fixture.Book.class,
                                io.relmap.spring.fixture.Tag.class)
                        .build();
        return catchThrowable(
                () ->
                        new RelmapRepositoryFactory(relmap.mapping(), relmap.openSession())
                                .getRepository(repository));
    }

    /** A condition with a misspelt attribute. */
    interface UnknownAttribute extends RelmapRepository<Author, Long> {
        @Query("nmae = :n")
        List<Author> named(String n);
    }

    /** An order with a misspelt attribute. */
    interface UnknownOrder extends RelmapRepository<Author, Long> {
        @Query(value = "name = :n", orderBy = "nmae")
        List<Author> named(String n);
    }

    /** An order by one of several books. */
    interface OrderOfMany extends RelmapRepository<Author, Long> {
        @Query(value = "name = :n", orderBy = "books.title")
        List<Author> named(String n);
    }

    /** The same in a name. */
    interface DerivedOrderOfMany extends RelmapRepository<Author, Long> {
        List<Author> findByNameOrderByBooksTitle(String name);
    }

    /** A parameter of another name than the condition's. */
    interface AnotherParameter extends RelmapRepository<Author, Long> {
        @Query("name = :n")
        List<Author> named(String name);
    }

    /** A query of another language. */
    interface AnotherLanguage extends RelmapRepository<Author, Long> {
        @Query("select a from Author a where a.name = :n")
        List<Author> named(String n);
    }

    /** A repository whose keys are of another type than the entity's. */
    interface WrongKeyRepository extends RelmapRepository<Author, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WrongKeyRepository.class),
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Broken.*"))
    static class WrongKey {}

    /** A repository with a mistake. */
    interface BrokenRepository extends RelmapRepository<Author, Long> {

        Map<String, String> findByTitel(String title);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = BrokenRepository.class),
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*WrongKey.*"))
    static class Broken {}
}

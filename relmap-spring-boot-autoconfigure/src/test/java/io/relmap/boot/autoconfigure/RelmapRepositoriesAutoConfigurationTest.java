package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.TagRepository;
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

    /** A repository whose keys are of another type than the entity's. */
    interface WrongKeyRepository
            extends RelmapRepository<io.relmap.spring.fixture.Author, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WrongKeyRepository.class),
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Broken.*"))
    static class WrongKey {}

    /** A repository with a mistake. */
    interface BrokenRepository extends RelmapRepository<io.relmap.spring.fixture.Author, Long> {

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

package io.relmap.boot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Meters")
class RelmapMetricsAutoConfigurationTest {

    private final ApplicationContextRunner metered =
            Contexts.runner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    CompositeMeterRegistryAutoConfiguration.class,
                                    MetricsAutoConfiguration.class,
                                    RelmapMetricsAutoConfiguration.class))
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void flushesAreTimedAndStatementsCounted() {
        metered.run(
                context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(flushes(registry, "success")).isZero();

                    AuthorRepository authors = context.getBean(AuthorRepository.class);
                    authors.save(new Author("Le Guin"));
                    assertThatThrownBy(() -> authors.save(new Author("Le Guin")))
                            .isInstanceOf(DuplicateKeyException.class);
                    authors.findByName("Le Guin");

                    assertThat(flushes(registry, "success")).isOne();
                    assertThat(flushes(registry, "error")).isOne();
                    assertThat(statements(registry, "flush", "success")).isOne();
                    assertThat(statements(registry, "flush", "error")).isOne();
                    assertThat(statements(registry, "query", "success")).isOne();
                    assertThat(registry.get("relmap.batch.size").summary().count()).isEqualTo(2);
                });
    }

    @Test
    void lazyLoadsBeyondTheLimitAreCounted() {
        metered.withPropertyValues("relmap.loading.lazy-loads.limit=0")
                .run(
                        context -> {
                            AuthorRepository authors = context.getBean(AuthorRepository.class);
                            authors.save(new Author("Le Guin"));
                            PlatformTransactionManager transactions =
                                    context.getBean(PlatformTransactionManager.class);
                            new TransactionTemplate(transactions)
                                    .executeWithoutResult(
                                            status ->
                                                    authors.findAll()
                                                            .forEach(
                                                                    author ->
                                                                            assertThat(
                                                                                            author
                                                                                                    .getBooks())
                                                                                    .isEmpty()));

                            assertThat(
                                            context.getBean(MeterRegistry.class)
                                                    .get("relmap.lazy.loads.repeated")
                                                    .tag("relationship", "Author.books")
                                                    .counter()
                                                    .count())
                                    .isEqualTo(1);
                        });
    }

    @Test
    void lazyLoadsBeyondTheLimitMayFail() {
        metered.withPropertyValues(
                        "relmap.loading.lazy-loads.limit=0",
                        "relmap.loading.lazy-loads.excess=fail")
                .run(
                        context -> {
                            AuthorRepository authors = context.getBean(AuthorRepository.class);
                            authors.save(new Author("Le Guin"));
                            PlatformTransactionManager transactions =
                                    context.getBean(PlatformTransactionManager.class);
                            Consumer<TransactionStatus> reading =
                                    status ->
                                            authors.findAll()
                                                    .forEach(
                                                            author ->
                                                                    assertThat(author.getBooks())
                                                                            .isEmpty());
                            assertThatThrownBy(
                                            () ->
                                                    new TransactionTemplate(transactions)
                                                            .executeWithoutResult(reading))
                                    .hasMessageContaining("RM-503")
                                    .hasMessageContaining("Author.books")
                                    .hasMessageContaining("RelmapMetricsAutoConfigurationTest");
                        });
    }

    @Test
    void aPropertySwitchesThemOff() {
        metered.withPropertyValues("relmap.metrics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RelmapMetrics.class));
    }

    @Test
    void theyBackOffForTheApplicationsOwn() {
        RelmapMetrics own = new RelmapMetrics();
        metered.withBean("own", RelmapMetrics.class, () -> own)
                .run(context -> assertThat(context.getBean(RelmapMetrics.class)).isSameAs(own));
    }

    @Test
    void withoutARegistryThereAreNone() {
        Contexts.runner()
                .withConfiguration(AutoConfigurations.of(RelmapMetricsAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(RelmapMetrics.class));
    }

    @Test
    void withoutMicrometerThereAreNone() {
        Contexts.runner()
                .withConfiguration(AutoConfigurations.of(RelmapMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(AuthorRepository.class));
    }

    private static long flushes(MeterRegistry registry, String outcome) {
        return registry.get("relmap.flush").tag("outcome", outcome).timer().count();
    }

    private static double statements(MeterRegistry registry, String cause, String outcome) {
        return registry.get("relmap.statements")
                .tag("cause", cause)
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}

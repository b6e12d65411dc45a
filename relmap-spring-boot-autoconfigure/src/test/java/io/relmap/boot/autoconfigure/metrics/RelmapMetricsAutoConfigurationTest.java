package io.relmap.boot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;

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

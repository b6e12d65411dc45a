package io.relmap.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.relmap.Relmap;
import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts and times relmap's work where there is a meter registry. */
@AutoConfiguration(
        after = RelmapAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({Relmap.class, MeterRegistry.class})
@ConditionalOnBean({Relmap.class, MeterRegistry.class})
@ConditionalOnBooleanProperty(name = "relmap.metrics.enabled", matchIfMissing = true)
public final class RelmapMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RelmapMetrics relmapMetrics() {
        return new RelmapMetrics();
    }
}

package io.relmap.boot.autoconfigure.health;

import io.relmap.Relmap;
import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Adds {@code relmap} to the application's health where that is looked at. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
@ConditionalOnClass({
    Relmap.class,
    HealthIndicator.class,
    ConditionalOnEnabledHealthIndicator.class
})
@ConditionalOnBean(Relmap.class)
@ConditionalOnEnabledHealthIndicator("relmap")
public final class RelmapHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"relmapHealthIndicator", "relmapHealthContributor"})
    RelmapHealthIndicator relmapHealthIndicator(Map<String, Relmap> all) {
        return new RelmapHealthIndicator(all);
    }
}

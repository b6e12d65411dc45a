package io.relmap.boot.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;
import io.relmap.Relmap;
import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** Observes flushes, queries and lazy loads where there is an observation registry. */
@AutoConfiguration(
        after = RelmapAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({Relmap.class, ObservationRegistry.class})
@ConditionalOnBean({Relmap.class, ObservationRegistry.class})
@ConditionalOnBooleanProperty(name = "relmap.observations.enabled", matchIfMissing = true)
public final class RelmapObservationAutoConfiguration {

    /** The registry is asked for late: it may hang on beans that need a session. */
    @Bean
    @ConditionalOnMissingBean
    RelmapObservations relmapObservations(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<FlushObservationConvention> flushes,
            ObjectProvider<StatementObservationConvention> statements) {
        return new RelmapObservations(
                SingletonSupplier.of(registry::getObject),
                flushes.getIfAvailable(),
                statements.getIfAvailable());
    }
}

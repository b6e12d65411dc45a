package io.relmap.boot.autoconfigure;

import io.relmap.RelmapBuilder;
import io.relmap.dialect.Dialects;
import io.relmap.observe.StatementListener;
import io.relmap.session.SessionListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Puts into a builder what the application says by properties, listeners and customizers. Inject it to build the
 * application's own {@code Relmap} bean like the auto-configured one.
 */
public final class RelmapConfigurer {

    private final RelmapProperties properties;
    private final ObjectProvider<StatementListener> statementListeners;
    private final ObjectProvider<SessionListener> sessionListeners;
    private final ObjectProvider<RelmapBuilderCustomizer> customizers;

    RelmapConfigurer(
            RelmapProperties properties,
            ObjectProvider<StatementListener> statementListeners,
            ObjectProvider<SessionListener> sessionListeners,
            ObjectProvider<RelmapBuilderCustomizer> customizers) {
        this.properties = properties;
        this.statementListeners = statementListeners;
        this.sessionListeners = sessionListeners;
        this.customizers = customizers;
    }

    /** Puts everything in; customizers come last. */
    public void configure(RelmapBuilder builder) {
        builder.behaviour(properties.behaviour());
        String product = properties.dialect();
        if (product != null) {
            builder.dialect(Dialects.forProduct(product));
        }
        Integer batchSize = properties.loading().batchSize();
        if (batchSize != null) {
            builder.lazyBatchSize(batchSize);
        }
        statementListeners.orderedStream().forEach(builder::listener);
        sessionListeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    }
}

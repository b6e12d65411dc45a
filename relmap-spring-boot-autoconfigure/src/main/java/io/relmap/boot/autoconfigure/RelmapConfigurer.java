package io.relmap.boot.autoconfigure;

import io.relmap.RelmapBuilder;
import io.relmap.dialect.Dialects;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.config.MappingOptions;
import io.relmap.observe.EntityListener;
import io.relmap.observe.LazyLoadLimit;
import io.relmap.observe.LazyLoadListener;
import io.relmap.observe.StatementListener;
import io.relmap.session.SessionListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Puts into a builder what the application says by properties, listeners and customizers. Inject it to build the
 * application's own {@code Relmap} bean like the auto-configured one.
 */
public final class RelmapConfigurer {

    private final RelmapProperties properties;
    private final ObjectProvider<StatementListener> statementListeners;
    private final ObjectProvider<SessionListener> sessionListeners;
    private final ObjectProvider<EntityListener> entityListeners;
    private final ObjectProvider<LazyLoadListener> lazyLoadListeners;
    private final MappingBeans mappingBeans;
    private final ObjectProvider<RelmapBuilderCustomizer> customizers;

    RelmapConfigurer(
            RelmapProperties properties,
            ObjectProvider<StatementListener> statementListeners,
            ObjectProvider<SessionListener> sessionListeners,
            ObjectProvider<EntityListener> entityListeners,
            ObjectProvider<LazyLoadListener> lazyLoadListeners,
            MappingBeans mappingBeans,
            ObjectProvider<RelmapBuilderCustomizer> customizers) {
        this.properties = properties;
        this.statementListeners = statementListeners;
        this.sessionListeners = sessionListeners;
        this.entityListeners = entityListeners;
        this.lazyLoadListeners = lazyLoadListeners;
        this.mappingBeans = mappingBeans;
        this.customizers = customizers;
    }

    /** Puts everything in; customizers come last. */
    public void configure(RelmapBuilder builder) {
        mappingBeans.configure(builder);
        builder.behaviour(properties.behaviour());
        properties.behaviourPoints().forEach(builder::behaviour);
        property("relmap.dialect", properties.dialect(), it -> dialect(builder, it));
        property(
                "relmap.loading.batch-size",
                properties.loading().batchSize(),
                it -> batchSize(builder, it));
        RelmapProperties.Loading.LazyLoads lazyLoads = properties.loading().lazyLoads();
        property(
                "relmap.loading.lazy-loads.limit",
                lazyLoads.limit(),
                it -> builder.lazyLoadLimit(new LazyLoadLimit(it, lazyLoads.excess())));
        RelmapProperties.Jdbc jdbc = properties.jdbc();
        property("relmap.jdbc.batch-size", jdbc.batchSize(), builder::writeBatchSize);
        property("relmap.jdbc.fetch-size", jdbc.fetchSize(), builder::fetchSize);
        property("relmap.jdbc.query-timeout", jdbc.queryTimeout(), builder::queryTimeout);
        builder.shownValues(properties.logging().values());
        property(
                "relmap.logging.slow-flush",
                properties.logging().slowFlush(),
                it -> builder.listener(new SlowFlushLog(it)));
        statementListeners.orderedStream().forEach(builder::listener);
        sessionListeners.orderedStream().forEach(builder::listener);
        entityListeners.orderedStream().forEach(builder::listener);
        lazyLoadListeners.orderedStream().forEach(builder::lazyLoadListener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    }

    private static void dialect(RelmapBuilder builder, String product) {
        if (!product.isBlank()) {
            builder.dialect(Dialects.forProduct(product));
        }
    }

    private static void batchSize(RelmapBuilder builder, int size) {
        if (size < 1 || size > MappingOptions.LARGEST_BATCH_SIZE) {
            throw new IllegalArgumentException(
                    "It is from 1 (no siblings) to " + MappingOptions.LARGEST_BATCH_SIZE);
        }
        builder.lazyBatchSize(size);
    }

    /** Names the property at fault, which relmap does not know. */
    private static <T> void property(String name, @Nullable T value, Consumer<T> use) {
        if (value == null) {
            return;
        }
        try {
            use.accept(value);
        } catch (InvalidRequestException | IllegalArgumentException e) {
            var wrong =
                    new InvalidConfigurationPropertyValueException(
                            name, value, String.valueOf(e.getMessage()));
            wrong.addSuppressed(e); // a constructor that takes a cause is public in Boot 4.1 only
            throw wrong;
        }
    }
}

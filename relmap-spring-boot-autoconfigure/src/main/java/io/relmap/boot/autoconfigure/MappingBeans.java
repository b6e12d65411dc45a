package io.relmap.boot.autoconfigure;

import io.relmap.RelmapBuilder;
import io.relmap.dialect.Dialect;
import io.relmap.mapping.config.NamingStrategy;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The application's beans that say how entities become tables. The only or primary {@link Dialect} and {@link
 * NamingStrategy} count.
 *
 * @param dialect what SQL is spoken
 * @param naming how tables and columns are called
 * @param customizers what is mapped besides
 */
record MappingBeans(
        ObjectProvider<Dialect> dialect,
        ObjectProvider<NamingStrategy> naming,
        ObjectProvider<MappingCustomizer> customizers) {

    void configure(RelmapBuilder builder) {
        dialect.ifUnique(builder::dialect);
        naming.ifUnique(builder::naming);
        customizers.orderedStream().forEach(customizer -> builder.mapping(customizer::customize));
    }
}

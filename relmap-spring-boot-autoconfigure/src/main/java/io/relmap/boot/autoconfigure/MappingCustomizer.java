package io.relmap.boot.autoconfigure;

import io.relmap.mapping.config.MappingBuilder;

/**
 * Declare beans of this type to map more than the annotated classes that are found: classes without annotations, entities
 * without classes, tables, parts of annotated entities. They are called in their order, before {@link
 * RelmapBuilderCustomizer}s. Slices of tests take them in.
 */
@FunctionalInterface
public interface MappingCustomizer {

    /** Adds to the mapping. */
    void customize(MappingBuilder mapping);
}

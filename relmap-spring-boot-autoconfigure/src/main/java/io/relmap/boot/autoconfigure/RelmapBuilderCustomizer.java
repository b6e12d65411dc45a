package io.relmap.boot.autoconfigure;

import io.relmap.RelmapBuilder;

/**
 * Declare beans of this type to change how the auto-configured {@code Relmap} is built: more entities, mappings in code,
 * listeners, a naming strategy. They are called in their order, after what the properties say.
 */
@FunctionalInterface
public interface RelmapBuilderCustomizer {

    /** Changes the builder. */
    void customize(RelmapBuilder builder);
}

package io.relmap.seeds;

import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.Table;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a mapping in code once for entities with and without classes: {@code map("Parent", table, ...)}
 * is {@code map(Parent.class, table, ...)} of the builder if there is such a class, else {@code
 * mapDynamic("Parent", table, ...)}.
 */
final class Code {

    private final MappingBuilder builder;
    private final List<Class<?>> classes;

    Code(MappingBuilder builder, List<Class<?>> classes) {
        this.builder = builder;
        this.classes = classes;
    }

    /** Maps an entity of which nothing is said but its table. */
    Code map(String entity, Table table) {
        return map(entity, table, nothing -> {});
    }

    Code map(String entity, Table table, Consumer<EntityMapping> mapping) {
        if (classes.isEmpty()) {
            builder.mapDynamic(entity, table, mapping);
        } else {
            builder.map(classOf(entity), table, mapping);
        }
        return this;
    }

    /** A table that no entity has. */
    Code table(Table table) {
        builder.table(table);
        return this;
    }

    /** For what is said in the same words of both. */
    MappingBuilder builder() {
        return builder;
    }

    /** The class of this name, which may begin with the last names of its package. */
    private Class<?> classOf(String entity) {
        return classes.stream()
                .filter(type -> ("." + type.getCanonicalName()).endsWith("." + entity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No class " + entity));
    }
}

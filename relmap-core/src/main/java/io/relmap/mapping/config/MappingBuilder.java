package io.relmap.mapping.config;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Mapping;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.sql.FromItem;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects what a mapping is made of: annotated classes, classes and map-backed entities mapped in code,
 * and tables that no entity has. The order of the calls is the order in which entities are configured
 * (spec RC-3). Not thread-safe.
 */
public final class MappingBuilder {

    private final List<Registration> registrations = new ArrayList<>();
    private final List<MethodHandles.Lookup> lookups = new ArrayList<>();

    /** An empty mapping. */
    public MappingBuilder() {}

    /** Adds annotated classes. */
    public MappingBuilder entities(Class<?>... classes) {
        return entities(List.of(classes));
    }

    /** Adds annotated classes. */
    public MappingBuilder entities(Collection<? extends Class<?>> classes) {
        classes.forEach(type -> registrations.add(new Registration.OfAnnotated(type)));
        return this;
    }

    /** Maps a class to a table; annotations of the class do not count. */
    public MappingBuilder map(Class<?> type, Table table, Consumer<EntityMapping> mapping) {
        registrations.add(new Registration.OfClass(type, table, mapping));
        return this;
    }

    /** Maps an entity without a class to a table; its objects are {@code DynamicEntity}. */
    public MappingBuilder mapDynamic(String name, Table table, Consumer<EntityMapping> mapping) {
        registrations.add(new Registration.OfMaps(name, table, mapping));
        return this;
    }

    /**
     * Adds relationships to a class that is mapped by another call, before or after this one (spec RC-131).
     * Its relationships are configured in the end, in the order of these calls.
     */
    public MappingBuilder extend(Class<?> type, Consumer<EntityMapping> mapping) {
        registrations.add(new Registration.Extension(type, mapping));
        return this;
    }

    /** As the other one, for an entity by its name: one without a class too. */
    public MappingBuilder extend(String entity, Consumer<EntityMapping> mapping) {
        registrations.add(new Registration.Extension(entity, mapping));
        return this;
    }

    /**
     * Gives an entity a second name over another FROM, which relationships may lead to; they are only
     * read (spec RC-93).
     *
     * @param name the name, as a target and in expressions
     * @param entity the entity's name
     * @param from makes, when all tables are there, a join that contains the entity's table, or a SELECT that
     *     has all columns of it under their names
     */
    public MappingBuilder alternative(
            String name, String entity, Function<MetaData, FromItem> from) {
        registrations.add(new Registration.Alternative(name, entity, from));
        return this;
    }

    /** As the other one, for the entity of a class. */
    public MappingBuilder alternative(
            String name, Class<?> entity, Function<MetaData, FromItem> from) {
        registrations.add(new Registration.Alternative(name, entity, from));
        return this;
    }

    /** Adds a table that no entity has: an association table, or one that others refer to. */
    public MappingBuilder table(Table table) {
        registrations.add(new Registration.OfTable(table));
        return this;
    }

    /**
     * Lets relmap into a named module that does not open its packages: {@code
     * lookup(MethodHandles.lookup())}, called from a class of that module.
     */
    public MappingBuilder lookup(MethodHandles.Lookup lookup) {
        lookups.add(lookup);
        return this;
    }

    /**
     * Builds the mapping.
     *
     * @throws io.relmap.error.MappingException if anything is wrong; it lists every problem (RC-4)
     */
    @Internal
    public Mapping build(MappingOptions options) {
        return new MappingBuild(options, lookups).build(registrations);
    }

    /** One call of the builder. */
    sealed interface Registration {

        /** An annotated class. */
        record OfAnnotated(Class<?> type) implements Registration {}

        /** A class mapped in code. */
        record OfClass(Class<?> type, Table table, Consumer<EntityMapping> mapping)
                implements Registration {}

        /** An entity without a class. */
        record OfMaps(String name, Table table, Consumer<EntityMapping> mapping)
                implements Registration {}

        /** More relationships of an entity, which is given by its class or name. */
        record Extension(Object entity, Consumer<EntityMapping> mapping) implements Registration {}

        /** An entity, given by its class or name, over another FROM. */
        record Alternative(String name, Object entity, Function<MetaData, FromItem> from)
                implements Registration {}

        /** A table of its own. */
        record OfTable(Table table) implements Registration {}
    }
}

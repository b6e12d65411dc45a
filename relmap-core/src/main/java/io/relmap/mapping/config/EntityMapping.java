package io.relmap.mapping.config;

import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.VersionGenerator;
import io.relmap.annotation.VersionSource;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.mapping.Content;
import io.relmap.mapping.WritingRules;
import io.relmap.type.Converter;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is mapped in code. Each column of its table is an attribute: of the field whose name,
 * or name in the naming strategy, is the column's; of the column's name where there is no field. Holder
 * fields are found by the names of the relationships. Not thread-safe.
 */
public final class EntityMapping {

    private final EntityDeclaration entity;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, Converter<?, ?>> converters = new LinkedHashMap<>();
    private @Nullable String version;
    private @Nullable VersionDeclaration versionRule;

    EntityMapping(EntityDeclaration entity) {
        this.entity = entity;
    }

    /** Stores the attribute of this name in the column of that name. */
    public EntityMapping column(String attribute, String column) {
        columns.put(column, attribute);
        return this;
    }

    /** Has a converter carry the values of an attribute. */
    public EntityMapping convert(String attribute, Converter<?, ?> converter) {
        converters.put(attribute, converter);
        return this;
    }

    /** The attribute that counts changes of a row: an integer, or an {@code Instant} (spec UW-116). */
    public EntityMapping version(String attribute) {
        return version(attribute, VersionDeclaration.COUNTED);
    }

    /** The attribute that holds a row's version, and what makes the versions. */
    public EntityMapping version(String attribute, VersionGenerator<?> generator) {
        return version(attribute, new VersionDeclaration(VersionSource.GENERATOR, generator));
    }

    /** The attribute that holds a row's version, and who gives the versions (spec UW-119). */
    public EntityMapping version(String attribute, VersionSource source) {
        return version(attribute, new VersionDeclaration(source, null));
    }

    private EntityMapping version(String attribute, VersionDeclaration rule) {
        version = attribute;
        versionRule = rule;
        return this;
    }

    /** Whether a flush fetches what the database put into columns by itself (spec UW-85). */
    public EntityMapping eagerDefaults(EagerDefaults value) {
        WritingRules rules = entity.writing();
        entity.writing(new WritingRules(value, rules.batch(), rules.confirmDeletedRows()));
        return this;
    }

    /** Has each object written by itself, its own events around its statements (spec UW-80). */
    public EntityMapping oneByOne() {
        WritingRules rules = entity.writing();
        entity.writing(new WritingRules(rules.eagerDefaults(), false, rules.confirmDeletedRows()));
        return this;
    }

    /** Takes it that a DELETE without version may find fewer rows than it was sent for (spec UW-121). */
    public EntityMapping unconfirmedDeletes() {
        WritingRules rules = entity.writing();
        entity.writing(new WritingRules(rules.eagerDefaults(), rules.batch(), false));
        return this;
    }

    /** What may enter the class, where its module does not open the package. */
    public EntityMapping lookup(MethodHandles.Lookup lookup) {
        entity.lookup(lookup);
        return this;
    }

    /** Relates to one object of a class: a {@code ToOne}. */
    public EntityMapping reference(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.REFERENCE, target, arguments);
    }

    /** Relates to one object of an entity, by its name. */
    public EntityMapping reference(
            String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.REFERENCE, target, arguments);
    }

    /** Relates to one object of a class that is told when the mapping is built. */
    public EntityMapping reference(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.REFERENCE, target, arguments);
    }

    /** Relates to several objects of a class, in order: a {@code ToList}. */
    public EntityMapping list(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.LIST, target, arguments);
    }

    /** Relates to several objects of an entity, in order, by its name. */
    public EntityMapping list(String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.LIST, target, arguments);
    }

    /** Relates to several objects, in order, of a class that is told when the mapping is built. */
    public EntityMapping list(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.LIST, target, arguments);
    }

    /** Relates to several objects of a class: a {@code ToSet}. */
    public EntityMapping set(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.SET, target, arguments);
    }

    /** Relates to several objects of an entity, by its name. */
    public EntityMapping set(String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.SET, target, arguments);
    }

    /** Relates to several objects of a class that is told when the mapping is built. */
    public EntityMapping set(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.SET, target, arguments);
    }

    /** Relates to several objects of a class by key: a {@code ToMap}; {@code key} must be given. */
    public EntityMapping map(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.MAP, target, arguments);
    }

    /** Relates to several objects of an entity by key, by its name; {@code key} must be given. */
    public EntityMapping map(String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.MAP, target, arguments);
    }

    /** Relates to several objects by key, of a class that is told when the mapping is built. */
    public EntityMapping map(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.MAP, target, arguments);
    }

    /** Relates to several objects of a class, kept in a collection of the program's own: a {@code ToCollection}. */
    public EntityMapping collection(
            String name,
            Class<?> target,
            CollectionAdapter<?, ?> adapter,
            Consumer<RelationshipMapping> arguments) {
        return add(name, Content.CUSTOM, target, adapted(adapter, arguments));
    }

    /** Relates to several objects of an entity, by its name, kept in a collection of the program's own. */
    public EntityMapping collection(
            String name,
            String target,
            CollectionAdapter<?, ?> adapter,
            Consumer<RelationshipMapping> arguments) {
        return add(name, Content.CUSTOM, target, adapted(adapter, arguments));
    }

    /**
     * Relates to several objects, kept in a collection of the program's own, of a class that is told when the
     * mapping is built.
     */
    public EntityMapping collection(
            String name,
            Supplier<Class<?>> target,
            CollectionAdapter<?, ?> adapter,
            Consumer<RelationshipMapping> arguments) {
        return add(name, Content.CUSTOM, target, adapted(adapter, arguments));
    }

    private static Consumer<RelationshipMapping> adapted(
            CollectionAdapter<?, ?> adapter, Consumer<RelationshipMapping> arguments) {
        return relationship -> {
            relationship.declared().arrangement = new ArrangementDeclaration.Adapted(adapter);
            arguments.accept(relationship);
        };
    }

    /**
     * Lets an object count as an orphan only when it lacks a parent by every relationship with delete-orphan that
     * leads to it; by default by any of them (spec CA-40).
     */
    public EntityMapping legacyIsOrphan() {
        entity.legacyIsOrphan(true);
        return this;
    }

    /** Relates to objects of a class that are never loaded whole: a {@code ToQuery}. */
    public EntityMapping query(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.QUERY, target, arguments);
    }

    /** Relates to objects of an entity that are never loaded whole, by its name. */
    public EntityMapping query(
            String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.QUERY, target, arguments);
    }

    /** Relates to objects that are never loaded whole, of a class that is told when the mapping is built. */
    public EntityMapping query(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, Content.QUERY, target, arguments);
    }

    /** Relates to a class; holder field or direction decide what it holds (spec RC-74). */
    public EntityMapping relationship(
            String name, Class<?> target, Consumer<RelationshipMapping> arguments) {
        return add(name, null, target, arguments);
    }

    /** Relates to an entity by its name; holder field or direction decide what it holds. */
    public EntityMapping relationship(
            String name, String target, Consumer<RelationshipMapping> arguments) {
        return add(name, null, target, arguments);
    }

    /** Relates to a class that is told when the mapping is built. */
    public EntityMapping relationship(
            String name, Supplier<Class<?>> target, Consumer<RelationshipMapping> arguments) {
        return add(name, null, target, arguments);
    }

    private EntityMapping add(
            String name,
            @Nullable Content content,
            Object target,
            Consumer<RelationshipMapping> arguments) {
        HolderField holder = entity.holders().get(name);
        Content held = content == null && holder != null ? holder.content() : content;
        if (holder != null && held != holder.content()) {
            throw new MappingException(
                    ErrorCode.HOLDER_CONFLICT,
                    entity
                            + "."
                            + name
                            + " is mapped as "
                            + held
                            + " but its field is a "
                            + holder.field().getType().getSimpleName()
                            + "; change one");
        }
        RelationshipDeclaration declared = new RelationshipDeclaration(name, held, target);
        declared.owner = entity.toString();
        arguments.accept(new RelationshipMapping(declared));
        RelationshipDeclaration existing = entity.relationships().get(name);
        if (existing != null && !existing.implicit) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    entity + "." + name + " is declared twice; drop one of the relationships");
        }
        entity.relationships().put(name, declared);
        return this;
    }

    /** Whether anything is said that only holds where the entity is mapped. */
    boolean saysMoreThanRelationships() {
        return !columns.isEmpty() || !converters.isEmpty() || version != null;
    }

    Map<String, String> columns() {
        return columns;
    }

    Map<String, Converter<?, ?>> converters() {
        return converters;
    }

    @Nullable String version() {
        return version;
    }

    @Nullable VersionDeclaration versionRule() {
        return versionRule;
    }
}

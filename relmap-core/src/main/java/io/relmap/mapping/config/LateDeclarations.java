package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What can be told once all entities are declared and before tables are put together: relationships that are
 * added from elsewhere (spec RC-131), and the tables that stand between two entities.
 */
final class LateDeclarations {

    private final Problems problems;
    private final Targets entities;
    private final SchemaAssembly schema;
    private final Collection<MappingBuilder.Registration.Alternative> alternatives;

    LateDeclarations(
            Problems problems,
            Targets entities,
            SchemaAssembly schema,
            Collection<MappingBuilder.Registration.Alternative> alternatives) {
        this.problems = problems;
        this.entities = entities;
        this.schema = schema;
        this.alternatives = alternatives;
    }

    /** Completes the declared entities. */
    void finish(List<MappingBuilder.Registration> registrations) {
        for (MappingBuilder.Registration registration : registrations) {
            if (registration instanceof MappingBuilder.Registration.Extension extension) {
                problems.collect(() -> extend(extension));
            }
        }
        for (EntityDeclaration entity : entities.all()) {
            entity.relationships().values().forEach(this::secondary);
        }
    }

    /** What the program wrote for an entity: a class or a name. */
    static String named(Object entity) {
        return entity instanceof Class<?> type ? type.getName() : entity.toString();
    }

    private void extend(MappingBuilder.Registration.Extension extension) {
        EntityDeclaration entity = entities.find(extension.entity());
        if (entity == null) {
            throw missing(extension.entity());
        }
        EntityMapping said = new EntityMapping(entity);
        extension.mapping().accept(said);
        if (said.saysMoreThanRelationships()) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    entity
                            + " is extended by columns, converters or a version; only relationships can be"
                            + " added, say the rest where the entity is mapped");
        }
    }

    private MappingException missing(Object entity) {
        String name = named(entity);
        return alternatives.stream()
                .filter(alternative -> alternative.name().equals(entity))
                .findFirst()
                .map(
                        alternative ->
                                new MappingException(
                                        ErrorCode.INVALID_ARGUMENT,
                                        name
                                                + " is an alternative mapping, which has no relationships"
                                                + " of its own; declare them on "
                                                + named(alternative.entity())))
                .orElseGet(
                        () ->
                                new MappingException(
                                        ErrorCode.NOT_MAPPED,
                                        name
                                                + " is extended but not mapped; add it to entities(...), or"
                                                + " map it in code"));
    }

    /** A supplier of a table is asked now, once: the table has to be among those of the mapping (RC-7). */
    private void secondary(RelationshipDeclaration declared) {
        if (declared.secondary instanceof Supplier<?> supplier) {
            declared.secondary = asked(supplier);
        }
        schema.addSecondary(declared.secondary);
    }

    /** What a supplier gave; where it failed, one that fails in the same way when its turn comes. */
    private static Object asked(Supplier<?> supplier) {
        try {
            Object given = supplier.get();
            return given == null ? supplierOf(new NullPointerException("it gave null")) : given;
        } catch (RuntimeException problem) {
            return supplierOf(problem);
        }
    }

    private static Supplier<?> supplierOf(RuntimeException problem) {
        return () -> {
            throw problem;
        };
    }
}

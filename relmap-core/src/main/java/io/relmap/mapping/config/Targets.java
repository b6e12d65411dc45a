package io.relmap.mapping.config;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where declared relationships lead, as far as that is needed before names are resolved in earnest. */
final class Targets {

    private final Collection<EntityDeclaration> entities;
    private final IdentityHashMap<RelationshipDeclaration, Object> supplied =
            new IdentityHashMap<>();

    Targets(Collection<EntityDeclaration> entities) {
        this.entities = entities;
    }

    /** All entities in the order of registration. */
    Collection<EntityDeclaration> all() {
        return entities;
    }

    /** The class or name that was given; a supplier is called once (spec RC-7). */
    Object given(RelationshipDeclaration declared) {
        if (!(declared.target instanceof Supplier<?> supplier)) {
            return declared.target;
        }
        return supplied.computeIfAbsent(declared, d -> supplier.get());
    }

    /** The entity of a class, or null. */
    @Nullable EntityDeclaration find(Class<?> type) {
        for (EntityDeclaration entity : entities) {
            if (entity.type() == type) {
                return entity;
            }
        }
        return null;
    }

    /** The entity that a relationship leads to, or null where that is not clear. */
    @Nullable EntityDeclaration find(RelationshipDeclaration declared) {
        return find(given(declared));
    }

    /** The entity of a class, or of a name where only one has it; else null. */
    @Nullable EntityDeclaration find(Object classOrName) {
        if (classOrName instanceof Class<?> type) {
            return find(type);
        }
        String path = "." + classOrName;
        List<EntityDeclaration> found =
                entities.stream()
                        .filter(entity -> ("." + entity.name().qualified()).endsWith(path))
                        .toList();
        return found.size() == 1 ? found.get(0) : null;
    }
}

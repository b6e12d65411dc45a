package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name for an entity that a query joins, so that conditions can tell it from others of the same class (spec QU-20,
 * QU-23): {@code Alias<Node> parent = Alias.of(Node.class, "parent")}. In texts its name begins a path: {@code
 * "parent.label = 'root'"}. Immutable; it may serve many queries.
 *
 * @param <T> the entity's type
 */
public final class Alias<T> {

    private final @Nullable Class<T> entity;
    private final String name;

    private Alias(@Nullable Class<T> entity, String name) {
        this.entity = entity;
        this.name = name;
    }

    /** An alias for an entity of this class. The name must be none of an attribute of the query's entity. */
    public static <T> Alias<T> of(Class<T> entity, String name) {
        return new Alias<>(entity, name);
    }

    /** An alias whose entity is what the join leads to. */
    static Alias<?> of(String name) {
        return new Alias<>(null, name);
    }

    /** An attribute of the entity that has this name. */
    public <V> ColumnPath<T, V> get(ColumnPath<T, V> attribute) {
        return new ColumnPath<>(path(attribute.path()));
    }

    /** A relationship of the entity that has this name: to be joined further, or for a condition. */
    public <U> RelationshipPath<T, U> get(RelationshipPath<T, U> relationship) {
        return new RelationshipPath<>(path(relationship.path()));
    }

    private PathRef path(PathRef attribute) {
        List<String> names = new ArrayList<>(attribute.names());
        names.add(0, name);
        return new PathRef(null, names);
    }

    /** Refuses a name that would hide another, and a target of another class (spec QU-22). */
    void check(Relationship relationship, Mapper query, Set<String> taken) {
        check(query, taken);
        if (entity != null && entity != relationship.target().entityClass()) {
            throw wrong(
                    query,
                    "is for "
                            + entity.getSimpleName()
                            + ", but "
                            + relationship
                            + " leads to "
                            + relationship.target());
        }
    }

    /** Refuses a name that would hide another. */
    void check(Mapper query, Set<String> taken) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw wrong(query, "is no name: letters, digits and _ only");
        } else if (taken.contains(name)) {
            throw wrong(query, "is taken by another join: choose another name");
        } else if (isAttribute(query, name) || name.equals(query.entityName())) {
            throw wrong(query, "is the name of the entity or of an attribute: choose another name");
        }
    }

    /** Whether a path of an entity may begin by this name: an attribute, or an embedded value that has some. */
    static boolean isAttribute(Mapper mapper, String name) {
        return mapper.findColumn(name) != null
                || mapper.findRelationship(name) != null
                || mapper.columns().stream()
                        .anyMatch(attribute -> attribute.name().startsWith(name + "."));
    }

    private InvalidRequestException wrong(Mapper query, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "The alias \"" + name + "\" in the query for " + query + " " + what + ".");
    }

    String name() {
        return name;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}

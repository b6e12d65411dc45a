package io.relmap.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A relationship of an entity, or one that others lead to; makes conditions, and paths to go on. Immutable.
 *
 * @param <E> the entity that the path begins at
 * @param <T> the entity that it leads to
 */
public final class RelationshipPath<E, T> {

    private final PathRef path;

    RelationshipPath(PathRef path) {
        this.path = path;
    }

    /** A relationship of a class; dots lead over others. Checked when a query uses it. */
    public static <E, T> RelationshipPath<E, T> of(Class<E> owner, String name, Class<T> target) {
        if (target.isPrimitive()) {
            throw new IllegalArgumentException("No entity: " + target);
        }
        return new RelationshipPath<>(PathRef.of(owner, name));
    }

    /** An attribute of the target. */
    public <V> ColumnPath<E, V> to(ColumnPath<T, V> attribute) {
        return new ColumnPath<>(path.then(attribute.path()));
    }

    /** A relationship of the target. */
    public <U> RelationshipPath<E, U> to(RelationshipPath<T, U> relationship) {
        return new RelationshipPath<>(path.then(relationship.path));
    }

    /** An attribute of the target by its name. */
    public <V> ColumnPath<E, V> to(String attribute, Class<V> type) {
        return new ColumnPath<>(path.then(ColumnPath.of(Object.class, attribute, type).path()));
    }

    /** The reference is this object; null asks for none (spec QU-13). */
    public Condition eq(@Nullable T object) {
        return object == null ? isNull() : new RelationshipConditions.Is(path, object, false);
    }

    /** The reference is another object or none; null asks for one at all (spec QU-13). */
    public Condition ne(@Nullable T object) {
        return object == null ? isNotNull() : new RelationshipConditions.Is(path, object, true);
    }

    /**
     * The reference is one of these objects; with none, never. As for a column, a null among them is no object that a
     * reference could be, and beside it nothing is known to be no other.
     */
    public Condition in(Collection<? extends @Nullable T> objects) {
        return new RelationshipConditions.IsOneOf(
                path, Collections.unmodifiableList(new ArrayList<>(objects)));
    }

    /** There is no object; for a collection, it is empty. */
    public Condition isNull() {
        return new RelationshipConditions.NullTest(path, false);
    }

    /** There is an object; for a collection, it is not empty. */
    public Condition isNotNull() {
        return new RelationshipConditions.NullTest(path, true);
    }

    /** The collection is empty. */
    public Condition isEmpty() {
        return isNull();
    }

    /** The collection is not empty (spec QU-10). */
    public Condition any() {
        return new RelationshipConditions.Some(path, null, true);
    }

    /** Some element of the collection satisfies a condition (spec QU-10). */
    public Condition any(Condition condition) {
        return new RelationshipConditions.Some(path, (ConditionNode) condition, true);
    }

    /** There is an object (spec QU-10). */
    public Condition has() {
        return new RelationshipConditions.Some(path, null, false);
    }

    /** The object satisfies a condition (spec QU-10). */
    public Condition has(Condition condition) {
        return new RelationshipConditions.Some(path, (ConditionNode) condition, false);
    }

    /** The collection contains this object (spec QU-12). */
    public Condition contains(T object) {
        return new RelationshipConditions.Contains(path, object);
    }

    /**
     * A condition for a query for the target: it is related to this owner by the relationship (spec QU-15).
     * The path must be a single relationship.
     */
    public Condition elementsOf(E owner) {
        return new RelatedTo(path, owner);
    }

    PathRef path() {
        return path;
    }

    /** {@code Author.books}, as messages write it. */
    @Override
    public String toString() {
        return path.toString();
    }
}

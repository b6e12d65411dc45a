package io.relmap.query;

/**
 * A condition on an entity, made by paths. Immutable. It names attributes, not
 * columns; the query that uses it finds their columns.
 */
public interface Condition {

    /** Both hold. */
    Condition and(Condition other);

    /** One of them holds. */
    Condition or(Condition other);

    /** It does not hold. */
    Condition not();
}

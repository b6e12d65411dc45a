package io.relmap.query;

/**
 * A condition on an entity, made by {@link ColumnPath} and {@link RelationshipPath}. Immutable. It names
 * attributes, not columns; the query that uses it finds their columns.
 */
public sealed interface Condition permits ConditionNode {

    /** Both hold. */
    Condition and(Condition other);

    /** One of them holds. */
    Condition or(Condition other);

    /** It does not hold. */
    Condition not();
}

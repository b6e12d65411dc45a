package io.relmap.load;

import io.relmap.mapping.Relationship;

/**
 * A relationship that is read from the same row as its owner (spec LO-40).
 *
 * @param relationship the relationship
 * @param plan how its target is read
 * @param isPartial whether targets may be missing that satisfy the relationship
 */
record JoinedStep(Relationship relationship, EntityPlan plan, boolean isPartial) {}

package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.Relationship;

/**
 * A relationship that is loaded after the rows of its owner were read: by a statement over the keys of all
 * owners, or one by one (spec LO-33, LO-80).
 *
 * @param relationship the relationship
 * @param strategy {@code SELECT_IN}, {@code SUBQUERY} or {@code IMMEDIATE}
 * @param options what the query says of the target
 * @param path the way to the target
 */
record FollowUp(Relationship relationship, Lazy strategy, LoadOptions options, LoadPath path) {}

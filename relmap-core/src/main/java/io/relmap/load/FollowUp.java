package io.relmap.load;

import io.relmap.mapping.Relationship;

/**
 * A relationship that is loaded after the rows of its owner were read: by a statement over the keys of all
 * owners, or one by one (spec LO-33, LO-80).
 *
 * @param relationship the relationship
 * @param way how it is loaded
 * @param options what the query says of the target
 * @param details what the query says beside the strategy
 * @param path the way to the target
 */
record FollowUp(
        Relationship relationship,
        Way way,
        LoadOptions options,
        LoadDetails details,
        LoadPath path) {

    /** How a relationship is loaded after the rows of its owner. */
    enum Way {
        /** One statement over the keys of all owners. */
        STATEMENT,
        /** As an access does it, for each owner. */
        ONE_BY_ONE,
        /** Only looked up: the load has met the entity before (spec LO-33). */
        IDENTITY_MAP
    }
}

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
 * @param isNarrowed whether the relationship has a criterion of its own: its key alone tells no target
 * @param path the way to the target
 */
record FollowUp(
        Relationship relationship,
        Way way,
        LoadOptions options,
        LoadDetails details,
        boolean isNarrowed,
        LoadPath path) {

    /**
     * As said at one place of a load.
     *
     * @param said what is said of the owner's relationships
     * @param path the way to the owner
     */
    static FollowUp of(Relationship relationship, Way way, LoadOptions said, LoadPath path) {
        return new FollowUp(
                relationship,
                way,
                said.below(relationship),
                said.detailsOf(relationship),
                said.isNarrowed(relationship),
                path.then(relationship));
    }

    /** How a relationship is loaded after the rows of its owner. */
    enum Way {
        /** One statement over the keys of all owners. */
        STATEMENT,
        /** One that repeats the statement that found the owners (spec LO-70). */
        SUBQUERY,
        /** As an access does it, for each owner. */
        ONE_BY_ONE,
        /** Only looked up: the load has met the entity before (spec LO-33). */
        IDENTITY_MAP
    }
}

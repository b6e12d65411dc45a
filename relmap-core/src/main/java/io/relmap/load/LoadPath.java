package io.relmap.load;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import org.jspecify.annotations.Nullable;

/**
 * How a load has come to an entity: from a root along relationships, perhaps over several statements.
 * Immutable.
 *
 * @param before the way to the relationship's owner, or null at the root
 * @param last the relationship gone last, or null at the root
 * @param entity the entity reached
 * @param joined whether the last step was a join: then it lies in the same statement as the one before
 */
record LoadPath(
        @Nullable LoadPath before, @Nullable Relationship last, Mapper entity, boolean joined) {

    static LoadPath root(Mapper entity) {
        return new LoadPath(null, null, entity, false);
    }

    /** One step further, in a statement of its own. */
    LoadPath then(Relationship relationship) {
        return new LoadPath(this, relationship, relationship.target(), false);
    }

    /** One step further, in the same statement. */
    LoadPath joining(Relationship relationship) {
        return new LoadPath(this, relationship, relationship.target(), true);
    }

    /** The part that lies in the present statement. */
    LoadPath withinStatement() {
        return joined && before != null && last != null
                ? before.withinStatement().joining(last)
                : root(entity);
    }

    /** The relationships gone, with dots between them; empty at the root. */
    String dotted() {
        if (before == null || last == null) {
            return "";
        }
        String way = before.dotted();
        return way.isEmpty() ? last.name() : way + "." + last.name();
    }

    /** Without the repetitions of its last relationship: where a recursion began (spec LO-88). */
    LoadPath beginning() {
        LoadPath at = this;
        while (at.before != null && at.last != null && at.before.last == at.last) {
            at = at.before;
        }
        return at;
    }

    /** How many relationships were gone. */
    int depth() {
        return before == null ? 0 : before.depth() + 1;
    }

    /** Whether the entity was met on the way, the end included. */
    boolean meets(Mapper other) {
        return entity == other || (before != null && before.meets(other));
    }
}

package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Relationship;
import io.relmap.sql.TableRef;
import org.jspecify.annotations.Nullable;

/**
 * An entity that a query's own join brings into its rows (spec LO-53).
 *
 * @param table where the entity's table stands
 * @param isOuter whether a row may be without it
 * @param isNarrowed whether the joins themselves leave targets out: by a condition of this one, or as inner joins behind it
 */
@Internal
public record QueryJoin(TableRef table, boolean isOuter, boolean isNarrowed) {

    /**
     * Where it is joined.
     *
     * @param owner where the owner's table stands
     * @param relationship the relationship from there
     * @param alias the name that the program gave it, or null for the join that is meant without one
     */
    public record Place(TableRef owner, Relationship relationship, @Nullable String alias) {}
}

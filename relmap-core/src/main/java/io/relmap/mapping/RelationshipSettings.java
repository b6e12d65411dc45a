package io.relmap.mapping;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.sql.Ordering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a relationship is loaded and written; its join is told apart.
 *
 * @param lazy when and how it is loaded
 * @param orderBy the order in which a collection is loaded
 * @param innerJoin whether joined loading uses INNER JOIN
 * @param joinDepth how deep eager loading goes where it comes back to an entity, or null
 * @param cascades what is passed on
 * @param writing how it is written
 * @param batchSize how many siblings a lazy load takes along at the most; 1 for none
 */
public record RelationshipSettings(
        Lazy lazy,
        List<Ordering> orderBy,
        InnerJoin innerJoin,
        @Nullable Integer joinDepth,
        CascadeSet cascades,
        Writing writing,
        int batchSize) {

    public RelationshipSettings {
        orderBy = List.copyOf(orderBy);
    }

    /**
     * @param viewOnly whether it is only read
     * @param postUpdate whether the reference is written by an UPDATE of its own
     * @param passiveDeletes how far deletes are left to the database
     * @param passiveUpdates whether the database carries changed keys on
     * @param singleParent whether an object may have one parent only
     * @param activeHistory whether the old value is loaded before it is replaced
     * @param cascadeBackrefs whether an object that enters from the other side enters the session
     * @param loadOnPending whether it is loaded for objects that are not in the database yet
     */
    public record Writing(
            boolean viewOnly,
            boolean postUpdate,
            PassiveDeletes passiveDeletes,
            boolean passiveUpdates,
            boolean singleParent,
            boolean activeHistory,
            boolean cascadeBackrefs,
            boolean loadOnPending) {}
}

package io.relmap.mapping;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.sql.Ordering;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param statements how it shows in statements
 * @param description what is said of it for readers
 */
public record RelationshipSettings(
        Lazy lazy,
        List<Ordering> orderBy,
        InnerJoin innerJoin,
        @Nullable Integer joinDepth,
        CascadeSet cascades,
        Writing writing,
        int batchSize,
        Statements statements,
        Description description) {

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
     * @param syncBackref whether changes in memory are carried to the other side, as it was said
     * @param enableTypechecks whether a flush refuses objects of an unrelated class
     * @param overlaps names of relationships that may write the same columns, sorted
     */
    public record Writing(
            boolean viewOnly,
            boolean postUpdate,
            PassiveDeletes passiveDeletes,
            boolean passiveUpdates,
            boolean singleParent,
            boolean activeHistory,
            boolean cascadeBackrefs,
            boolean loadOnPending,
            SyncBackref syncBackref,
            boolean enableTypechecks,
            Set<String> overlaps) {

        public Writing {
            overlaps = Collections.unmodifiableSet(new TreeSet<>(overlaps));
        }
    }

    /**
     * @param distinctTargetKey whether subquery loading reads distinct keys; null where the key decides
     * @param omitJoin whether select-in loading leaves the owner's table out where it can
     * @param bakeQueries whether the statement of a lazy load is kept
     * @param queryClass what a dynamic relationship's query is, or null for the usual
     * @param comparator what has a say in comparisons, or null
     */
    public record Statements(
            @Nullable Boolean distinctTargetKey,
            boolean omitJoin,
            boolean bakeQueries,
            @Nullable Class<?> queryClass,
            @Nullable RelationshipComparator comparator) {}

    /**
     * @param doc a text for readers, or null
     * @param info what a program wants to remember, in the order in which it was given
     */
    public record Description(@Nullable String doc, Map<String, Object> info) {

        public Description {
            info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        }
    }
}

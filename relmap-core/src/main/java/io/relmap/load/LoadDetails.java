package io.relmap.load;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Internal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a loader option says beside its strategy. Immutable.
 *
 * @param innerJoin how joined loading joins (spec LO-41), or null as mapped
 * @param chunkSize how many keys one statement takes (spec LO-85), or null as usual
 * @param recursion how many further levels of a self-reference are loaded (spec LO-88), {@link #ENDLESS} for all, or
 *     null for none
 * @param criterion what targets must satisfy (spec LO-61), or null
 * @param source which join brings the targets, where it is a join
 * @param alias the name of the query's join that brings them, or null for the one that has none
 */
@Internal
public record LoadDetails(
        @Nullable InnerJoin innerJoin,
        @Nullable Integer chunkSize,
        @Nullable Integer recursion,
        @Nullable Criterion criterion,
        Source source,
        @Nullable String alias) {

    /** Which join brings the targets of a relationship that is loaded by a join. */
    public enum Source {
        /** One of its own, where it does not multiply the rows of another collection (spec PE-4). */
        OWN_JOIN,
        /** One of its own, in any case. */
        OWN_JOIN_ALWAYS,
        /** The query's (spec LO-53). */
        QUERY
    }

    /** Levels until none brings anything new. */
    public static final int ENDLESS = -1;

    /** Nothing but the strategy. */
    public static final LoadDetails NONE =
            new LoadDetails(null, null, null, null, Source.OWN_JOIN, null);

    /** With another kind of join. */
    public LoadDetails withInnerJoin(InnerJoin kind) {
        return new LoadDetails(kind, chunkSize, recursion, criterion, source, alias);
    }

    /** With another number of keys. */
    public LoadDetails withChunkSize(int keys) {
        return new LoadDetails(innerJoin, keys, recursion, criterion, source, alias);
    }

    /** With another number of further levels. */
    public LoadDetails withRecursion(int levels) {
        return new LoadDetails(innerJoin, chunkSize, levels, criterion, source, alias);
    }

    /** With another criterion. */
    public LoadDetails withCriterion(@Nullable Criterion other) {
        return new LoadDetails(innerJoin, chunkSize, recursion, other, source, alias);
    }

    /** With another join. */
    public LoadDetails withSource(Source other) {
        return new LoadDetails(innerJoin, chunkSize, recursion, criterion, other, alias);
    }

    /** Read from the query's own join, of this name or of none. */
    public LoadDetails fromQuery(@Nullable String name) {
        return new LoadDetails(innerJoin, chunkSize, recursion, criterion, Source.QUERY, name);
    }

    /** Whether both can hold: nothing is said in two ways, or once more without it (spec LO-112). */
    public boolean agreesWith(LoadDetails other) {
        return innerJoin == other.innerJoin
                && Objects.equals(chunkSize, other.chunkSize)
                && Objects.equals(recursion, other.recursion)
                && agree(criterion, other.criterion)
                && (source == Source.QUERY) == (other.source == Source.QUERY)
                && Objects.equals(alias, other.alias);
    }

    /** What either says; both must agree. */
    public LoadDetails and(LoadDetails other) {
        return new LoadDetails(
                innerJoin == null ? other.innerJoin : innerJoin,
                chunkSize == null ? other.chunkSize : chunkSize,
                recursion == null ? other.recursion : recursion,
                criterion == null ? other.criterion : criterion,
                source == Source.OWN_JOIN ? other.source : source,
                alias == null ? other.alias : alias);
    }

    /** Whether levels follow. */
    boolean recurs() {
        return recursion != null && recursion != 0;
    }

    /** What holds one level further down. */
    LoadDetails oneLevelDown() {
        return recursion == null || recursion == ENDLESS ? this : withRecursion(recursion - 1);
    }

    private static boolean agree(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }
}

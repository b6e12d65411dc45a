package io.relmap.load;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Internal;
import org.jspecify.annotations.Nullable;

/**
 * What a loader option says beside its strategy. Immutable.
 *
 * @param innerJoin how joined loading joins (spec LO-41), or null as mapped
 * @param chunkSize how many keys one statement takes (spec LO-85), or null as usual
 * @param recursion how many further levels of a self-reference are loaded (spec LO-88), {@link #ENDLESS} for all, or
 *     null for none
 */
@Internal
public record LoadDetails(
        @Nullable InnerJoin innerJoin, @Nullable Integer chunkSize, @Nullable Integer recursion) {

    /** Levels until none brings anything new. */
    public static final int ENDLESS = -1;

    /** Nothing but the strategy. */
    public static final LoadDetails NONE = new LoadDetails(null, null, null);

    /** With another kind of join. */
    public LoadDetails withInnerJoin(InnerJoin kind) {
        return new LoadDetails(kind, chunkSize, recursion);
    }

    /** With another number of keys. */
    public LoadDetails withChunkSize(int keys) {
        return new LoadDetails(innerJoin, keys, recursion);
    }

    /** With another number of further levels. */
    public LoadDetails withRecursion(int levels) {
        return new LoadDetails(innerJoin, chunkSize, levels);
    }

    /** Whether both can hold: nothing is said in two ways (spec LO-112). */
    public boolean agreesWith(LoadDetails other) {
        return agree(innerJoin, other.innerJoin)
                && agree(chunkSize, other.chunkSize)
                && agree(recursion, other.recursion);
    }

    /** What either says; both must agree. */
    public LoadDetails and(LoadDetails other) {
        return new LoadDetails(
                innerJoin == null ? other.innerJoin : innerJoin,
                chunkSize == null ? other.chunkSize : chunkSize,
                recursion == null ? other.recursion : recursion);
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

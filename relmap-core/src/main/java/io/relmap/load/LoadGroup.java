package io.relmap.load;

import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects that one load created at one place, with what later loads of them go by (spec LO-115, PE-1). It
 * holds keys, not objects: who drops an object is not kept from it. Not thread-safe.
 */
final class LoadGroup {

    private static final int LARGEST_BATCH = 500;
    private static final int SMALL_BATCH = 32;

    private final Origin origin;
    private final LoadOptions options;
    private final boolean batches;
    private final Object run;
    private final int depth;
    private final List<IdentityKey> members = new ArrayList<>();
    private final Set<Relationship> batched = new HashSet<>(2);

    /**
     * Where the objects come from: for those of a lazy load the query that loaded their owners (spec PE-3). Linked, since
     * each step of a long lazy walk has one; put into words only when it is told.
     *
     * @param cause the lead statement
     * @param before where this goes on from, or null at the lead statement's roots
     * @param path the relationships gone since
     */
    record Origin(StatementCause cause, @Nullable Origin before, @Nullable LoadPath path) {

        static Origin of(StatementCause cause) {
            return new Origin(cause, null, null);
        }

        /** Further along a path, which may be empty. */
        Origin then(LoadPath further) {
            return further.last() == null ? this : new Origin(cause, this, further);
        }

        /** The relationships from the lead statement's root to the objects, with dots between them. */
        String way() {
            Deque<String> steps = new ArrayDeque<>();
            for (Origin at = this; at != null; at = at.before) {
                if (at.path != null) {
                    steps.addFirst(at.path.dotted());
                }
            }
            return String.join(".", steps);
        }
    }

    /**
     * @param origin where the objects come from
     * @param options what the query says of the relationships of these objects
     * @param batches whether a lazy load may take siblings along
     * @param run tells loads apart
     * @param depth how far from the load's roots the objects are
     */
    LoadGroup(Origin origin, LoadOptions options, boolean batches, Object run, int depth) {
        this.origin = origin;
        this.options = options;
        this.batches = batches;
        this.run = run;
        this.depth = depth;
    }

    /** Whether its objects were created by the same load, at a place further from the roots (spec LO-115). */
    boolean isDeeper(LoadGroup other) {
        return run == other.run && depth > other.depth;
    }

    /** For objects of this group of which a later load says more; they are of its own kind from then on. */
    LoadGroup with(LoadOptions other) {
        return new LoadGroup(origin, other, batches, new Object(), depth);
    }

    /** For a member that was refreshed as a whole: what a query said of everything is over (spec LO-110). */
    LoadGroup lasting(InstanceState member) {
        IdentityKey identity = member.identity();
        if (options.everywhere() == null || identity == null) {
            return this;
        }
        LoadGroup alone = new LoadGroup(origin, options.sticky(), batches, run, depth);
        alone.add(identity);
        return alone;
    }

    Origin origin() {
        return origin;
    }

    LoadOptions options() {
        return options;
    }

    boolean batches() {
        return batches;
    }

    /**
     * How many members the next batch of a relationship takes: a quarter first, then as many as allowed, so
     * that a program that looks at few objects does not pay for many.
     */
    int nextBatch(Relationship relationship, int allowed) {
        int most = Math.min(allowed, LARGEST_BATCH);
        return most <= SMALL_BATCH || !batched.add(relationship) ? most : most / 4;
    }

    void add(IdentityKey member) {
        members.add(member);
    }

    /** In the order of their rows. */
    List<IdentityKey> members() {
        return Collections.unmodifiableList(members);
    }
}

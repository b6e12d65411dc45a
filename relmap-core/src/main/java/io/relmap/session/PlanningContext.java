package io.relmap.session;

import io.relmap.cascade.CascadeWalk;
import io.relmap.error.ErrorCode;
import io.relmap.flush.PlanDepth;
import io.relmap.flush.change.FlushContext;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.state.IdentityMap;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session for a plan that is only looked at: no object changes its state. What the flush would take out of the
 * session is out for this plan alone; keys that it would copy while it plans are put back.
 */
final class PlanningContext implements FlushContext {

    private final FlushContext session;
    private final PlanDepth depth;
    private final Set<InstanceState> evicted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Kept> kept = new ArrayDeque<>();

    PlanningContext(FlushContext session, PlanDepth depth) {
        this.session = session;
        this.depth = depth;
    }

    /** Plans, and puts back what objects held before. */
    <T> T undoing(Supplier<T> plan) {
        try {
            return plan.get();
        } finally {
            while (!kept.isEmpty()) {
                kept.pop().putBack();
            }
        }
    }

    @Override
    public IdentityMap identityMap() {
        return session.identityMap();
    }

    @Override
    public boolean isInSession(InstanceState state) {
        return !evicted.contains(state) && session.isInSession(state);
    }

    @Override
    public Behaviours behaviours() {
        return session.behaviours();
    }

    @Override
    public Initializer initializer() {
        return session.initializer();
    }

    @Override
    public boolean mayLoad() {
        return depth == PlanDepth.LOADING;
    }

    @Override
    public void evict(InstanceState pending) {
        if (!pending.hasIdentity() && isInSession(pending)) {
            evicted.add(pending);
            evicted.addAll(CascadeWalk.expunge(pending));
        }
    }

    @Override
    public boolean wasMemberWhenDeleted(
            InstanceState marked, InstanceState owner, Object attribute) {
        return session.wasMemberWhenDeleted(marked, owner, attribute);
    }

    @Override
    public void cancelDelete(InstanceState marked) {
        // the plan's own row of the object says already that it is saved
    }

    @Override
    public void assigning(InstanceState holder, ColumnAttribute attribute) {
        kept.push(
                new Kept(
                        holder,
                        attribute,
                        holder.column(attribute),
                        holder.isSet(attribute),
                        holder.isExpired(attribute),
                        holder.lastKnown(attribute)));
    }

    @Override
    public boolean areChecksSet() {
        return session.areChecksSet();
    }

    @Override
    public void warn(ErrorCode code, String message) {
        // the flush itself warns
    }

    /** What a column of an object held. */
    private record Kept(
            InstanceState state,
            ColumnAttribute attribute,
            @Nullable Object value,
            boolean set,
            boolean expired,
            @Nullable Object lastKnown) {

        void putBack() {
            state.column(attribute, value);
            if (!set && !attribute.inMemoryOnly()) {
                state.requireMapper().access().unset(state.entity(), attribute.index());
            }
            if (expired) {
                state.expire(attribute, lastKnown);
            }
        }
    }
}

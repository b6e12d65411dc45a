package io.relmap.flush;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.cascade.Orphans;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.flush.change.FlushContext;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.cycle.RingBreaker;
import io.relmap.flush.cycle.RingReport;
import io.relmap.flush.dependency.DeleteCascades;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.UpdateRules;
import io.relmap.flush.plan.ActionPlan;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Plans flushes. Made once for a mapping; safe for use by several threads. */
@Internal
public final class UnitOfWork {

    private final Orphans orphans;
    private final Dependencies dependencies;
    private final DeleteCascades cascades;
    private final UpdateRules updateRules;
    private final Dialect dialect;

    /**
     * @param mappers all entities
     * @param shapes the slots that an entity's objects have
     * @param dialect the database, which may check constraints later than at once
     */
    public UnitOfWork(
            Collection<Mapper> mappers, Function<Mapper, EntityShape> shapes, Dialect dialect) {
        this.dialect = dialect;
        orphans = new Orphans(mappers, shapes);
        dependencies = new Dependencies(mappers);
        cascades = new DeleteCascades(mappers);
        updateRules = new UpdateRules(mappers);
    }

    /** Which objects have lost a parent that they must have. */
    public Orphans orphans() {
        return orphans;
    }

    /**
     * Plans a flush: sorts out orphans (spec UW-4), collects all objects that are affected (UW-9 to UW-15),
     * and sorts what is to be done. Where rows wait for each other in a ring, a strict session opens it at a
     * reference that may be null, or by a check that can wait (6.2). Listeners were called before (UW-3). Sends nothing, but may load.
     *
     * @param context the session
     * @param saved its new and its modified objects, without those marked for deletion, in the order in which
     *     they came
     * @param deleted its objects that are marked for deletion
     * @throws io.relmap.error.CircularDependencyException if rows wait for each other
     * @throws io.relmap.error.FlushException if something is found that cannot be written
     */
    public PlannedFlush plan(
            FlushContext context,
            Collection<InstanceState> saved,
            Collection<InstanceState> deleted) {
        FlushSet set = new FlushSet(context);
        FlushWork work = new FlushWork(set, cascades, updateRules);
        List<InstanceState> lost = new ArrayList<>();
        for (InstanceState state : saved) {
            register(set, state, lost);
        }
        deleted.forEach(set::delete);
        lost.forEach(work::deleteReachOf);
        ActionPlan actions =
                RingBreaker.open(ActionPlan.of(work, dependencies), work, dependencies, dialect);
        if (!actions.stuck().isEmpty()) {
            throw RingReport.of(actions.graph(), actions.stuck(), updateRules, dialect);
        }
        return new PlannedFlush(work, actions);
    }

    private void register(FlushSet set, InstanceState state, List<InstanceState> lost) {
        if (!state.hasIdentity()) {
            checkKey(state);
        }
        boolean orphan = orphans.isOrphan(state);
        if (!orphan) {
            set.save(state);
        } else if (state.hasIdentity()) {
            set.delete(state);
            lost.add(state);
        } else if (!state.isFlaggedAsOrphan()) {
            set.save(state); // never had a parent: only a NOT NULL key forbids that (CA-45)
        } else {
            set.context().evict(state);
        }
    }

    /** A new object whose key was expired when its INSERT was rolled back cannot tell it any more. */
    private static void checkKey(InstanceState state) {
        for (ColumnAttribute attribute : state.requireMapper().identity()) {
            if (state.isExpired(attribute)) {
                throw new InvalidRequestException(
                        ErrorCode.NOT_PERSISTENT,
                        state
                                + " cannot be refreshed: it is not persistent, and its key \""
                                + attribute.name()
                                + "\" was expired when its INSERT was rolled back. Make a new object"
                                + " instead.");
            }
        }
    }
}

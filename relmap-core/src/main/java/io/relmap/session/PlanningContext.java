package io.relmap.session;

import io.relmap.error.ErrorCode;
import io.relmap.flush.change.FlushContext;
import io.relmap.mapping.Behaviours;
import io.relmap.state.IdentityMap;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;

/** The session for a plan that is only looked at: nothing is loaded and nothing changes. */
final class PlanningContext implements FlushContext {

    private final FlushContext session;

    PlanningContext(FlushContext session) {
        this.session = session;
    }

    @Override
    public IdentityMap identityMap() {
        return session.identityMap();
    }

    @Override
    public boolean isInSession(InstanceState state) {
        return session.isInSession(state);
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
        return false;
    }

    @Override
    public void evict(InstanceState pending) {
        throw new IllegalStateException("A plan changes nothing");
    }

    @Override
    public boolean wasMemberWhenDeleted(
            InstanceState marked, InstanceState owner, Object attribute) {
        return session.wasMemberWhenDeleted(marked, owner, attribute);
    }

    @Override
    public void cancelDelete(InstanceState marked) {
        throw new IllegalStateException("A plan changes nothing");
    }

    @Override
    public void warn(ErrorCode code, String message) {
        // the flush itself warns
    }
}

package io.relmap.attribute;

import io.relmap.annotation.Cascade;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import io.relmap.state.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to session membership: an element follows its owner into the session (spec CA-10), a
 * pending orphan leaves it (CA-43), an orphan outside of a session is marked (CA-44).
 */
final class EventCascade implements SlotListener {

    private final RelationshipAttribute attribute;

    EventCascade(RelationshipAttribute attribute) {
        this.attribute = attribute;
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        carryIn(owner, element, initiator);
        return element;
    }

    @Override
    public void appendWithoutMutation(InstanceState owner, Object element, Initiator initiator) {
        carryIn(owner, element, initiator);
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        if (value == old) {
            return value;
        }
        if (value != null) {
            carryIn(owner, value, initiator);
        }
        if (old != null && old != Unknown.UNKNOWN && owner.session() != null && ownsElements()) {
            evictOrphan(owner.session(), attribute.stateOf(old));
        }
        return value;
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        if (!ownsElements()) {
            return;
        }
        InstanceState state = attribute.stateOf(element);
        SessionLink session = owner.session();
        if (session != null && state.session() == session && isPending(state)) {
            evictOrphan(session, state);
        } else if (!state.isFlaggedAsOrphan() && isOrphan(state)) {
            state.flagAsOrphan(true);
            Change.current().onFailure(() -> state.flagAsOrphan(false));
        }
    }

    private void carryIn(InstanceState owner, Object element, Initiator initiator) {
        SessionLink session = owner.session();
        if (session == null || !attribute.wiring().cascades().has(Cascade.SAVE_UPDATE)) {
            return;
        }
        InstanceState state = attribute.stateOf(element);
        boolean isIn =
                state.session() == session
                        && (isPending(state) || state.lifeCycle() == LifeCycle.PERSISTENT);
        if (!isIn && (initiator.attribute() == attribute || entersFromTheOtherSide(session))) {
            long from = session.nextOrder();
            Change.current().onFailure(() -> session.withdrawFrom(from));
            session.cascadeAdd(state);
        }
    }

    private boolean entersFromTheOtherSide(SessionLink session) {
        return attribute.wiring().flags().cascadeBackrefs() && session.cascadesBackrefs();
    }

    private void evictOrphan(SessionLink session, InstanceState state) {
        Change.current()
                .atEnd(
                        () -> {
                            if (state.session() == session && isPending(state) && isOrphan(state)) {
                                session.evictPendingOrphan(state);
                                Change.current().onFailure(() -> session.cascadeAdd(state));
                            }
                        });
    }

    private boolean ownsElements() {
        return attribute.wiring().cascades().has(Cascade.DELETE_ORPHAN);
    }

    private boolean isOrphan(InstanceState state) {
        EntityShape shape = EntityShape.of(state);
        shape.ownedBy(attribute);
        return shape.isOrphan(state);
    }

    private static boolean isPending(InstanceState state) {
        return state.lifeCycle() == LifeCycle.PENDING;
    }
}

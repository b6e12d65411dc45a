package io.relmap.attribute;

import io.relmap.mapping.Wiring;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The listeners that a mapping gives a relationship, told before all others (spec AT-27). */
final class MappedListeners implements SlotListener {

    private final RelationshipAttribute attribute;
    private volatile List<AttributeListener> told = List.of();
    private boolean listening;

    MappedListeners(RelationshipAttribute attribute) {
        this.attribute = attribute;
    }

    /** Takes over the listeners of a declaration; without any, nothing listens at all. */
    synchronized void told(Wiring wiring, Listeners listeners) {
        told = wiring.listeners();
        if (!told.isEmpty() && !listening) {
            listening = true;
            listeners.add(Stage.EXTENSION, this);
        }
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        Object taken = element;
        for (AttributeListener listener : told) {
            taken =
                    Refusals.checkElement(
                            attribute, listener.append(event(owner, initiator), taken));
        }
        return taken;
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        for (AttributeListener listener : told) {
            listener.remove(event(owner, initiator), element);
        }
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        Object taken = value;
        Object known = old == Unknown.UNKNOWN ? null : old;
        for (AttributeListener listener : told) {
            taken = listener.set(event(owner, initiator), taken, known);
        }
        return taken;
    }

    @Override
    public void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {
        for (AttributeListener listener : told) {
            listener.bulkReplace(event(owner, initiator), values);
        }
    }

    @Override
    public boolean needsOldValue() {
        return told.stream().anyMatch(AttributeListener::needsOldValue);
    }

    private AttributeEvent event(InstanceState owner, Initiator initiator) {
        return new AttributeEvent(
                owner.entity(),
                attribute.name(),
                AttributeEvent.Operation.valueOf(initiator.operation().name()),
                initiator.attribute() == attribute
                        ? AttributeEvent.Origin.HERE
                        : AttributeEvent.Origin.OTHER_SIDE);
    }
}

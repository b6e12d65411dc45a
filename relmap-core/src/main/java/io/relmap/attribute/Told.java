package io.relmap.attribute;

import io.relmap.observe.AttributeListener;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listeners of a mapping that are told before all others, or behind them (spec AT-27, AT-20). */
final class Told extends MappedGroup<AttributeListener> {

    Told(RelationshipAttribute attribute, Stage stage) {
        super(attribute, stage);
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        Object taken = element;
        for (AttributeListener listener : members()) {
            Object answer = listener.append(event(owner, initiator), taken);
            taken = Refusals.checkElement(attribute(), answer);
            checkInTime(taken == element);
        }
        return taken;
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        for (AttributeListener listener : members()) {
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
        for (AttributeListener listener : members()) {
            taken = listener.set(event(owner, initiator), taken, known);
            checkInTime(taken == value);
        }
        return taken;
    }

    @Override
    public void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {
        for (AttributeListener listener : members()) {
            listener.bulkReplace(event(owner, initiator), values);
        }
    }

    @Override
    public void appendWithoutMutation(InstanceState owner, Object element, Initiator initiator) {
        for (AttributeListener listener : members()) {
            listener.appendWithoutMutation(event(owner, initiator), element);
        }
    }

    /** The other side is linked to the first value when the last listeners are told. */
    private void checkInTime(boolean isSame) {
        if (!isSame && stage() == Stage.LISTENER) {
            throw Refusals.tooLateToReplace(attribute());
        }
    }
}

package io.relmap.attribute;

import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.state.InstanceState;
import java.util.List;

/**
 * Those of a mapping's listeners that are called at one stage. A later mapping may replace them.
 *
 * @param <L> what they are
 */
abstract class MappedGroup<L extends AttributeListener> implements SlotListener {

    private final RelationshipAttribute attribute;
    private final Stage stage;
    private volatile List<L> members = List.of();
    private boolean listening;

    MappedGroup(RelationshipAttribute attribute, Stage stage) {
        this.attribute = attribute;
        this.stage = stage;
    }

    /** Takes other members; begins to listen when there are any. Not for several threads at once. */
    final void replace(List<L> others, Listeners listeners) {
        members = others;
        if (!others.isEmpty() && !listening) {
            listening = true;
            listeners.add(stage, this);
        }
    }

    final RelationshipAttribute attribute() {
        return attribute;
    }

    final Stage stage() {
        return stage;
    }

    final List<L> members() {
        return members;
    }

    @Override
    public final boolean needsOldValue() {
        return members.stream().anyMatch(AttributeListener::needsOldValue);
    }

    final AttributeEvent event(InstanceState owner, Initiator initiator) {
        return new AttributeEvent(
                owner.entity(),
                attribute.name(),
                AttributeEvent.Operation.valueOf(initiator.operation().name()),
                initiator.attribute() == attribute
                        ? AttributeEvent.Origin.HERE
                        : AttributeEvent.Origin.OTHER_SIDE);
    }
}

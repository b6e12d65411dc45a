package io.relmap.attribute;

import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a second owner where a relationship allows one (spec CA-50). Looks only when the program uses
 * the relationship itself, and knows only what is in memory (CA-51).
 */
final class SingleParentCheck implements SlotListener {

    private final RelationshipAttribute attribute;

    SingleParentCheck(RelationshipAttribute attribute) {
        this.attribute = attribute;
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        check(element, null, initiator);
        return element;
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        if (value != null) {
            check(value, old, initiator);
        }
        return value;
    }

    private void check(Object element, @Nullable Object old, Initiator initiator) {
        if (!attribute.wiring().flags().singleParent()
                || element == old
                || initiator.attribute() != attribute) {
            return;
        }
        InstanceState state = attribute.stateOf(element);
        if (state.parent(attribute) instanceof InstanceState) {
            throw Refusals.secondParent(attribute, state);
        }
    }
}

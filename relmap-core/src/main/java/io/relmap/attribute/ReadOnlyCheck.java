package io.relmap.attribute;

import io.relmap.annotation.Internal;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** Refuses changes of a relationship that no flush could write although it is not view-only (spec RC-92). */
@Internal
public final class ReadOnlyCheck implements SlotListener {

    private final RelationshipAttribute attribute;

    ReadOnlyCheck(RelationshipAttribute attribute) {
        this.attribute = attribute;
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        check(owner);
        return element;
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        check(owner);
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        if (value != old) {
            check(owner);
        }
        return value;
    }

    private void check(InstanceState owner) {
        Relationship bound = attribute.relationshipOf(owner);
        if (bound != null && !bound.viewOnly() && !bound.join().isWritable()) {
            throw refusal(bound, owner);
        }
    }

    /** The error of a change that could not be written. */
    public static InvalidRequestException refusal(Relationship relationship, InstanceState owner) {
        return Refusals.readOnly(relationship, owner);
    }
}

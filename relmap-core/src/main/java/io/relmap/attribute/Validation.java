package io.relmap.attribute;

import io.relmap.observe.AttributeValidator;
import io.relmap.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls validators for what comes in, and for what goes out (spec AT-24). It stands before cascades and
 * backrefs, so that a veto leaves both sides as they were (AT-25). In a bulk replace each value is looked at
 * once, before anything happens.
 */
final class Validation extends MappedGroup<AttributeValidator> {

    Validation(RelationshipAttribute attribute) {
        super(attribute, Stage.VALIDATOR);
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        return initiator.is(attribute(), Operation.BULK_REPLACE)
                ? element
                : required(owner, element, initiator);
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        for (AttributeValidator validator : members()) {
            if (concerns(validator, initiator)) {
                validator.checkRemoval(event(owner, initiator), element);
            }
        }
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        Object taken = value;
        for (AttributeValidator validator : members()) {
            if (concerns(validator, initiator)) {
                taken = validator.check(event(owner, initiator), taken);
            }
        }
        return taken;
    }

    @Override
    public void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {
        values.replaceAll(value -> required(owner, value, initiator));
    }

    private Object required(InstanceState owner, Object element, Initiator initiator) {
        return Refusals.checkElement(attribute(), set(owner, element, null, initiator));
    }

    private boolean concerns(AttributeValidator validator, Initiator initiator) {
        return validator.includesBackrefs() || initiator.attribute() == attribute();
    }
}

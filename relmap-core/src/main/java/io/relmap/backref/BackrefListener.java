package io.relmap.backref;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.Initiator;
import io.relmap.attribute.Operation;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.attribute.SlotListener;
import io.relmap.attribute.Stage;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Content;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import io.relmap.state.Unknown;
import org.jspecify.annotations.Nullable;

/** Carries the changes of one attribute to its reverse (spec AT-38 to AT-47). */
public final class BackrefListener implements SlotListener {

    private final RelationshipAttribute attribute;

    private BackrefListener(RelationshipAttribute attribute) {
        this.attribute = attribute;
    }

    /** Lets an attribute's changes be carried to its reverse, if it has one when they happen. */
    public static void listenTo(RelationshipAttribute attribute) {
        attribute.listen(Stage.BACKREF, new BackrefListener(attribute));
    }

    /** Spec AT-39. */
    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        comesIn(owner, element, initiator);
        return element;
    }

    /** Spec AT-40. */
    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        InstanceState other = stateOf(element);
        RelationshipAttribute reverse = reverseOf(other);
        if (reverse == null || initiator.is(reverse, Operation.REMOVE)) {
            return;
        }
        if (reverse.content().isCollection()) {
            if (!initiator.is(reverse, Operation.BULK_REPLACE)
                    && !staysInWhatCountsOnce(owner, element, reverse)) {
                reverse.unlink(other, owner.entity(), initiator);
            }
        } else if (!initiator.is(reverse, Operation.REPLACE) && !isThereTwice(owner, element)) {
            reverse.unlink(other, owner.entity(), initiator);
        }
    }

    /**
     * Whether another occurrence stays that the other side cannot count: a set or map has the owner once
     * (spec AT-46; the reference takes it out with the first).
     */
    private boolean staysInWhatCountsOnce(
            InstanceState owner, Object element, RelationshipAttribute reverse) {
        return reverse.content() != Content.LIST && isStrict(owner) && isThereTwice(owner, element);
    }

    private static boolean isStrict(InstanceState owner) {
        return EntityShape.behavioursOf(owner).isStrict(BehaviourPoint.DISPLACED_ELEMENTS);
    }

    /** Whether another occurrence stays; the reference does not look in maps (spec CO-27). */
    private boolean isThereTwice(InstanceState owner, Object element) {
        Members members = owner.members(attribute.slot());
        return members != null
                && (attribute.content() != Content.MAP || isStrict(owner))
                && members.count(element) > 1;
    }

    /** Spec AT-41: the old partner is released before the new one is taken. */
    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        if (old == value) {
            return value;
        }
        if (old != null && old != Unknown.UNKNOWN) {
            release(owner, old, value == null, initiator);
        }
        if (value != null) {
            comesIn(owner, value, initiator);
        }
        return value;
    }

    /**
     * Takes the owner out of its old partner, with a fresh token. Unlike the reference it stops where a bulk
     * replace of that partner has cleared the reference: that tells of the removal itself (spec AT-43).
     */
    private void release(InstanceState owner, Object old, boolean isCleared, Initiator initiator) {
        InstanceState other = stateOf(old);
        RelationshipAttribute reverse = reverseOf(other);
        if (reverse == null) {
            return;
        }
        boolean beganThere =
                reverse.content().isCollection()
                        ? initiator.is(reverse, Operation.REMOVE)
                                || (isCleared && initiator.is(reverse, Operation.BULK_REPLACE))
                        : initiator.is(reverse, Operation.REPLACE);
        if (!beganThere) {
            reverse.unlink(other, owner.entity(), attribute.token(Operation.REPLACE));
        }
    }

    private void comesIn(InstanceState owner, Object element, Initiator initiator) {
        InstanceState other = stateOf(element);
        RelationshipAttribute reverse = reverseOf(other);
        if (reverse == null) {
            return;
        }
        if (initiator.attribute() != attribute && initiator.attribute() != reverse) {
            throw conflict(owner, reverse, initiator);
        }
        boolean beganThere =
                reverse.content().isCollection()
                        ? initiator.is(reverse, Operation.APPEND)
                                || initiator.is(reverse, Operation.BULK_REPLACE)
                        : initiator.is(reverse, Operation.REPLACE);
        if (!beganThere) {
            reverse.link(other, owner.entity(), initiator);
        }
    }

    /** Spec AT-46: what the call separated here is separated there too. */
    @Override
    public void separated(InstanceState owner, Object element) {
        InstanceState other = stateOf(element);
        RelationshipAttribute reverse = reverseOf(other);
        if (reverse != null && isUnloadedReference(other, reverse)) {
            // its row still names the owner, and it would be found by that when it is read
            reverse.unlink(other, owner.entity(), attribute.token(Operation.REMOVE));
        }
        while (reverse != null && reverse.holds(other, owner.entity())) {
            reverse.unlink(other, owner.entity(), attribute.token(Operation.REMOVE));
        }
    }

    private static boolean isUnloadedReference(InstanceState other, RelationshipAttribute reverse) {
        return !reverse.content().isCollection()
                && other.hasIdentity()
                && other.session() != null
                && !other.isPresent(reverse.slot());
    }

    private InstanceState stateOf(Object element) {
        return attribute.owner().states().stateOf(element);
    }

    private @Nullable RelationshipAttribute reverseOf(InstanceState element) {
        return attribute.reverseIn(EntityShape.of(element));
    }

    private InvalidRequestException conflict(
            InstanceState owner, RelationshipAttribute reverse, Initiator initiator) {
        return new InvalidRequestException(
                ErrorCode.BACKREF_CONFLICT,
                "Assigning "
                        + initiator.attribute()
                        + " would set "
                        + attribute
                        + " of "
                        + owner
                        + ", whose reverse "
                        + reverse
                        + " would have to change as well: two relationships name the same reverse. Let"
                        + " each name its own, or switch syncBackref off on one of them.");
    }
}

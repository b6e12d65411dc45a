package io.relmap.attribute;

import io.relmap.error.DetachedInstanceException;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** The errors of operations on attributes, with the facts that each must name (spec SE-95). */
final class Refusals {

    private Refusals() {}

    static DetachedInstanceException detached(
            RelationshipAttribute attribute, InstanceState state) {
        return new DetachedInstanceException(
                ErrorCode.DETACHED,
                attribute
                        + " of "
                        + state
                        + " is not loaded, and the object has "
                        + (state.wasDeleted() ? "been deleted" : "no session")
                        + ". Load it with its owner, before the session is closed (a query's"
                        + " .options(Load.selectIn(\""
                        + attribute.name()
                        + "\")), or use it there), or attach the object to a session with add or merge.");
    }

    static InvalidRequestException notAtAccess(
            RelationshipAttribute attribute, InstanceState state) {
        return new InvalidRequestException(
                ErrorCode.LOAD_REFUSED,
                attribute
                        + " of "
                        + state
                        + " is not loaded, and is mapped to be never loaded at access (raise). Load it with"
                        + " the query: .options(Load.selectIn(\""
                        + attribute.name()
                        + "\")).");
    }

    static DetachedInstanceException expiredKey(
            RelationshipAttribute attribute, InstanceState element, String name) {
        return new DetachedInstanceException(
                ErrorCode.DETACHED,
                "The attribute "
                        + name
                        + " of "
                        + element
                        + ", by which the collection "
                        + attribute
                        + " keeps it, is expired, and the object has no session to reload it. Attach it"
                        + " with add or merge first.");
    }

    static InvalidRequestException secondParent(
            RelationshipAttribute attribute, InstanceState element) {
        return new InvalidRequestException(
                ErrorCode.SINGLE_PARENT,
                element
                        + " already has a parent of class "
                        + attribute.owner().name()
                        + " by "
                        + attribute
                        + ", which allows only one parent (singleParent). Take it out of the other one"
                        + " first.");
    }

    static InvalidRequestException tooLateToReplace(RelationshipAttribute attribute) {
        return new InvalidRequestException(
                ErrorCode.INVALID_STATE,
                "A listener of "
                        + attribute
                        + " that is told last (Moment.LAST) returned another value than it was given, when the"
                        + " other side is linked already. Let a listener that is told first, or an"
                        + " AttributeValidator, replace values.");
    }

    static InvalidRequestException replacedFromOtherSide(RelationshipAttribute attribute) {
        return new InvalidRequestException(
                ErrorCode.INVALID_STATE,
                "A listener or validator of "
                        + attribute
                        + " returned another value than it was given, for a change that came from the other"
                        + " side, which names the first. Let it throw to refuse that value, or replace"
                        + " values on the side that the program changes.");
    }

    static InvalidRequestException readOnly(Relationship relationship, InstanceState owner) {
        return new InvalidRequestException(
                ErrorCode.COMPOSITE_SECONDARY_READ_ONLY,
                relationship
                        + " of "
                        + owner
                        + " cannot be changed: what stands between "
                        + relationship.owner()
                        + " and "
                        + relationship.target()
                        + " is not one plain table that a flush could write. Change the relationships on the"
                        + " way instead, and say viewOnly of this one.");
    }

    static InvalidRequestException noKey(RelationshipAttribute attribute, InstanceState element) {
        return new InvalidRequestException(
                ErrorCode.MAP_KEY,
                element
                        + " cannot enter the map "
                        + attribute
                        + ": its key "
                        + keyName(attribute)
                        + " is null. Set the key before linking; a key that the database makes cannot"
                        + " serve before the flush.");
    }

    static InvalidRequestException notOrdered(RelationshipAttribute attribute) {
        return new InvalidRequestException(
                ErrorCode.INVALID_STATE,
                attribute
                        + " numbers no elements, so there is nothing to reorder. Map it as an ordered list:"
                        + " @OrderedList(\"position\"), or ordered(\"position\") in code.");
    }

    /** A program gave null as a key; java.util demands another class of exception than the above. */
    static String nullKey(RelationshipAttribute attribute) {
        return ErrorCode.MAP_KEY.code()
                + ": the map "
                + attribute
                + " takes no null key; give the key, or add the element by its own "
                + keyName(attribute);
    }

    static InvalidRequestException otherUnderKey(
            RelationshipAttribute attribute,
            InstanceState element,
            InstanceState occupant,
            @Nullable Object key) {
        return new InvalidRequestException(
                ErrorCode.MAP_KEY,
                element
                        + " cannot be removed from the map "
                        + attribute
                        + ": under its key "
                        + keyName(attribute)
                        + " = "
                        + key
                        + " there is "
                        + occupant
                        + ". The key attribute was changed after the element came in; keys must not"
                        + " change while an element is in the map.");
    }

    static String keyName(RelationshipAttribute attribute) {
        return attribute.wiring().mapKey() == null
                ? "(none)"
                : attribute.wiring().mapKey().description();
    }

    /** Refuses null and what is no object of the target (spec CO-10). */
    static Object checkElement(RelationshipAttribute attribute, @Nullable Object element) {
        if (element == null) {
            throw new NullPointerException(
                    ErrorCode.WRONG_ELEMENT.code()
                            + ": "
                            + attribute
                            + " holds objects of "
                            + attribute.wiring().targetName()
                            + ", not null");
        }
        checkType(attribute, element);
        return element;
    }

    /** Refuses what is no object of the target (spec CO-10). */
    static void checkType(RelationshipAttribute attribute, Object element) {
        Class<?> target = attribute.wiring().target();
        boolean fits =
                target != null
                        ? target.isInstance(element)
                        : attribute.owner().fits(attribute, element);
        if (!fits) {
            throw new IllegalArgumentException(
                    ErrorCode.WRONG_ELEMENT.code()
                            + ": "
                            + attribute
                            + " holds objects of "
                            + attribute.wiring().targetName()
                            + ", not of "
                            + element.getClass().getName());
        }
    }
}

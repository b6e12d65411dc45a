package io.relmap.attribute;

import io.relmap.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told of changes of one relationship before they happen; may replace a value or throw to veto (AT-20). */
public interface SlotListener {

    /** An element comes into a collection. Returns the element to take. */
    default Object append(InstanceState owner, Object element, Initiator initiator) {
        return element;
    }

    /** An element goes out of a collection. */
    default void remove(InstanceState owner, Object element, Initiator initiator) {}

    /**
     * A reference is set.
     *
     * @param old the old value, or {@link io.relmap.state.Unknown#UNKNOWN}
     * @return the value to take
     */
    default @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        return value;
    }

    /** A collection is replaced as a whole; the list may be edited. */
    default void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {}

    /** An element that is already inside was added again (spec CO-6). */
    default void appendWithoutMutation(InstanceState owner, Object element, Initiator initiator) {}

    /**
     * A call of a program has ended in which an element left the owner's attribute and did not come back.
     * Told only where the call is strict (spec AT-46).
     */
    default void separated(InstanceState owner, Object element) {}

    /** Whether old values must be fetched before they are replaced (spec AT-17). */
    default boolean needsOldValue() {
        return false;
    }
}

package io.relmap.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of changes of one relationship before they happen: as the first of all, while both sides are
 * unchanged, or as the last, when the other side has changed already (spec AT-20, AT-27). May throw to refuse a
 * change; the first ones may also put another value in the place of the one that comes in. To look at values
 * only, use an {@link AttributeValidator}. One listener serves all objects of a class, with and without a
 * session: implementations are safe for use by several threads.
 */
public interface AttributeListener {

    /**
     * An element comes into a collection.
     *
     * @return the element to take
     */
    default Object append(AttributeEvent event, Object element) {
        return element;
    }

    /** An element goes out of a collection. */
    default void remove(AttributeEvent event, Object element) {}

    /**
     * A reference is set.
     *
     * @param value the new value; null where it is cleared
     * @param old the old value; null if there was none, or if it is not known
     * @return the value to take
     */
    default @Nullable Object set(
            AttributeEvent event, @Nullable Object value, @Nullable Object old) {
        return value;
    }

    /** A collection is replaced as a whole; the list of its new elements may be edited. */
    default void bulkReplace(AttributeEvent event, List<Object> elements) {}

    /** An element that is inside already was added again; nothing changes (spec CO-6). */
    default void appendWithoutMutation(AttributeEvent event, Object element) {}

    /** When it is told; first unless this says otherwise. Asked once. */
    default Moment moment() {
        return Moment.FIRST;
    }

    /** Whether an old value that is not loaded is loaded before it is replaced; it is unless this says no. */
    default boolean needsOldValue() {
        return true;
    }

    /** When a listener is told. */
    enum Moment {
        /** Before validators, the session and the other side. */
        FIRST,
        /**
         * When the other side has changed and the object has come into the session; this side changes next. What
         * is thrown then undoes all that (spec AT-26). It is too late to put another value in.
         */
        LAST
    }
}

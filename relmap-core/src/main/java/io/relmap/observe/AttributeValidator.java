package io.relmap.observe;

import org.jspecify.annotations.Nullable;

/**
 * Looks at each value that is to come into a relationship, and may put another one in its place or throw to
 * refuse it (spec AT-24). It is called behind the listeners that are told first and before anything changes, so
 * that a refusal leaves both sides as they were (AT-25). Where a collection is replaced as a whole, each new
 * element is looked at once, also one that is inside already, before anything happens. A value that comes from
 * the other side can be refused but not replaced: that side names it already.
 *
 * <p>Given to a relationship as its listeners are. One validator serves all objects of a class: implementations
 * are safe for use by several threads.
 */
@FunctionalInterface
public interface AttributeValidator extends AttributeListener {

    /**
     * A value comes in.
     *
     * @param value the element or object; null where a reference is cleared
     * @return the value to take
     */
    @Nullable Object check(AttributeEvent event, @Nullable Object value);

    /** An element goes out of a collection. Nothing is looked at unless this is overridden. */
    default void checkRemoval(AttributeEvent event, Object element) {}

    /** Whether changes are looked at that come from the other side; they are unless this says no. */
    default boolean includesBackrefs() {
        return true;
    }

    /** The old value is not needed. */
    @Override
    default boolean needsOldValue() {
        return false;
    }
}

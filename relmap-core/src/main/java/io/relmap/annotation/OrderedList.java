package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code ToList} keep its order in an attribute of its elements (spec CO-29). An element that comes
 * in at the end gets its position if it has none; one that is put in at a place, or taken out, numbers the
 * whole list; sorting and replacing number nothing until {@code reorder()} is called, or with {@link
 * #always}. Without an {@code orderBy} the list is loaded in the order of the attribute.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OrderedList {

    /** The element's attribute: a field that may be null, such as an {@code Integer}. */
    String value();

    /** The position of the first element. */
    int startAt() default 0;

    /** Whether an element that comes in at the end is given a position though it has one. */
    boolean reorderOnAppend() default false;

    /** Whether every change numbers the whole list, sorting and replacing too. */
    boolean always() default false;

    /**
     * Computes positions where counting will not do: a class with a constructor without arguments that implements
     * {@code io.relmap.mapping.Numbering}. {@link #startAt} then says nothing.
     */
    Class<?> numbering() default void.class;
}

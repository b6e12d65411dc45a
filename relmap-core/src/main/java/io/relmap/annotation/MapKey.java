package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the elements of a {@code ToMap} are found by: column attributes or getters of the element (spec
 * CO-20).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface MapKey {

    /** The attribute's name. Several make a key of several parts: a {@code List} of their values in this order. */
    String[] value();

    /** Whether an element whose key is null, or partly null, stays out of the map without an error (CO-26). */
    boolean ignoreUnpopulated() default false;
}

package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column in a {@code Deferred} that is loaded together with all others of its group, at the first access to any (spec LO-114). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface DeferredGroup {

    /** The group's name, within the entity. */
    String value();
}

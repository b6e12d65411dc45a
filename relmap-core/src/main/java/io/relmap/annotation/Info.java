package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One entry of what a program wants to remember of a relationship; relmap only keeps it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Info {

    /** The entry's name. */
    String name();

    /** The entry's value. */
    String value();
}

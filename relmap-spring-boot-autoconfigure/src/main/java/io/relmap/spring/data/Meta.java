package io.relmap.spring.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the statement of a query method is sent; not for {@link Modifying} methods and values of native queries. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Meta {

    /** What the query is for: stands in the log, and in what statement listeners are told. */
    String comment() default "";

    /** How many rows the driver fetches at a time; 0 for its own choice. */
    int fetchSize() default 0;
}

package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How an enum is stored; by its name where this annotation is missing. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Enumerated {

    /** By name or by position. */
    Form value() default Form.NAME;

    /** What stands in the column. */
    enum Form {
        NAME,
        ORDINAL
    }
}

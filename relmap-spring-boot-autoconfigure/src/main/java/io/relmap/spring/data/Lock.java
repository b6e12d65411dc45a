package io.relmap.spring.data;

import io.relmap.sql.RowLock;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a query method locks the rows that it finds, until the transaction ends: use it in a transaction that is not
 * read-only. Objects are loaded, also for projections. On a method that finds none it stops the start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Lock {

    /** The lock. */
    RowLock value() default RowLock.FOR_UPDATE;
}

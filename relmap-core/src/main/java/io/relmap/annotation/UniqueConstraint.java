package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Columns whose values together differ from row to row. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(UniqueConstraint.List.class)
public @interface UniqueConstraint {

    /** The columns' names. */
    String[] value();

    /** The constraint's name; by default the database chooses. */
    String name() default "";

    /** Whether the check may be put off until the transaction ends, and is at first. */
    boolean deferred() default false;

    /**
     * Whether the check may be put off by a transaction that says so ({@code SET CONSTRAINTS}); told to databases that
     * can. A flush does so where rows exchange values that may not be NULL.
     */
    boolean deferrable() default false;

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /** The constraints. */
        UniqueConstraint[] value();
    }
}

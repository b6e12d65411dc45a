package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class whose objects are rows of a table. It needs a constructor without arguments, of any visibility. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Entity {

    /** The table; by default the class's simple name in snake case. */
    String table() default "";

    /** The table's schema; by default the connection's. */
    String schema() default "";

    /** The name in expressions and messages; by default the class's simple name. */
    String name() default "";

    /**
     * Whether an object counts as an orphan only when it lacks a parent by every relationship with delete-orphan
     * that leads to it; by default by any of them (spec CA-40).
     */
    boolean legacyIsOrphan() default false;

    /** Whether a flush fetches what the database put into columns by itself (spec UW-85). */
    EagerDefaults eagerDefaults() default EagerDefaults.AUTO;

    /** Whether rows that are written alike share a statement and a batch (spec UW-80). */
    boolean batch() default true;

    /**
     * Whether a DELETE that finds fewer rows than it was sent for is an error (spec UW-121): not for rows that
     * ON DELETE CASCADE has taken along in the same flush. Rows with a version are compared in any case.
     */
    boolean confirmDeletedRows() default true;
}

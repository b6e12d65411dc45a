package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A foreign key of several columns. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(ForeignKeyConstraint.List.class)
public @interface ForeignKeyConstraint {

    /** The referring columns' names. */
    String[] columns();

    /** The columns referred to, one for each: {@code table.column}, all of one table. */
    String[] references();

    /** The constraint's name; by default the database chooses. */
    String name() default "";

    /** As {@link ForeignKey#onDelete()}. */
    String onDelete() default "";

    /** As {@link ForeignKey#onUpdate()}. */
    String onUpdate() default "";

    /** As {@link ForeignKey#useAlter()}. */
    boolean useAlter() default false;

    /** As {@link ForeignKey#deferred()}. */
    boolean deferred() default false;

    /** As {@link ForeignKey#deferrable()}. */
    boolean deferrable() default false;

    /** As {@link ForeignKey#match()}. */
    Match match() default Match.DEFAULT;

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /** The constraints. */
        ForeignKeyConstraint[] value();
    }
}

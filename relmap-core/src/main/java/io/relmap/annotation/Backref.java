package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Arguments of a generated reverse relationship; what is not given is inherited or has its default (spec RC-103). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Backref {

    /** As {@link Relationship#cascade()}. */
    Cascade[] cascade() default {};

    /** As {@link Relationship#lazy()}. */
    Lazy lazy() default Lazy.SELECT;

    /** As {@link Relationship#orderBy()}. */
    String orderBy() default "";

    /** Whether the reverse is a single object although it could be several. */
    boolean scalar() default false;

    /** As {@link Relationship#remoteSide()}. */
    String remoteSide() default "";

    /** As {@link Relationship#passiveDeletes()}. */
    PassiveDeletes passiveDeletes() default PassiveDeletes.FALSE;

    /** As {@link Relationship#singleParent()}. */
    boolean singleParent() default false;

    /** As {@link Relationship#cascadeBackrefs()}. */
    boolean cascadeBackrefs() default true;

    /** As {@link Relationship#activeHistory()}. */
    boolean activeHistory() default false;

    /** As {@link Relationship#overlaps()}. */
    String overlaps() default "";
}

package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Arguments of a generated reverse relationship. Joins, {@code foreignKeys}, {@code viewOnly}, {@code
 * postUpdate}, {@code passiveUpdates} and {@code syncBackref} are inherited where they are not given, all
 * else has its default (spec RC-103, RC-104).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Backref {

    /** As {@link Relationship#primaryJoin()}. */
    String primaryJoin() default "";

    /** As {@link Relationship#secondaryJoin()}. */
    String secondaryJoin() default "";

    /** As {@link Relationship#foreignKeys()}. */
    String foreignKeys() default "";

    /** As {@link Relationship#remoteSide()}. */
    String remoteSide() default "";

    /** Whether the reverse is a single object although it could be several. */
    boolean scalar() default false;

    /** As {@link Relationship#syncBackref()}. */
    SyncBackref syncBackref() default SyncBackref.DEFAULT;

    /** As {@link Relationship#cascade()}. */
    Cascade[] cascade() default {};

    /** As {@link Relationship#cascadeBackrefs()}. */
    boolean cascadeBackrefs() default true;

    /** As {@link Relationship#orderBy()}. */
    String orderBy() default "";

    /** As {@link Relationship#lazy()}. */
    Lazy lazy() default Lazy.SELECT;

    /** As {@link Relationship#batchSize()}. */
    int batchSize() default 0;

    /** As {@link Relationship#innerJoin()}. */
    InnerJoin innerJoin() default InnerJoin.FALSE;

    /** As {@link Relationship#joinDepth()}. */
    int joinDepth() default -1;

    /** As {@link Relationship#distinctTargetKey()}. */
    Setting distinctTargetKey() default Setting.DEFAULT;

    /** As {@link Relationship#omitJoin()}. */
    Setting omitJoin() default Setting.DEFAULT;

    /** As {@link Relationship#bakeQueries()}. */
    boolean bakeQueries() default true;

    /** As {@link Relationship#singleParent()}. */
    boolean singleParent() default false;

    /** As {@link Relationship#viewOnly()}; inherited by default. */
    Setting viewOnly() default Setting.DEFAULT;

    /** As {@link Relationship#postUpdate()}; inherited by default. */
    Setting postUpdate() default Setting.DEFAULT;

    /** As {@link Relationship#passiveDeletes()}. */
    PassiveDeletes passiveDeletes() default PassiveDeletes.FALSE;

    /** As {@link Relationship#passiveUpdates()}; inherited by default. */
    Setting passiveUpdates() default Setting.DEFAULT;

    /** As {@link Relationship#activeHistory()}. */
    boolean activeHistory() default false;

    /** As {@link Relationship#enableTypechecks()}. */
    boolean enableTypechecks() default true;

    /** As {@link Relationship#loadOnPending()}. */
    boolean loadOnPending() default false;

    /** As {@link Relationship#overlaps()}. */
    String overlaps() default "";

    /** As {@link Relationship#queryClass()}. */
    Class<?> queryClass() default void.class;

    /** As {@link Relationship#comparator()}. */
    Class<?> comparator() default void.class;

    /** As {@link Relationship#listeners()}. */
    Class<?>[] listeners() default {};

    /** As {@link Relationship#doc()}. */
    String doc() default "";

    /** As {@link Relationship#info()}. */
    Info[] info() default {};
}

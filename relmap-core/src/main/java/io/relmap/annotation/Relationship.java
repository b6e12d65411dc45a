package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a holder leads to other entities. A holder without it is a relationship with these defaults.
 * Strings are names or expressions of the closed language (spec 01 section 14): they are parsed, never
 * run. Whether it is a collection, and which one, is the holder's type.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Relationship {

    /** The target class, where the field's type does not say it. */
    Class<?> target() default void.class;

    /** The target's name, where it can only be told late; see spec RC-126. Alternative mappings have one too. */
    String targetName() default "";

    /** The association table of a many-to-many relationship, or a join of tables to read through. */
    String secondary() default "";

    /** The join from the owner to the target, or to the association table; by default from the foreign keys. */
    String primaryJoin() default "";

    /** The join from the association table to the target; by default from the foreign keys. */
    String secondaryJoin() default "";

    /** The columns that hold the reference, where the foreign keys leave a choice. */
    String foreignKeys() default "";

    /** The columns on the far side, where a table refers to itself. */
    String remoteSide() default "";

    /** The name of the relationship on the target that is this one seen from there. */
    String backPopulates() default "";

    /** As {@link #backPopulates()}, but the relationship is made by this one. */
    String backref() default "";

    /** Arguments of the relationship that {@link #backref()} makes. */
    Backref backrefArguments() default @Backref;

    /** Whether changes in memory are carried to the other side. */
    SyncBackref syncBackref() default SyncBackref.DEFAULT;

    /** What is passed on; by default {@code SAVE_UPDATE, MERGE}. */
    Cascade[] cascade() default {};

    /** Whether an object that enters from the other side is added to the session. */
    boolean cascadeBackrefs() default true;

    /** The order in which a collection is loaded. */
    String orderBy() default "";

    /** When and how it is loaded. */
    Lazy lazy() default Lazy.SELECT;

    /** How many siblings a lazy load takes along at the most: 1 for none, 0 for what holds for the mapping. */
    int batchSize() default 0;

    /** Whether joined loading uses INNER JOIN. */
    InnerJoin innerJoin() default InnerJoin.FALSE;

    /** How deep eager loading goes where it comes back to the same entity; -1 for no limit given. */
    int joinDepth() default -1;

    /** Whether subquery loading reads distinct keys; by default where they are not a whole primary key. */
    Setting distinctTargetKey() default Setting.DEFAULT;

    /** {@code OFF} makes select-in loading always join the owner's table; by default only where it must. */
    Setting omitJoin() default Setting.DEFAULT;

    /** Whether the statement of its lazy load is kept for the next one. */
    boolean bakeQueries() default true;

    /** Whether an object may have one parent only. */
    boolean singleParent() default false;

    /** Whether it is only read. */
    boolean viewOnly() default false;

    /** Whether the reference is written by an UPDATE of its own. */
    boolean postUpdate() default false;

    /** How far deletes are left to the database. */
    PassiveDeletes passiveDeletes() default PassiveDeletes.FALSE;

    /** Whether the database carries changed keys to the rows that refer to them. */
    boolean passiveUpdates() default true;

    /** Whether the old value is loaded before it is replaced. */
    boolean activeHistory() default false;

    /** Whether a flush refuses objects of an unrelated class. */
    boolean enableTypechecks() default true;

    /** Whether it is loaded for objects that are not in the database yet. */
    boolean loadOnPending() default false;

    /** Names of relationships that may write the same columns. */
    String overlaps() default "";

    /**
     * A public interface that extends {@code io.relmap.query.Query} and has default methods: the query of a {@code ToQuery}
     * with {@code lazy = DYNAMIC} has them too (spec LO-94).
     */
    Class<?> queryClass() default void.class;

    /**
     * A class that implements {@code io.relmap.mapping.RelationshipComparator} and has a constructor without
     * arguments: has a say in what comparisons of the relationship mean in queries.
     */
    Class<?> comparator() default void.class;

    /**
     * Classes that implement {@code io.relmap.observe.AttributeListener} and have a constructor without
     * arguments: are told of changes before all others, in this order. An {@code AttributeValidator} among them
     * looks at each value that comes in.
     */
    Class<?>[] listeners() default {};

    /** A text for readers. */
    String doc() default "";

    /** What a program wants to remember of it. */
    Info[] info() default {};
}

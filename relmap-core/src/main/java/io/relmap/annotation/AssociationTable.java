package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The table between the two ends of a many-to-many relationship, declared on either end's class. Its
 * primary key is all its columns.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(AssociationTable.List.class)
public @interface AssociationTable {

    /** The table's name. */
    String name();

    /** The table's schema; by default the connection's. */
    String schema() default "";

    /** Its columns. */
    Link[] value();

    /** One column of an association table. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Link {

        /** The column's name. */
        String column();

        /** The column referred to: {@code table.column}. */
        String references();

        /** As {@link ForeignKey#onDelete()}. */
        String onDelete() default "";

        /** As {@link ForeignKey#onUpdate()}. */
        String onUpdate() default "";
    }

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /** The tables. */
        AssociationTable[] value();
    }
}

package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks relmap's holders: a field of such a type is a relationship or another managed attribute. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HolderType {

    /** What the holder holds. */
    Content value();

    /** What a holder can hold. */
    enum Content {
        REFERENCE,
        LIST,
        SET,
        MAP,
        QUERY,
        /** A collection of the program's own. */
        CUSTOM,
        /** A column that is loaded at first access. */
        COLUMN,
        /** Not a relationship: the object's state itself. */
        STATE
    }
}

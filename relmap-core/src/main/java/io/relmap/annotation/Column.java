package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/** How a field is stored. A field without it is a column with these defaults. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Column {

    /** The column's name; by default the field's name in snake case. */
    String name() default "";

    /** Characters or bytes, for types that have a length. */
    int length() default 255;

    /** Digits of a decimal number; 0 for the default, 38. */
    int precision() default 0;

    /** Digits after the point of a decimal number. */
    int scale() default 0;

    /** Whether NULL is allowed. Keys and primitive fields never allow it. */
    boolean nullable() default true;

    /** Whether values differ from row to row; {@link UniqueConstraint} says more, that the check can be put off for one. */
    boolean unique() default false;

    /** The SQL type as the database writes it; by default the one that fits the field. */
    String type() default "";

    /** The DEFAULT clause as SQL text; an unset field then takes what the database puts in. */
    String serverDefault() default "";

    /**
     * What an INSERT writes where the field is null: an expression of the language of joins and conditions, such
     * as {@code func.upper('q')} (spec UW-76).
     */
    String defaultSql() default "";

    /** What each UPDATE of the row writes, unless the program changed the field; an expression too (UW-84). */
    String onUpdateSql() default "";

    /** Makes the value that an INSERT writes where the field is null: a class with a constructor without arguments. */
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    Class<? extends Supplier> defaultValue() default Supplier.class;

    /** Makes the value that each UPDATE of the row writes, unless the program changed the field. */
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    Class<? extends Supplier> onUpdate() default Supplier.class;

    /** Whether the database itself sets the column in INSERT and UPDATE, by a trigger for instance. */
    boolean changedByDatabase() default false;

    /** The expression of a generated column, as SQL text; such a column is never written. */
    String computed() default "";
}

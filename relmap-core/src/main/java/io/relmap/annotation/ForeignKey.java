package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column that refers to another table. On a holder it declares a column without a field: {@code
 * @ForeignKey("author.id") ToOne<Author> author} is a column {@code author_id}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ForeignKey {

    /** The column referred to: {@code table.column} or {@code schema.table.column}. */
    String value();

    /** The referring column's name where the annotation stands on a holder; by default as above. */
    String column() default "";

    /** Whether NULL is allowed, where the annotation stands on a holder. */
    boolean nullable() default true;

    /** The constraint's name; by default the database chooses. */
    String name() default "";

    /** {@code CASCADE}, {@code SET NULL}, {@code SET DEFAULT}, {@code RESTRICT}, {@code NO ACTION}, or none. */
    String onDelete() default "";

    /** As {@link #onDelete()}, for changed keys. */
    String onUpdate() default "";

    /** Whether the constraint is added by ALTER TABLE after all tables exist. */
    boolean useAlter() default false;

    /** Whether the check may be put off until the transaction ends, and is at first. */
    boolean deferred() default false;

    /** Whether the check may be put off by a transaction that says so ({@code SET CONSTRAINTS}). */
    boolean deferrable() default false;

    /** When the key is checked if some of its columns are NULL; said only to databases that know it. */
    Match match() default Match.DEFAULT;
}

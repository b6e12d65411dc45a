package io.relmap.spring.data;

import io.relmap.annotation.Lazy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a query method of a repository loads with the objects it finds, so that it can be read after the transaction:
 * {@code @LoadWith("books.tags")} loads the books of each object and the tags of each book. The paths are checked when
 * the repository is made.
 *
 * <p>It is for methods that find. For a method that the repository inherits, declare one whose name says the same:
 * {@code Optional<Author> findWithBooksById(Long id)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface LoadWith {

    /** Paths over relationships, from the repository's entity; all relationships on the way are loaded. */
    String[] value();

    /** How: one more statement for each relationship by default; {@code JOINED} for joins in the query itself. */
    Lazy strategy() default Lazy.SELECT_IN;
}

package io.relmap.spring.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.data.annotation.QueryAnnotation;

/**
 * The condition of a repository method, in relmap's closed expression language: {@code "name like :name and
 * books.title = :title"}. Attribute paths lead from the repository's entity; {@code :name} takes the method's
 * parameter of that name. The method's return type says what comes back, as for derived queries.
 */
@Documented
@QueryAnnotation
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Query {

    /** The condition; empty for all objects. */
    String value() default "";

    /** Terms of the order, {@code "name"} or {@code "author.name desc"}; a {@code Sort} argument comes after them. */
    String[] orderBy() default {};
}

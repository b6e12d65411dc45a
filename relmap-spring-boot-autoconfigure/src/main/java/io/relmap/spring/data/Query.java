package io.relmap.spring.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.data.annotation.QueryAnnotation;

/**
 * What a repository method asks for, in relmap's closed expression language: {@code "name like :name and books.title =
 * :title"}. Attribute paths lead from the repository's entity. The method's return type says what comes back, as for
 * derived queries; with {@link #select()} it is rows of values.
 *
 * <p>Values come from the method's parameters by name ({@code :name}) or by place ({@code ?1}), or from expressions of
 * Spring Data ({@code :#{#author.name}}, {@code ?#{[0]}}, {@code :${some.property}}). They are bound, never written into
 * the statement.
 *
 * <p>With {@link #nativeQuery()} the text is SQL of the database's own: a SELECT whose rows become objects, projections,
 * records, maps, arrays or single values as the method returns them, or, with {@link Modifying}, a statement that changes
 * rows.
 */
@Documented
@QueryAnnotation
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Query {

    /** The condition, or the statement of a native query; empty for all objects. */
    String value() default "";

    /** Terms of the order, {@code "name"} or {@code "author.name desc"}; a {@code Sort} argument comes after them. */
    String[] orderBy() default {};

    /**
     * Relationships that are joined, {@code "books"} or, under a name of its own, {@code "books as b"}. An object comes once,
     * however many rows a join makes of it, but with {@link #select()}.
     */
    String[] join() default {};

    /** As {@link #join()}, keeping objects that have no target. */
    String[] outerJoin() default {};

    /**
     * Values instead of objects: {@code {"name", "count(books.id) as books"}}. The method returns one value of each row, a
     * record or a projection that shows them by their names or in their order, a {@code Map} or an {@code Object[]}.
     */
    String[] select() default {};

    /** By what rows are grouped. */
    String[] groupBy() default {};

    /** A condition on groups. */
    String having() default "";

    /** With {@link Modifying}: what attributes become, {@code "year = year + :n"}. */
    String[] set() default {};

    /** Whether the text is SQL of the database's own. */
    boolean nativeQuery() default false;

    /**
     * SQL that counts what a native query finds, for a {@code Page}; by default the rows of the query itself are
     * counted.
     */
    String countQuery() default "";
}

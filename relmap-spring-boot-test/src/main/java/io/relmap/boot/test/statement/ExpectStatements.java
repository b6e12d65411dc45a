package io.relmap.boot.test.statement;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What statements a test method sends, checked when it has ended well, before its transaction is rolled back. On a class,
 * for each of its methods that has none of its own. What is not given may be anything.
 *
 * <pre>{@code
 * @Test
 * @ExpectStatements(selects = 2, tables = {"author", "book"})
 * void booksComeWithTheirAuthors() {...}
 * }</pre>
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(StatementsExtension.class)
public @interface ExpectStatements {

    /** Stands for any number. */
    int ANY = -1;

    /** How many in all. */
    int count() default ANY;

    /** How many that read rows for the program. */
    int selects() default ANY;

    /** How many that insert. */
    int inserts() default ANY;

    /** How many that update. */
    int updates() default ANY;

    /** How many that delete. */
    int deletes() default ANY;

    /** How many lazy loads. */
    int lazyLoads() default ANY;

    /** The only tables that statements may name; any if it is empty. */
    String[] tables() default {};
}

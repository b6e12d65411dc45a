package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field that counts changes of a row: a concurrent change is found and refused (spec UW-116). An integer
 * counts 1, 2, 3 and so on; an {@code Instant} takes the time of the change, in microseconds. Other types need a
 * {@link #generator()} or another {@link #source()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Version {

    /**
     * Makes the versions: a class with a constructor without arguments. By default integers are counted and
     * times taken.
     */
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    Class<? extends VersionGenerator> generator() default VersionGenerator.class;

    /** Who gives the versions. */
    VersionSource source() default VersionSource.GENERATOR;
}

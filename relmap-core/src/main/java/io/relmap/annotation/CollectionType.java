package io.relmap.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a {@code ToCollection} keeps its elements in (spec CO-28). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CollectionType {

    /**
     * A class with a constructor without arguments that implements {@code io.relmap.mapping.CollectionAdapter}.
     */
    Class<?> value();
}

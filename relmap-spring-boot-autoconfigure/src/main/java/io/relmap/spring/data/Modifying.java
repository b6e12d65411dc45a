package io.relmap.spring.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method with {@link Query} that changes rows in one statement, without cascades: it sets what {@link Query#set()} says,
 * deletes (if its name begins with {@code delete} or {@code remove}), or sends a native statement. It returns nothing, or
 * how many rows it has changed.
 *
 * <p>Objects of the session follow what {@code set} and deletes do. What a native statement changes they do not know:
 * use {@link #clearAutomatically()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Modifying {

    /** Whether changes of the session are written first, so that the statement sees them. */
    boolean flushAutomatically() default true;

    /** Whether the session lets go of all objects afterwards; what was changed but not flushed is lost. */
    boolean clearAutomatically() default false;
}

package io.relmap.spring.data.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Fills the columns of entities that say when they were created and changed, and by whom: fields with Spring Data's {@code
 * CreatedDate}, {@code CreatedBy}, {@code LastModifiedDate} and {@code LastModifiedBy}, or entities that are {@code
 * Auditable}. The flush does it for each row that it inserts, and for each whose columns it changes, also for objects
 * that a cascade reaches and for those that were changed without {@code save}.
 *
 * <p>Who is told by a bean of type {@code AuditorAware}; a foreign key column takes a key. Bulk statements and native
 * ones are not audited.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(RelmapAuditingRegistrar.class)
public @interface EnableRelmapAuditing {

    /** The bean of type {@code AuditorAware}; by default the only one. */
    String auditorAwareRef() default "";

    /** Whether dates are set. */
    boolean setDates() default true;

    /** Whether an object counts as modified when it is created. */
    boolean modifyOnCreate() default true;

    /** The bean of type {@code DateTimeProvider} that says what time it is; by default the clock does. */
    String dateTimeProviderRef() default "";
}

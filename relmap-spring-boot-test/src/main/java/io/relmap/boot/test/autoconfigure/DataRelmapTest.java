package io.relmap.boot.test.autoconfigure;

import io.relmap.boot.test.statement.StatementsExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of entities and repositories: it starts relmap, the repositories, transactions and a database, and leaves the
 * application's other components out.
 *
 * <p>Each test runs in a transaction that is rolled back. It never commits, so that nothing is flushed by itself: call
 * {@link io.relmap.boot.test.TestSession#flush()} or {@code flushAndClear()} to see what is written.
 *
 * <p>The application's data source is replaced by an embedded database, whose tables relmap creates, unless it is one for
 * tests already, such as a container with {@code @ServiceConnection}; {@link AutoConfigureTestDatabase} says otherwise.
 *
 * <p>A test may ask for {@link io.relmap.boot.test.statement.Statements} as a parameter.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(DataRelmapTestContextBootstrapper.class)
@ExtendWith({SpringExtension.class, StatementsExtension.class})
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(DataRelmapTypeExcludeFilter.class)
@Transactional
@AutoConfigureDataRelmap
@AutoConfigureTestDatabase
@ImportAutoConfiguration
public @interface DataRelmapTest {

    /** Properties, as {@code key=value}, that are added to the environment. */
    String[] properties() default {};

    /**
     * Whether components are left out: all but {@code MappingCustomizer}s, {@code RelmapBuilderCustomizer}s and what is
     * a {@code NamingStrategy} or a {@code Dialect}, so that entities are mapped as in the application.
     */
    boolean useDefaultFilters() default true;

    /** Components to take in beside. */
    Filter[] includeFilters() default {};

    /** Components to leave out that would be taken in. */
    Filter[] excludeFilters() default {};

    /** Auto-configurations to leave out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}

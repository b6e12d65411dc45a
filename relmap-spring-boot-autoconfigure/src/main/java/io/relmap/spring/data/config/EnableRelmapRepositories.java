package io.relmap.spring.data.config;

import io.relmap.spring.data.support.RelmapRepositoryFactoryBean;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;
import org.springframework.data.repository.query.QueryLookupStrategy;

/**
 * Makes beans of the repositories in some packages. Spring Boot does so by itself for the application's packages; this
 * is for other packages, for other base classes, and for several {@code Relmap} beans in one application.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(RelmapRepositoriesRegistrar.class)
public @interface EnableRelmapRepositories {

    /** The packages, as {@link #basePackages()}. */
    String[] value() default {};

    /** The packages; by default that of the annotated class. */
    String[] basePackages() default {};

    /** Classes that stand for their packages. */
    Class<?>[] basePackageClasses() default {};

    /** Which interfaces are taken. */
    Filter[] includeFilters() default {};

    /** Which interfaces are left out. */
    Filter[] excludeFilters() default {};

    /** How the names of classes end that implement methods of a repository by hand. */
    String repositoryImplementationPostfix() default "Impl";

    /** Where named queries are. */
    String namedQueriesLocation() default "";

    /** Whether queries come from annotations, from names, or first from the one and then from the other. */
    QueryLookupStrategy.Key queryLookupStrategy() default
            QueryLookupStrategy.Key.CREATE_IF_NOT_FOUND;

    /** What makes the beans. */
    Class<?> repositoryFactoryBeanClass() default RelmapRepositoryFactoryBean.class;

    /** The base class of the repositories. */
    Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

    /** What names the beans. */
    Class<? extends BeanNameGenerator> nameGenerator() default BeanNameGenerator.class;

    /** Whether repositories that are nested in other classes are found. */
    boolean considerNestedRepositories() default false;

    /** When the repositories are made. */
    BootstrapMode bootstrapMode() default BootstrapMode.DEFAULT;

    /** The bean of type {@code TransactionalSessions} to use; by default the only or the primary one. */
    String sessionsRef() default "";

    /** The transaction manager of the repositories' own transactions. */
    String transactionManagerRef() default "transactionManager";

    /** Whether methods run in a transaction of their own where there is none. */
    boolean enableDefaultTransactions() default true;
}

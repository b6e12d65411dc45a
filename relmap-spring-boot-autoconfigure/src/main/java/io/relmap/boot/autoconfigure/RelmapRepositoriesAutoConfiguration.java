package io.relmap.boot.autoconfigure;

import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.config.RelmapRepositoryConfigurationExtension;
import io.relmap.spring.data.support.RelmapRepositoryFactoryBean;
import java.lang.annotation.Annotation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/** Makes beans of the repositories in the application's packages, unless the application enables its own. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
@ConditionalOnClass(Repository.class)
@ConditionalOnBean(TransactionalSessions.class)
@ConditionalOnMissingBean({
    RelmapRepositoryFactoryBean.class,
    RelmapRepositoryConfigurationExtension.class
})
@ConditionalOnBooleanProperty(name = "relmap.repositories.enabled", matchIfMissing = true)
@Import(RelmapRepositoriesAutoConfiguration.Registrar.class)
public final class RelmapRepositoriesAutoConfiguration {

    /** Looks for repositories as {@link EnableRelmapRepositories} on the application's main class would. */
    static final class Registrar extends AbstractRepositoryConfigurationSourceSupport {

        @Override
        protected Class<? extends Annotation> getAnnotation() {
            return EnableRelmapRepositories.class;
        }

        @Override
        protected Class<?> getConfiguration() {
            return Enabled.class;
        }

        @Override
        protected RepositoryConfigurationExtension getRepositoryConfigurationExtension() {
            return new RelmapRepositoryConfigurationExtension();
        }
    }

    @EnableRelmapRepositories
    private static final class Enabled {}
}

package io.relmap.boot.autoconfigure;

import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.config.RelmapRepositoryConfigurationExtension;
import io.relmap.spring.data.support.RelmapRepositoryFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.Repository;

/** Makes beans of the repositories in the application's packages, unless the application enables its own. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
@ConditionalOnClass(Repository.class)
@ConditionalOnBean(TransactionalSessions.class)
@ConditionalOnMissingBean({
    RelmapRepositoryFactoryBean.class,
    RelmapRepositoryConfigurationExtension.class
})
@ConditionalOnBooleanProperty(name = "relmap.repositories.enabled", matchIfMissing = true)
@Import(ApplicationRepositories.class)
public final class RelmapRepositoriesAutoConfiguration {}

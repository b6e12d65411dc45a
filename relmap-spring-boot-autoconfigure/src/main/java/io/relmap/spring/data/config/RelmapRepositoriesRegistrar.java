package io.relmap.spring.data.config;

import java.lang.annotation.Annotation;
import org.springframework.data.repository.config.RepositoryBeanDefinitionRegistrarSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/** Behind {@link EnableRelmapRepositories}. */
final class RelmapRepositoriesRegistrar extends RepositoryBeanDefinitionRegistrarSupport {

    @Override
    protected Class<? extends Annotation> getAnnotation() {
        return EnableRelmapRepositories.class;
    }

    @Override
    protected RepositoryConfigurationExtension getExtension() {
        return new RelmapRepositoryConfigurationExtension();
    }
}

package io.relmap.boot.autoconfigure;

import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.config.RelmapRepositoryConfigurationExtension;
import java.lang.annotation.Annotation;
import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/** Looks for repositories as {@link EnableRelmapRepositories} on the application's main class would. */
final class ApplicationRepositories extends AbstractRepositoryConfigurationSourceSupport {

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

    /** Carries the annotation's defaults. It is no member of a configuration class, where it would count by itself. */
    @EnableRelmapRepositories
    private static final class Enabled {}
}

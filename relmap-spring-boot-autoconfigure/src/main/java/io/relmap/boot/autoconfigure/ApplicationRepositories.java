package io.relmap.boot.autoconfigure;

import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.config.RelmapRepositoryConfigurationExtension;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/** Looks for repositories as {@link EnableRelmapRepositories} on the application's main class would. */
final class ApplicationRepositories extends AbstractRepositoryConfigurationSourceSupport {

    private BootstrapMode bootstrapMode = BootstrapMode.DEFAULT;

    @Override
    public void setEnvironment(Environment environment) {
        super.setEnvironment(environment);
        String mode = environment.getProperty("relmap.repositories.bootstrap-mode");
        if (mode != null && !mode.isBlank()) {
            bootstrapMode = mode(mode);
        }
    }

    private static BootstrapMode mode(String mode) {
        try {
            return BootstrapMode.valueOf(mode.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            var wrong =
                    new InvalidConfigurationPropertyValueException(
                            "relmap.repositories.bootstrap-mode",
                            mode,
                            "It is default, deferred or lazy.");
            wrong.addSuppressed(e);
            throw wrong;
        }
    }

    @Override
    protected BootstrapMode getBootstrapMode() {
        return bootstrapMode;
    }

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

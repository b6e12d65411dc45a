package io.relmap.spring.data.config;

import io.relmap.annotation.Entity;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.data.support.RelmapRepositoryFactoryBean;
import io.relmap.spring.data.support.SimpleRelmapRepository;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.data.repository.config.RepositoryConfigurationExtensionSupport;
import org.springframework.data.repository.config.RepositoryConfigurationSource;
import org.springframework.util.StringUtils;

/**
 * relmap as a module of Spring Data. In an application with several modules a repository is relmap's if it extends
 * {@link RelmapRepository}, or if its entity has relmap's {@link Entity}.
 */
public final class RelmapRepositoryConfigurationExtension
        extends RepositoryConfigurationExtensionSupport {

    /** An extension. */
    public RelmapRepositoryConfigurationExtension() {}

    @Override
    public String getModuleName() {
        return "relmap";
    }

    @Override
    public String getModuleIdentifier() {
        return "relmap";
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass of one of the supported versions
    protected String getModulePrefix() {
        return "relmap";
    }

    @Override
    public String getRepositoryFactoryBeanClassName() {
        return RelmapRepositoryFactoryBean.class.getName();
    }

    @Override
    public String getRepositoryBaseClassName() {
        return SimpleRelmapRepository.class.getName();
    }

    @Override
    protected Collection<Class<? extends Annotation>> getIdentifyingAnnotations() {
        return List.of(Entity.class);
    }

    @Override
    protected Collection<Class<?>> getIdentifyingTypes() {
        return List.of(RelmapRepository.class);
    }

    @Override
    public void postProcess(BeanDefinitionBuilder builder, RepositoryConfigurationSource source) {
        builder.addPropertyValue(
                "sessions",
                source.getAttribute("sessionsRef")
                        .filter(StringUtils::hasText)
                        .map(RuntimeBeanReference::new)
                        .orElseGet(() -> new RuntimeBeanReference(TransactionalSessions.class)));
        builder.addPropertyValue(
                "transactionManager",
                source.getAttribute("transactionManagerRef").orElse("transactionManager"));
        source.getAttribute("enableDefaultTransactions", Boolean.class)
                .ifPresent(
                        enabled -> builder.addPropertyValue("enableDefaultTransactions", enabled));
    }
}

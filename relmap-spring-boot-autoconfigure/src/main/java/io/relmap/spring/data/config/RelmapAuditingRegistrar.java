package io.relmap.spring.data.config;

import java.lang.annotation.Annotation;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.data.auditing.config.AuditingBeanDefinitionRegistrarSupport;
import org.springframework.data.auditing.config.AuditingConfiguration;

/** Behind {@link EnableRelmapAuditing}. */
final class RelmapAuditingRegistrar extends AuditingBeanDefinitionRegistrarSupport {

    @Override
    protected Class<? extends Annotation> getAnnotation() {
        return EnableRelmapAuditing.class;
    }

    @Override
    protected String getAuditingHandlerBeanName() {
        return "relmapAuditingHandler";
    }

    @Override
    protected BeanDefinitionBuilder getAuditHandlerBeanDefinitionBuilder(
            AuditingConfiguration configuration) {
        return configureDefaultAuditHandlerAttributes(
                configuration,
                BeanDefinitionBuilder.rootBeanDefinition(RelmapAuditingHandler.class));
    }

    @Override
    protected void registerAuditListenerBeanDefinition(
            BeanDefinition auditingHandlerDefinition, BeanDefinitionRegistry registry) {
        AbstractBeanDefinition listener =
                BeanDefinitionBuilder.rootBeanDefinition(AuditingListener.class)
                        .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
                        .getBeanDefinition();
        registerInfrastructureBeanWithId(listener, "relmapAuditingListener", registry);
    }
}

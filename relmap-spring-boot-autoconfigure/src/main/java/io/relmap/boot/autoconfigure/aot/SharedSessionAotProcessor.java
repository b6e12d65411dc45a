package io.relmap.boot.autoconfigure.aot;

import io.relmap.session.Session;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.CodeBlock;
import org.springframework.util.StringUtils;

/**
 * Keeps what {@code @Bean(destroyMethod = "")} says of the injected session, which nobody is to close: Spring does not write an
 * empty name down, and would then find {@code close()} by itself. A {@code @Bean} method that does not say it has a name here.
 */
final class SharedSessionAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        RootBeanDefinition definition = bean.getMergedBeanDefinition();
        boolean isLeftOpen =
                Session.class.isAssignableFrom(bean.getBeanClass())
                        && definition.getFactoryMethodName() != null
                        && !StringUtils.hasLength(definition.getDestroyMethodName());
        return isLeftOpen
                ? BeanRegistrationAotContribution.withCustomCodeFragments(LeftOpen::new)
                : null;
    }

    /** The definition of a bean that is not closed. */
    private static final class LeftOpen extends BeanRegistrationCodeFragmentsDecorator {

        LeftOpen(BeanRegistrationCodeFragments fragments) {
            super(fragments);
        }

        @Override
        public CodeBlock generateSetBeanDefinitionPropertiesCode(
                GenerationContext generation,
                BeanRegistrationCode code,
                RootBeanDefinition definition,
                Predicate<String> attributeFilter) {
            return CodeBlock.builder()
                    .add(
                            super.generateSetBeanDefinitionPropertiesCode(
                                    generation, code, definition, attributeFilter))
                    .addStatement("$L.setDestroyMethodName($S)", BEAN_DEFINITION_VARIABLE, "")
                    .build();
        }
    }
}

package io.relmap.boot.autoconfigure.aot;

import io.relmap.boot.autoconfigure.RelmapManagedTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.InstanceSupplier;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.CodeBlock;

/** Looks for entities while the application is built, and writes their names down in the place of looking again. */
final class ManagedTypesAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        return RelmapManagedTypes.class == bean.getBeanClass()
                ? new Names(
                        bean.getBeanFactory().getBean(bean.getBeanName(), RelmapManagedTypes.class))
                : null;
    }

    /**
     * The bean as a list of names.
     *
     * @param types what was found
     */
    private record Names(RelmapManagedTypes types) implements BeanRegistrationAotContribution {

        @Override
        public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(
                GenerationContext context, BeanRegistrationCodeFragments fragments) {
            return new BeanRegistrationCodeFragmentsDecorator(fragments) {
                @Override
                public CodeBlock generateInstanceSupplierCode(
                        GenerationContext generation,
                        BeanRegistrationCode code,
                        boolean allowDirectSupplierShortcut) {
                    return CodeBlock.of(
                            "$T.using(() -> $T.named($L))",
                            InstanceSupplier.class,
                            RelmapManagedTypes.class,
                            types.toList().stream()
                                    .map(type -> CodeBlock.of("$S", type.getName()))
                                    .collect(CodeBlock.joining(", ")));
                }
            };
        }

        @Override
        public void applyTo(GenerationContext context, BeanRegistrationCode code) {
            EntityHints hints = new EntityHints(context.getRuntimeHints().reflection());
            types.toList().forEach(hints::register);
        }
    }
}

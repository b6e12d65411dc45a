package io.relmap.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

class ModuleArchitectureTest {

    /** The packages in order: each may use only those before it. */
    private static final List<String> ORDER =
            List.of(
                    "io.relmap.spring",
                    "io.relmap.spring.data",
                    "io.relmap.spring.data.query",
                    "io.relmap.spring.data.support",
                    "io.relmap.spring.data.callback",
                    "io.relmap.spring.data.config",
                    "io.relmap.boot.autoconfigure.diagnostics",
                    "io.relmap.boot.autoconfigure",
                    "io.relmap.boot.autoconfigure.aot",
                    "io.relmap.boot.autoconfigure.metrics",
                    "io.relmap.boot.autoconfigure.observation",
                    "io.relmap.boot.autoconfigure.health",
                    "io.relmap.boot.autoconfigure.endpoint");

    private static final JavaClasses MODULE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.relmap.spring", "io.relmap.boot");

    @Test
    void aPackageUsesOnlyPackagesBeforeIt() {
        check(classes().should(useOnlyEarlierPackages()));
    }

    @Test
    void everyPackageIsNullMarked() {
        check(
                classes()
                        .should()
                        .resideInAPackage("io.relmap..")
                        .andShould(
                                new ArchCondition<>("reside in a null-marked package") {
                                    @Override
                                    public void check(JavaClass type, ConditionEvents events) {
                                        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                            events.add(
                                                    SimpleConditionEvent.violated(
                                                            type, type.getName()));
                                        }
                                    }
                                }));
    }

    @Test
    void autoConfigurationsArePublicFinalAndWithoutPublicMembers() {
        check(
                classes()
                        .that()
                        .areAnnotatedWith(AutoConfiguration.class)
                        .should()
                        .bePublic()
                        .andShould()
                        .haveModifier(JavaModifier.FINAL));
        check(
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(AutoConfiguration.class)
                        .should()
                        .bePublic());
    }

    @Test
    void beanMethodsArePackagePrivateAndTheirTypesAreNotPrivate() {
        check(methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
        check(
                methods()
                        .that()
                        .areAnnotatedWith(Bean.class)
                        .should()
                        .haveRawReturnType(
                                DescribedPredicate.describe(
                                        "a type that is not private",
                                        type ->
                                                !type.getModifiers()
                                                        .contains(JavaModifier.PRIVATE))));
    }

    @Test
    void postProcessorsAreMadeByStaticMethods() {
        check(
                methods()
                        .that()
                        .areAnnotatedWith(Bean.class)
                        .and(
                                DescribedPredicate.<JavaMethod>describe(
                                        "make post-processors",
                                        method ->
                                                method.getRawReturnType()
                                                                .isAssignableTo(
                                                                        BeanPostProcessor.class)
                                                        || method.getRawReturnType()
                                                                .isAssignableTo(
                                                                        BeanFactoryPostProcessor
                                                                                .class)))
                        .should()
                        .beStatic());
    }

    @Test
    void conditionsOnClassesStandOnClassesSinceASignatureIsLoadedFirst() {
        check(methods().should().notBeAnnotatedWith(ConditionalOnClass.class));
    }

    @Test
    void sessionsAndRepositoriesKnowNothingOfSpringBoot() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.relmap.spring..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.springframework.boot.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MODULE);
    }

    private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
        return new ArchCondition<>("use only packages before their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = ORDER.indexOf(type.getPackageName());
                if (own < 0) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is in no package of the order"));
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (ORDER.indexOf(target.getPackageName()) > own) {
                        events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

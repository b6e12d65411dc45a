package io.relmap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.relmap";

    /**
     * The packages in order: each may use only those before it. A package that is not listed counts
     * as part of the nearest listed one around it. The empty name is the root package.
     */
    private static final List<String> ORDER =
            List.of(
                    "annotation",
                    "error",
                    "graph",
                    "observe",
                    "type",
                    "schema",
                    "sql",
                    "dialect",
                    "join",
                    "mapping",
                    "mapping.config",
                    "state",
                    "attribute",
                    "backref",
                    "holder",
                    "cascade",
                    "flush.change",
                    "flush.dependency",
                    "flush.unique",
                    "flush.plan",
                    "flush.cycle",
                    "flush",
                    "jdbc",
                    "load",
                    "query",
                    "session",
                    "ddl",
                    "");

    /** Stands apart: it runs in the compiler. */
    private static final String PROCESSOR = "processor";

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void aPackageUsesOnlyPackagesBeforeIt() {
        check(
                classes()
                        .should(useOnlyEarlierPackages())
                        .because("the order of packages is the architecture (ORDER in this test)"));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        check(
                classes()
                        .should(resideInANullMarkedPackage())
                        .because("null is the exception, and @Nullable says where"));
    }

    @Test
    void namesSayWhatAClassIsOrHowItWorks() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)")
                        .because(
                                "such a name says nothing: use Default... or the idea's own name"));
    }

    @Test
    void coreNeedsNothingButTheJdkSlf4jAndJSpecify() {
        check(
                classes()
                        .that()
                        .resideOutsideOfPackage(ROOT + "." + PROCESSOR + "..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + "..",
                                "java..",
                                "javax.sql..",
                                "org.slf4j..",
                                "org.jspecify.annotations.."));
    }

    @Test
    void theProcessorNeedsNothingButTheCompilerAndTheAnnotations() {
        check(
                classes()
                        .that()
                        .resideInAPackage(ROOT + "." + PROCESSOR + "..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + "." + PROCESSOR + "..",
                                ROOT + ".annotation..",
                                "java..",
                                "javax.annotation.processing..",
                                "javax.lang.model..",
                                "javax.tools..",
                                "org.jspecify.annotations.."));
    }

    @Test
    void planningAFlushNeedsNoJdbc() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + ".graph..",
                                ROOT + ".join..",
                                ROOT + ".attribute..",
                                ROOT + ".backref..",
                                ROOT + ".cascade..",
                                ROOT + ".flush..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    /** The entry of {@link #ORDER} a package belongs to, or null where it belongs to none. */
    private static @Nullable String entryOf(String packageName) {
        if (packageName.equals(ROOT)) {
            return "";
        }
        String name = packageName.substring(ROOT.length() + 1);
        while (!name.isEmpty()) {
            if (ORDER.contains(name)) {
                return name;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return null;
    }

    private static boolean isProcessor(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + "." + PROCESSOR + ".");
    }

    private static boolean isCore(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + ".");
    }

    private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
        return new ArchCondition<>("use only packages before their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (isProcessor(type)) {
                    return; // has a rule of its own
                }
                String own = entryOf(type.getPackageName());
                if (own == null) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is in no package of the order"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!isCore(target)) {
                        continue;
                    }
                    String used = entryOf(target.getPackageName());
                    if (used == null || ORDER.indexOf(used) > ORDER.indexOf(own)) {
                        events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    "package "
                                            + type.getPackageName()
                                            + " of "
                                            + type.getSimpleName()
                                            + " has no package-info.java with @NullMarked"));
                }
            }
        };
    }

    private static final SliceAssignment EACH_PACKAGE =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return SliceIdentifier.of(type.getPackageName());
                }

                @Override
                public String getDescription() {
                    return "packages of relmap";
                }
            };
}

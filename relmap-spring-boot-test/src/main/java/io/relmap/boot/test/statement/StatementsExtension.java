package io.relmap.boot.test.statement;

import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives tests of Spring applications {@link Statements} as a parameter, and checks {@link ExpectStatements} and {@link
 * NoRepeatedLazyLoads}. {@code @DataRelmapTest} and both annotations bring it; beside {@code @SpringBootTest} write
 * {@code @ExtendWith(StatementsExtension.class)}. Counts from the beginning of the test method, behind what runs before it.
 */
public final class StatementsExtension
        implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {

    private static final Namespace OWN = Namespace.create(StatementsExtension.class);

    /** Made by JUnit. */
    public StatementsExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Statements.class
                && test.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return recording(test);
    }

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        Statements running = test.getStore(OWN).get(Statements.class, Statements.class);
        if (running != null) {
            running.clear();
        } else if (isExpecting(test)) {
            recording(test);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            return;
        }
        annotation(test, ExpectStatements.class)
                .ifPresent(expected -> check(expected, recording(test).assertThat()));
        if (annotation(test, NoRepeatedLazyLoads.class).isPresent()) {
            recording(test).assertThat().hasNoRepeatedLazyLoad();
        }
    }

    /** The recording of one test; JUnit closes it with the test. */
    private static Statements recording(ExtensionContext test) {
        return test.getStore(OWN)
                .computeIfAbsent(Statements.class, key -> recorder(test).start(), Statements.class);
    }

    private static StatementRecorder recorder(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test).getBean(StatementRecorder.class);
    }

    private static boolean isExpecting(ExtensionContext test) {
        return annotation(test, ExpectStatements.class).isPresent()
                || annotation(test, NoRepeatedLazyLoads.class).isPresent();
    }

    private static <A extends Annotation> Optional<A> annotation(
            ExtensionContext test, Class<A> type) {
        Optional<A> own = AnnotationSupport.findAnnotation(test.getElement(), type);
        return own.isPresent()
                ? own
                : AnnotationSupport.findAnnotation(
                        test.getRequiredTestClass(), type, test.getEnclosingTestClasses());
    }

    private static void check(ExpectStatements expected, StatementsAssert statements) {
        ifGiven(expected.count(), statements::hasCount);
        ifGiven(expected.selects(), statements::hasSelects);
        ifGiven(expected.inserts(), statements::hasInserts);
        ifGiven(expected.updates(), statements::hasUpdates);
        ifGiven(expected.deletes(), statements::hasDeletes);
        ifGiven(expected.lazyLoads(), statements::hasLazyLoads);
        if (expected.tables().length > 0) {
            statements.touchesOnly(expected.tables());
        }
    }

    private static void ifGiven(int number, IntConsumer check) {
        if (number != ExpectStatements.ANY) {
            check.accept(number);
        }
    }
}

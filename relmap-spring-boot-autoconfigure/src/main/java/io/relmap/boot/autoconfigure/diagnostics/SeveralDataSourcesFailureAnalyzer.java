package io.relmap.boot.autoconfigure.diagnostics;

import io.relmap.Relmap;
import io.relmap.session.Session;
import io.relmap.spring.TransactionalSessions;
import java.util.Arrays;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Says why there is no session: of several data sources none is the primary one. */
final class SeveralDataSourcesFailureAnalyzer
        extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> implements Ordered {

    private static final Set<Class<?>> MADE_ON_ONE_DATA_SOURCE =
            Set.of(Relmap.class, Session.class, TransactionalSessions.class);

    private final BeanFactory beans;

    SeveralDataSourcesFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> missing =
                cause.getResolvableType() == null ? null : cause.getResolvableType().resolve();
        if (missing == null
                || !MADE_ON_ONE_DATA_SOURCE.contains(missing)
                || !(beans instanceof ListableBeanFactory all)) {
            return null;
        }
        String[] dataSources = all.getBeanNamesForType(DataSource.class, true, false);
        if (dataSources.length < 2) {
            return null;
        }
        return new FailureAnalysis(
                "There is no "
                        + missing.getSimpleName()
                        + ": relmap does not know which of the data sources to use "
                        + Arrays.toString(dataSources)
                        + ".",
                "Mark one of them with @Primary, or declare a Relmap and its TransactionalSessions"
                        + " for each of them (docs/spring.md).",
                cause);
    }

    /** Before Spring Boot's own, which would only say that the bean is missing. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}

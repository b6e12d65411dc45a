package io.relmap.boot.autoconfigure.diagnostics;

import io.relmap.annotation.Entity;
import io.relmap.spring.data.RelmapRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryCreationException;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;
import org.springframework.data.repository.query.QueryCreationException;

/** Says which repository or which of its query methods cannot be, instead of a stack trace. */
final class RepositoryFailureAnalyzer extends AbstractFailureAnalyzer<RepositoryCreationException> {

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, RepositoryCreationException cause) {
        Class<?> repository = cause.getRepositoryInterface();
        if (!isRelmaps(repository)) {
            return null;
        }
        String reason = cause.getCause() == null ? null : cause.getCause().getMessage();
        String said = String.valueOf(reason == null ? cause.getMessage() : reason);
        return cause instanceof QueryCreationException query
                ? new FailureAnalysis(
                        "The query method "
                                + repository.getName()
                                + "."
                                + query.getMethod().getName()
                                + " cannot be understood:\n\n    "
                                + said,
                        "Correct its name, or write the condition with @Query.",
                        cause)
                : new FailureAnalysis(
                        "The repository "
                                + repository.getName()
                                + " cannot be made:\n\n    "
                                + said,
                        "Change its declaration as the message says.",
                        cause);
    }

    /** By the same marks by which Spring Data tells its modules apart. */
    private static boolean isRelmaps(Class<?> repository) {
        return RelmapRepository.class.isAssignableFrom(repository)
                || AnnotatedElementUtils.hasAnnotation(
                        AbstractRepositoryMetadata.getMetadata(repository).getDomainType(),
                        Entity.class);
    }
}

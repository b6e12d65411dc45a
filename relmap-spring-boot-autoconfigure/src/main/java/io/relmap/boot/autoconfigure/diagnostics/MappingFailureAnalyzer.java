package io.relmap.boot.autoconfigure.diagnostics;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows every problem of a mapping, each with its remedy, instead of a stack trace. */
final class MappingFailureAnalyzer extends AbstractFailureAnalyzer<MappingException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MappingException cause) {
        if (findCause(rootFailure, InvalidRequestException.class) != null) {
            return null; // the text of a query, which speaks the same language
        }
        List<MappingException> problems = cause.problems();
        String description =
                problems.size() == 1
                        ? "The entities cannot be mapped:\n\n    " + problems.get(0).getMessage()
                        : "The entities cannot be mapped, for "
                                + problems.size()
                                + " reasons:\n\n"
                                + problems.stream()
                                        .map(problem -> "    - " + problem.getMessage())
                                        .collect(Collectors.joining("\n"));
        String codes =
                problems.stream()
                        .map(problem -> problem.code().code())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return new FailureAnalysis(description, where(problems) + explained(codes), cause);
    }

    private static String explained(String codes) {
        return "Each message says what to write instead; docs/errors.md explains " + codes + ".";
    }

    /** Spring Boot looks for entities by itself, so a class that it has not found is in the wrong place. */
    private static String where(List<MappingException> problems) {
        return problems.stream().anyMatch(problem -> problem.code() == ErrorCode.NOT_MAPPED)
                ? "Classes with relmap's @Entity are mapped in the package of the application's main"
                        + " class and below it. Move the class there and annotate it, or name its"
                        + " package with @EntityScan on the main class. "
                : "";
    }
}

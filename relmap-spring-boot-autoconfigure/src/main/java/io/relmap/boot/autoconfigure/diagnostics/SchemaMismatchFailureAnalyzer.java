package io.relmap.boot.autoconfigure.diagnostics;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists what differs between the database and the mapping. */
final class SchemaMismatchFailureAnalyzer extends AbstractFailureAnalyzer<SchemaMismatchException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SchemaMismatchException cause) {
        return new FailureAnalysis(
                "The database's tables are not as the mapping says:\n\n"
                        + cause.differences().stream()
                                .map(difference -> "    - " + difference.message())
                                .collect(Collectors.joining("\n")),
                "Change the database by a migration or the entities, or set relmap.schema.mode to none.",
                cause);
    }
}

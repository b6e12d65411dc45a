package io.relmap.boot.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.ddl.SchemaDifference;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

@DisplayName("Failure analyzers")
class FailureAnalyzersTest {

    @Test
    void aMappingWithOneProblem() {
        FailureAnalysis analysis =
                new MappingFailureAnalyzer()
                        .analyze(
                                new IllegalStateException(
                                        new MappingException(
                                                ErrorCode.NO_FOREIGN_KEYS, "Author.books: none")));

        assertThat(analysis.getDescription())
                .isEqualTo("The entities cannot be mapped:\n\n    RM-110: Author.books: none");
        assertThat(analysis.getAction()).contains("RM-110");
    }

    @Test
    void aMappingWithSeveralProblems() {
        FailureAnalysis analysis =
                new MappingFailureAnalyzer()
                        .analyze(
                                MappingException.of(
                                        List.of(
                                                new MappingException(
                                                        ErrorCode.NO_FOREIGN_KEYS, "one"),
                                                new MappingException(
                                                        ErrorCode.UNKNOWN_NAME, "two"))));

        assertThat(analysis.getDescription())
                .contains("2 reasons", "- RM-110: one", "- RM-137: two");
        assertThat(analysis.getAction()).contains("RM-110, RM-137");
    }

    @Test
    void aDatabaseThatIsNotAsTheMappingSays() {
        FailureAnalysis analysis =
                new SchemaMismatchFailureAnalyzer()
                        .analyze(
                                new SchemaMismatchException(
                                        List.of(
                                                new SchemaDifference(
                                                        SchemaDifference.Kind.MISSING_TABLE,
                                                        "author",
                                                        null,
                                                        "There is no table author"))));

        assertThat(analysis.getDescription()).contains("- There is no table author");
        assertThat(analysis.getAction()).contains("relmap.schema.mode");
    }
}

package io.relmap.load.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays recorded runs of the reference, each on the database where it was recorded. A case is a model, rows and steps in words: {@code query Author join
 * books where Book.year > 1990 order by Author.id, joinedload(profile)}. Each step that is understood is held against its
 * record: as many statements (fewer where a rule allows it), the same objects with the same attributes loaded, the same
 * kind of error. Where a rule tells relmap to differ, the rule counts, as far as {@link Departure} knows it.
 *
 * <p>Steps are read by {@link StepParser}; what it does not read is left out, with all steps of that session that depend on
 * it. A case of which nothing is read, or whose model cannot be mapped, counts as not understood and aborts.
 *
 * <p>At the end a line says {@code loading cases: N passed, N failed, N not understood, N of M steps followed}, and another
 * how many statements have the recorded shape (see {@link SqlShape}) and what makes the others different (see {@link
 * SqlDifference}); a statement that is different in no known way fails its case.
 *
 * <p>{@code -Drelmap.loadingcases=<file>} replays another file of the same form; {@code -Drelmap.loadingcases.details=true}
 * lists every step that is not read.
 */
@DisplayName("Recorded loading cases give the recorded statements and graphs")
class LoadingCasesTest {

    private static final String FILE = "relmap.loadingcases";

    private static final Tally TALLY = new Tally();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        JsonNode root = read();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : root.path("cases")) {
            TALLY.steps(recorded.path("steps").size());
            tests.add(
                    DynamicTest.dynamicTest(
                            recorded.path("id").asString()
                                    + " ("
                                    + recorded.path("rule").asString()
                                    + ")",
                            () -> replay(root, recorded)));
        }
        return tests.stream();
    }

    private static JsonNode read() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        String file = System.getProperty(FILE);
        try (InputStream in =
                file == null
                        ? LoadingCasesTest.class.getResourceAsStream("/spec/loading-cases.json")
                        : Files.newInputStream(Path.of(file))) {
            return json.readTree(Objects.requireNonNull(in));
        }
    }

    private static void replay(JsonNode root, JsonNode recorded) throws SQLException {
        CaseRun run = new CaseRun(root, recorded, TALLY);
        try {
            run.replay();
        } catch (RuntimeException e) {
            TALLY.failed();
            throw e;
        }
        run.unread().forEach(TALLY::unread);
        if (!run.problems().isEmpty()) {
            TALLY.failed();
        } else if (run.understood() > 0) {
            TALLY.passed();
        } else {
            TALLY.notUnderstood();
            throw new TestAbortedException(String.join("\n", run.unread()));
        }
        assertThat(run.problems()).isEmpty();
    }

    @AfterAll
    static void tell() {
        if (Boolean.getBoolean(FILE + ".details")) {
            TALLY.printDetails();
        }
        System.out.println(TALLY);
    }
}

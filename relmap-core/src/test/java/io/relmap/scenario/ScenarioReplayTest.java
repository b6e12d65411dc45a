package io.relmap.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.Scenario;
import io.relmap.testsupport.TestDatabase;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@DisplayName("Recorded scenarios give the recorded outcome")
class ScenarioReplayTest {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioReplayTest.class);

    /** Few habits first. */
    private static final List<Set<Habit>> HABITS =
            IntStream.range(1, 1 << Habit.values().length)
                    .mapToObj(
                            bits ->
                                    Arrays.stream(Habit.values())
                                            .filter(habit -> (bits >> habit.ordinal() & 1) == 1)
                                            .collect(Collectors.toSet()))
                    .sorted(Comparator.comparingInt(Set::size))
                    .toList();

    static Stream<TestDatabase> databases() {
        String only = System.getProperty("relmap.scenarios.db");
        return only == null
                ? Stream.of(TestDatabase.values())
                : Arrays.stream(only.split(","))
                        .map(name -> TestDatabase.valueOf(name.strip().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void everyScenarioGivesTheRecordedOutcome(TestDatabase database) throws Exception {
        Path folder = folder();
        Differences differences = Differences.read(folder);
        Report report = new Report();
        List<String> wrong = new ArrayList<>();
        Schemas schemas = new Schemas(database);
        for (ScenarioFile family : ScenarioFile.readAll(folder)) {
            replay(database, schemas, family, differences, report);
            report.failures(family.family()).forEach(failure -> LOG.warn("FAILED {}", failure));
            wrong.addAll(report.failures(family.family()));
        }
        report.remarks().forEach(remark -> LOG.info("{} {}", database, remark));
        report.lines().forEach(line -> LOG.info("{} {}", database, line));
        LOG.info("{} {} different by rule", database, report.different());
        LOG.info("{} {}", database, report.total());
        assertThat(wrong).isEmpty();
        assertThat(report.unsupported()).isZero();
    }

    private static void replay(
            TestDatabase database,
            Schemas schemas,
            ScenarioFile family,
            Differences differences,
            Report report)
            throws SQLException {
        for (Map.Entry<String, Model> entry : family.models().entrySet()) {
            List<Scenario> scenarios =
                    family.scenarios().stream()
                            .filter(s -> s.model().equals(entry.getKey()))
                            .toList();
            try (ScenarioDatabase prepared =
                    new ScenarioDatabase(database, schemas.next(), entry.getValue())) {
                for (Scenario scenario : scenarios) {
                    Difference difference = differences.of(scenario.name());
                    ScenarioResult recorded =
                            run(prepared, entry.getValue(), scenario, Difference.NONE);
                    if (difference == null && isForeign()) {
                        recorded = withHabits(prepared, entry.getValue(), scenario, recorded);
                    }
                    if (difference == null && recorded.differsByRuleOnly() && isForeign()) {
                        LOG.info("{} differs by {}", scenario.name(), recorded.rules());
                        report.addRecognised(family.family());
                    } else if (difference == null) {
                        report.add(family.family(), recorded);
                    } else {
                        report.addDifferent(
                                family.family(),
                                difference.rule(),
                                recorded,
                                run(prepared, entry.getValue(), scenario, difference));
                    }
                }
            }
        }
    }

    private static ScenarioResult run(
            ScenarioDatabase database, Model model, Scenario scenario, Difference difference)
            throws SQLException {
        return new ScenarioRun(database, model, scenario, difference, Set.of()).run();
    }

    /** The result with the fewest habits of the reference with which the record is met, if there are such. */
    private static ScenarioResult withHabits(
            ScenarioDatabase database, Model model, Scenario scenario, ScenarioResult without)
            throws SQLException {
        if (without.passed() || without.differsByRuleOnly()) {
            return without;
        }
        for (Set<Habit> habits : HABITS) {
            ScenarioResult with =
                    new ScenarioRun(database, model, scenario, Difference.NONE, habits).run();
            if (with.differsByRuleOnly()) {
                return with;
            }
        }
        return without;
    }

    /** Whether the scenarios are others than those that are shipped, which are listed where they differ. */
    private static boolean isForeign() {
        return System.getProperty("relmap.scenarios") != null;
    }

    private static Path folder() throws URISyntaxException {
        String given = System.getProperty("relmap.scenarios");
        if (given != null) {
            return Path.of(given);
        }
        URL resource = ScenarioReplayTest.class.getResource("/scenarios");
        return Path.of(Objects.requireNonNull(resource, "/scenarios").toURI());
    }

    /** Gives each model tables of its own: a schema on a server, else a database. */
    private static final class Schemas {

        private final TestDatabase database;
        private final DataSource first;
        private int count;

        Schemas(TestDatabase database) {
            this.database = database;
            this.first = database.freshDataSource();
        }

        DataSource next() throws SQLException {
            if (!(first instanceof PGSimpleDataSource server)) {
                return database.freshDataSource();
            }
            String name = "model_" + ++count;
            try (Connection connection = first.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema " + name);
            }
            var schema = new PGSimpleDataSource();
            schema.setUrl(server.getUrl());
            schema.setUser(server.getUser());
            schema.setPassword(server.getPassword());
            schema.setCurrentSchema(name);
            return schema;
        }
    }
}

package io.relmap.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.flush.FlushPlan;
import io.relmap.flush.PlanDepth;
import io.relmap.mapping.Behaviour;
import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.Scenario;
import io.relmap.session.FlushReport;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.session.SessionOptions;
import io.relmap.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Before each step that begins with a flush, a plan is made; the flush that follows must run the steps of the plan,
 * send what they explain, and do the same as a flush without a plan.
 */
@DisplayName("UW-146: a loading plan is what the flush does, in all recorded scenarios")
class FlushPlansOfScenariosTest {

    private static final Set<String> FLUSHING =
            Set.of("flush", "commit", "commit_nested", "begin_nested", "query");
    private static final Pattern LABEL =
            Pattern.compile("\\b(\\w+)(@[0-9a-f]+|#[^\\s:.]+?(?=, |[\\s:.]|$))");

    private final List<FlushReport> reports = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int compared;
    private int refused;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Behaviour.class)
    void aLoadingPlanIsWhatTheFlushDoes(Behaviour behaviour) throws Exception {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/scenarios")).toURI());
        for (ScenarioFile family : ScenarioFile.readAll(folder)) {
            for (Map.Entry<String, Model> entry : family.models().entrySet()) {
                try (ScenarioDatabase database =
                        new ScenarioDatabase(
                                TestDatabase.H2,
                                TestDatabase.H2.freshDataSource(),
                                entry.getValue(),
                                behaviour,
                                List.of(new Reports()))) {
                    for (Scenario scenario : family.scenarios()) {
                        if (scenario.model().equals(entry.getKey())) {
                            compare(database, entry.getValue(), scenario);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).as("flushes with a plan").isGreaterThan(1000);
        assertThat(refused).as("flushes that cannot be planned").isPositive();
    }

    private void compare(ScenarioDatabase database, Model model, Scenario scenario)
            throws SQLException {
        List<String> without = run(database, model, scenario, Planning.NONE);
        assertThat(run(database, model, scenario, Planning.FROM_MEMORY))
                .as(scenario.name() + " with plans from memory")
                .isEqualTo(without);
        List<String> with = run(database, model, scenario, Planning.LOADING);
        if (!with.equals(without)) {
            wrong.add(scenario.name() + ": without a plan " + without + "\n  with plans " + with);
        }
    }

    /** What the flushes of a scenario did. */
    private List<String> run(
            ScenarioDatabase database, Model model, Scenario scenario, Planning planning)
            throws SQLException {
        StatementLog log = new StatementLog();
        database.reset(log, scenario.enforceForeignKeys(), Set.of());
        List<String> done = new ArrayList<>();
        Relmap relmap = database.relmap();
        World world = new World();
        Snapshots snapshots = new Snapshots(relmap, world, new KeyColumns(model));
        SessionOptions options =
                SessionOptions.defaults()
                        .withAutoflush(scenario.session().autoflush())
                        .withExpireOnCommit(scenario.session().expireOnCommit());
        try (Session session = relmap.openSession(options)) {
            Interpreter interpreter =
                    new Interpreter(relmap, session, world, snapshots, log, database.habits());
            for (JsonNode step : scenario.steps()) {
                Foreseen foreseen =
                        mayFlush(step, scenario) ? foresee(session, planning, log) : null;
                reports.clear();
                Actual actual = interpreter.run(step);
                if (actual.failure() instanceof UnsupportedStepException
                        || (actual.failure() != null
                                && !step.path("expect").path("error").isString())) {
                    break;
                }
                snapshots.observe();
                reports.forEach(report -> done.add(text(report.plan())));
                done.add(log.statements().toString());
                if (foreseen != null) {
                    compare(scenario.name() + " " + step, foreseen, actual, log);
                }
            }
        }
        return done;
    }

    private static boolean mayFlush(JsonNode step, Scenario scenario) {
        String op = step.path("op").asString();
        return FLUSHING.contains(op) && (!op.equals("query") || scenario.session().autoflush());
    }

    private static @Nullable Foreseen foresee(
            Session session, Planning planning, StatementLog log) {
        if (planning == Planning.NONE) {
            return null;
        }
        int sent = log.sql().size();
        String fromMemory = null;
        try {
            fromMemory = text(session.flushPlan());
        } catch (RuntimeException e) {
            fromMemory = e.toString();
        }
        assertThat(log.sql()).as("a plan from memory sends nothing: " + fromMemory).hasSize(sent);
        if (planning == Planning.FROM_MEMORY) {
            return null;
        }
        try {
            FlushPlan plan = session.flushPlan(PlanDepth.LOADING);
            assertThat(plan.openLoads()).isEmpty();
            return new Foreseen(text(plan), objects(plan), new PlannedStatements(plan), null);
        } catch (RuntimeException e) {
            return new Foreseen("", List.of(), null, e);
        }
    }

    private void compare(String where, Foreseen foreseen, Actual actual, StatementLog log) {
        RuntimeException refusal = foreseen.refusal();
        Throwable failure = actual.failure();
        if (refusal != null) {
            refused++;
            if (failure == null
                    || failure.getClass() != refusal.getClass()
                    || !named(String.valueOf(failure.getMessage()))
                            .equals(named(String.valueOf(refusal.getMessage())))) {
                wrong.add(where + ": the plan says " + refusal + ", the flush " + failure);
            }
            return;
        }
        FlushPlan plan = reports.isEmpty() ? null : reports.get(0).plan();
        String ran = text(plan);
        if (!ran.equals(foreseen.text())) {
            wrong.add(where + ": planned\n" + foreseen.text() + "run\n" + ran);
        } else if (plan != null && !same(objects(plan), foreseen.objects())) {
            wrong.add(where + ": planned for other objects than " + plan.describe());
        }
        PlannedStatements planned = foreseen.statements();
        if (failure == null && planned != null && reports.size() < 2) {
            planned.unexplained(log).forEach(problem -> wrong.add(where + ": " + problem));
        }
        if (!foreseen.text().isEmpty()) {
            compared++;
        }
    }

    private static String text(@Nullable FlushPlan plan) {
        return plan == null ? "" : named(plan.describe());
    }

    private static List<Object> objects(FlushPlan plan) {
        return plan.steps().stream()
                .flatMap(step -> PlannedStatements.objects(step).stream())
                .toList();
    }

    private static boolean same(List<Object> these, List<Object> those) {
        return these.size() == those.size()
                && IntStream.range(0, these.size()).allMatch(i -> these.get(i) == those.get(i));
    }

    /** Without the keys of objects, which a flush changes; which objects they are is compared apart. */
    private static String named(String text) {
        return LABEL.matcher(text).replaceAll("$1");
    }

    private enum Planning {
        NONE,
        FROM_MEMORY,
        LOADING
    }

    /**
     * @param text the plan
     * @param objects what its steps are about
     * @param statements what it may send
     * @param refusal why there is no plan
     */
    private record Foreseen(
            String text,
            List<Object> objects,
            @Nullable PlannedStatements statements,
            @Nullable RuntimeException refusal) {}

    private final class Reports implements SessionListener {

        @Override
        public void flushed(Session session, FlushReport report) {
            reports.add(report);
        }
    }
}

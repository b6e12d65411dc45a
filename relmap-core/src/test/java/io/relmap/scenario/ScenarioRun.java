package io.relmap.scenario;

import io.relmap.Relmap;
import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.Scenario;
import io.relmap.scenario.ScenarioFile.TableContent;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs one scenario and compares as it goes, on three levels. */
final class ScenarioRun {

    private final ScenarioDatabase database;
    private final Model model;
    private final Scenario scenario;
    private final Difference difference;
    private final Set<Habit> habits;
    private final RuleRecognition recognition = new RuleRecognition();
    private final StatementLog log = new StatementLog();
    private final World world = new World();
    private final KeyColumns keys;
    private final Snapshots snapshots;
    private final ExpectedWorld expected = new ExpectedWorld();
    private final List<String> outcome = new ArrayList<>();
    private final List<String> loading = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    /**
     * @param difference where relmap departs from the record, and what is expected there
     * @param habits what the session does as the reference does
     */
    ScenarioRun(
            ScenarioDatabase database,
            Model model,
            Scenario scenario,
            Difference difference,
            Set<Habit> habits) {
        this.habits = habits;
        this.difference = difference;
        this.database = database;
        this.model = model;
        this.scenario = scenario;
        this.keys = new KeyColumns(model);
        this.snapshots = new Snapshots(database.relmap(), world, keys);
    }

    ScenarioResult run() throws SQLException {
        database.reset(log, scenario.enforceForeignKeys(), habits);
        habits.forEach(habit -> recognition.met(habit.rule()));
        Relmap relmap = database.relmap();
        SessionOptions options =
                SessionOptions.defaults()
                        .withAutoflush(scenario.session().autoflush())
                        .withExpireOnCommit(scenario.session().expireOnCommit());
        boolean unsupported = false;
        boolean complete = false;
        try (Session session = relmap.openSession(options)) {
            Interpreter interpreter =
                    new Interpreter(relmap, session, world, snapshots, log, database.habits());
            complete = runSteps(interpreter);
        } catch (UnsupportedStepException e) {
            unsupported = true;
        }
        if (complete && outcome.isEmpty()) {
            compareTables();
        }
        return new ScenarioResult(
                scenario.name(),
                unsupported,
                outcome,
                loading,
                order,
                log.sql(),
                recognition.rules());
    }

    /** False if it ended before the last step. */
    private boolean runSteps(Interpreter interpreter) {
        for (JsonNode step : scenario.steps()) {
            if (!step(interpreter, step) || difference.endsAt(step)) {
                return false;
            }
        }
        return true;
    }

    /** False where the rest is meaningless. */
    private boolean step(Interpreter interpreter, JsonNode step) {
        Map<String, Object> known = new LinkedHashMap<>(world.canonical());
        Actual actual = interpreter.run(step);
        if (actual.failure() instanceof UnsupportedStepException unsupported) {
            throw unsupported;
        }
        snapshots.observe();
        bindNew(known, step);
        JsonNode expect = difference.expected(step);
        String error = expect.path("error").isString() ? expect.path("error").asString() : null;
        if (!Objects.equals(error, actual.error())
                && difference == Difference.NONE
                && recognition.explainsError(error, actual)) {
            recognition.see(actual);
            return error != null; // a step that the record has done cannot be made up for
        }
        recognition.see(actual);
        if (!Objects.equals(error, actual.error())) {
            outcome.add(
                    at(step)
                            + "error: expected "
                            + error
                            + ", actual "
                            + actual.error()
                            + (actual.failure() == null ? "" : trace(actual.failure())));
            return false;
        }
        if (error != null || step.path("expect").path("error").isString()) {
            return true; // nothing is recorded of what a failed step did
        }
        expected.apply(expect);
        compareStep(step, expect, actual);
        compareWorld(step);
        return outcome.isEmpty() && !recognition.isParted();
    }

    private void bindNew(Map<String, Object> known, JsonNode step) {
        world.canonical()
                .forEach(
                        (name, object) -> {
                            if (!known.containsKey(name)) {
                                expected.bind(
                                        name,
                                        step.path("op").asString().equals("new")
                                                ? snapshots.empty(object)
                                                : snapshots.notLoaded(object));
                            }
                        });
    }

    // Comparison -------------------------------------------------------------------------------

    private void compareStep(JsonNode step, JsonNode expect, Actual actual) {
        if (actual.hasResult()) {
            Object result = Values.of(expect.get("result"));
            if (!Objects.equals(result, actual.result())) {
                outcome.add(
                        at(step) + "result: expected " + result + ", actual " + actual.result());
            }
        }
        Object rows =
                expect.has("rows")
                        ? new TreeMap<>((Map<?, ?>) Values.of(expect.get("rows")))
                        : Map.of();
        if (!rows.equals(new TreeMap<>(actual.rows()))) {
            outcome.add(at(step) + "rows: expected " + rows + ", actual " + actual.rows());
        }
        Object statements =
                expect.has("statements") ? Values.of(expect.get("statements")) : List.of();
        if (!expect.has("order") && !Objects.equals(statements, actual.statements())) {
            order.add(
                    at(step)
                            + "statements: expected "
                            + statements
                            + ", actual "
                            + actual.statements());
        }
        if (expect.has("selects") && actual.selects() > expect.path("selects").asLong()) {
            loading.add(
                    at(step)
                            + "selects: expected "
                            + expect.path("selects").asLong()
                            + ", actual "
                            + actual.selects());
        }
    }

    private void compareWorld(JsonNode step) {
        world.canonical()
                .forEach(
                        (name, object) -> {
                            compareState(step, name, object);
                            compareRelationships(step, name, object);
                        });
    }

    private void compareState(JsonNode step, String name, Object object) {
        String recorded = expected.states().get(name);
        String actual = snapshots.state(object);
        if (difference == Difference.NONE && recognition.explainsState(recorded, actual)) {
            return;
        }
        if (!Objects.equals(recorded, actual)) {
            outcome.add(
                    at(step)
                            + "state of "
                            + name
                            + ": expected "
                            + recorded
                            + ", actual "
                            + actual);
        }
    }

    private void compareRelationships(JsonNode step, String name, Object object) {
        Map<String, @Nullable Object> actual = snapshots.relationships(object);
        expected.relationships(name)
                .forEach(
                        (relationship, value) -> {
                            Object found = actual.get(relationship);
                            if (Objects.equals(value, found)) {
                                return;
                            }
                            boolean bothLoaded =
                                    !Values.NOT_LOADED.equals(value)
                                            && !Values.NOT_LOADED.equals(found);
                            (bothLoaded ? outcome : loading)
                                    .add(
                                            at(step)
                                                    + name
                                                    + "."
                                                    + relationship
                                                    + ": expected "
                                                    + value
                                                    + ", actual "
                                                    + found);
                        });
    }

    private void compareTables() throws SQLException {
        Map<String, List<Map<String, @Nullable Object>>> content = database.content();
        content.forEach(
                (table, rows) -> {
                    String generated = keys.generatedColumn(table);
                    if (generated != null) {
                        rows.forEach(
                                row ->
                                        keys.learn(
                                                table,
                                                row.get(generated),
                                                String.valueOf(row.get("tag"))));
                    }
                });
        for (Map.Entry<String, TableContent> entry : scenario.expected().tables().entrySet()) {
            String table = entry.getKey();
            List<String> columns = entry.getValue().columns();
            List<String> recorded = expectedRows(table, entry.getValue());
            List<String> actual =
                    content.getOrDefault(table, List.of()).stream()
                            .map(row -> recorded(table, columns, row))
                            .sorted(Comparator.naturalOrder())
                            .toList();
            if (!recorded.equals(actual)) {
                outcome.add(
                        "at the end, table "
                                + table
                                + " "
                                + columns
                                + ": expected "
                                + recorded
                                + ", actual "
                                + actual);
            }
        }
    }

    private List<String> expectedRows(String table, TableContent content) {
        JsonNode own = difference.table(table);
        List<List<JsonNode>> rows = new ArrayList<>();
        if (own == null) {
            rows.addAll(content.rows());
        } else {
            own.forEach(
                    row -> {
                        List<JsonNode> values = new ArrayList<>();
                        row.forEach(values::add);
                        rows.add(values);
                    });
        }
        return rows.stream()
                .map(row -> row.stream().map(Values::of).toList().toString())
                .sorted()
                .toList();
    }

    private String recorded(String table, List<String> columns, Map<String, @Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(keys.recorded(table, column, row.get(column))));
        return values.toString();
    }

    private static String at(JsonNode step) {
        String text = step.toString();
        int end = text.indexOf(",\"expect\"");
        return (end < 0 ? text : text.substring(0, end) + "}") + ": ";
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder(" (" + failure);
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(12, frames.length); i++) {
            text.append("\n        at ").append(frames[i]);
        }
        return text.append(")").toString();
    }
}

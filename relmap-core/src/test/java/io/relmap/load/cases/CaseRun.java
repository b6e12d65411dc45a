package io.relmap.load.cases;

import io.relmap.Relmap;
import io.relmap.error.RelmapException;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementListener;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One case, replayed step by step. Not thread-safe. */
final class CaseRun {

    private static final Pattern SESSION =
            Pattern.compile("^\\((new session)?(?:, )?(autoflush off)?\\)\\s*");

    /** After such a step the rows are others. */
    private static final Pattern WRITES =
            Pattern.compile(
                    "\\b(?:set|flush|delete|insert|commit|append|remove|add|update|rollback)\\b| = ");

    /** Whether steps can be followed: fully, as queries that name no objects, or not at all. */
    private enum Following {
        ALL,
        QUERIES,
        NONE
    }

    private final JsonNode root;
    private final JsonNode recorded;
    private final Tally tally;
    private final List<String> sql = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private Following following = Following.ALL;
    private @Nullable String known;
    private int understood;

    CaseRun(JsonNode root, JsonNode recorded, Tally tally) {
        this.root = root;
        this.recorded = recorded;
        this.tally = tally;
    }

    /** What is wrong. */
    List<String> problems() {
        return problems;
    }

    /** How many steps were understood. */
    int understood() {
        return understood;
    }

    /** The steps that were not, and why. */
    List<String> unread() {
        return unread;
    }

    void replay() throws SQLException {
        JsonNode modelNode = root.path("models").path(recorded.path("model").asString());
        CaseModel model = new CaseModel(modelNode, recorded);
        String unsupported = model.unsupported();
        if (unsupported != null) {
            unread.add("the model has " + unsupported);
            return;
        }
        DataSource dataSource = database(recorded).freshDataSource();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .behaviour(Behaviour.REFERENCE)
                        .mapping(model::configure)
                        .listener((StatementListener) execution -> sql.add(execution.sql()))
                        .build();
        execute(dataSource, model.create());
        JsonNode data = root.path("datasets").path(recorded.path("data").asString());
        execute(dataSource, CaseData.inserts(data));
        JsonNode shown = recorded.path("steps").path(0).path("graph");
        execute(dataSource, CaseData.corrections(modelNode, data, shown));
        try (Scene scene = new Scene(relmap, recorded)) {
            int number = 0;
            for (JsonNode step : recorded.path("steps")) {
                number++;
                String text = session(scene, step.path("do").asString());
                String name = recorded.path("id").asString() + " " + number + " \"" + text + "\"";
                known = KnownFaults.of(recorded.path("id").asString(), number);
                boolean done = following != Following.NONE && step(scene, step, text, name, model);
                if (!done) {
                    scene.last(null);
                    if (leavesNoTrace(step, text)) {
                        continue;
                    }
                    following = following == Following.NONE ? Following.NONE : Following.QUERIES;
                    if (WRITES.matcher(text).find()) {
                        break;
                    }
                }
            }
        }
    }

    /** Whether a step that was not done sends nothing, and changes nothing that the next ones see. */
    private static boolean leavesNoTrace(JsonNode step, String text) {
        return step.path("statement_count").asInt() == 0
                && (step.has("error") || !WRITES.matcher(text).find());
    }

    /** Opens the session that a step asks for; the rest of its text. */
    private String session(Scene scene, String text) {
        Matcher session = SESSION.matcher(text);
        if (!session.find() || session.group(1) == null && session.group(2) == null) {
            return text;
        }
        scene.newSession(session.group(2) == null);
        following = Following.ALL;
        return text.substring(session.end());
    }

    private boolean step(Scene scene, JsonNode step, String text, String name, CaseModel model) {
        scene.step(step);
        sql.clear();
        StepCheck check = new StepCheck(name, step, scene.relmap().mapping(), model, tally);
        boolean isWhole = following == Following.ALL;
        List<@Nullable Object> results = new ArrayList<>();
        try {
            List<Action> actions = new StepParser(text, scene).actions();
            for (Action action : actions) {
                results.add(action.run());
            }
        } catch (NotUnderstoodException e) {
            unread.add(name + " " + e.getMessage());
            return false;
        } catch (RelmapException e) {
            check.refused(e, List.copyOf(sql));
            return finished(check);
        }
        if (!isWhole && results.stream().noneMatch(Found.class::isInstance)) {
            unread.add(name + " after a step that is not understood");
            following = Following.NONE;
            return false;
        }
        check.done(results, List.copyOf(sql), isWhole);
        scene.endStep();
        return finished(check);
    }

    private boolean finished(StepCheck check) {
        understood++;
        tally.followed();
        if (known == null) {
            problems.addAll(check.problems());
        } else if (check.problems().isEmpty()) {
            problems.add("This fault is no more: " + known);
        } else {
            tally.known();
        }
        return true;
    }

    /** The database that a case was recorded on. */
    private static TestDatabase database(JsonNode recorded) {
        return TestDatabase.valueOf(recorded.path("database").asString().toUpperCase(Locale.ROOT));
    }

    private static void execute(DataSource dataSource, List<String> sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String text : sql) {
                statement.execute(text);
            }
            connection.commit();
        }
    }
}

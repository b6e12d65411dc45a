package io.relmap.load.cases;

import io.relmap.error.RelmapException;
import io.relmap.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the outcome of one step against its record. Not thread-safe. */
final class StepCheck {

    private static final Pattern KEY_BY_KEY =
            Pattern.compile("SELECT (\\w+\\.\\w+) FROM \\w+ WHERE \\1 = \\?");

    private final JsonNode step;
    private final Departure departure;
    private final GraphCheck graphs;
    private final Tally tally;
    private final List<String> problems = new ArrayList<>();
    private final String name;

    StepCheck(String name, JsonNode step, Mapping mapping, CaseModel model, Tally tally) {
        this.name = name;
        this.departure = Departure.of(step);
        this.step = departure == Departure.AS_IN_1_4 ? Departure.inOldVersion(step) : step;
        this.graphs = new GraphCheck(mapping, model);
        this.tally = tally;
    }

    List<String> problems() {
        return problems;
    }

    /** A step that relmap refused. */
    void refused(RelmapException error, List<String> sql) {
        if (departure == Departure.REFUSED) {
            if (sql.size() > Math.max(0, step.path("statement_count").asInt() - 1)) {
                problem("is refused, but only after " + sql);
            }
            return;
        } else if (departure == Departure.UNTOLD) {
            return;
        }
        JsonNode expected = step.path("error");
        if (expected.isMissingNode() || expected.isNull()) {
            problem("fails: " + error);
            return;
        }
        String kind = expected.path("kind").asString();
        if (!ErrorKinds.fits(kind, error)) {
            problem("should fail with " + kind + ", not with " + error);
        }
        if (sql.size() > step.path("statement_count").asInt()) {
            problem("fails after more statements than recorded: " + sql);
        }
    }

    /** A step that relmap did. */
    void done(List<@Nullable Object> results, List<String> sql, boolean isWhole) {
        if (departure == Departure.UNTOLD) {
            return;
        } else if (departure == Departure.REFUSED) {
            problem("should be refused");
            return;
        } else if (departure == Departure.ALLOWED) {
            if (sql.size() > step.path("statement_count").asInt()) {
                problem("sends more than " + step.path("statement_count") + ": " + sql);
            }
            return;
        }
        JsonNode error = step.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            problem("should fail with " + error.path("kind").asString());
            return;
        }
        statements(sql, isWhole);
        JsonNode graph = step.path("graph");
        if (departure == Departure.UNIQUE_MEMBERS) {
            graph = GraphCheck.unique(graph);
        }
        if (!graph.isMissingNode() && (isWhole || !graph.toString().contains("\"$\""))) {
            String difference = graphs.compare(graph, results);
            if (difference == null) {
                return;
            } else if (difference.equals(GraphCheck.OTHER_WORDS)) {
                tally.notCompared();
            } else {
                problem(difference);
            }
        }
    }

    private void statements(List<String> sql, boolean isWhole) {
        int most = step.path("statement_count").asInt();
        boolean mayBeFewer = departure == Departure.FEWER_STATEMENTS || !isWhole;
        int fewest = mayBeFewer ? 0 : most - needless();
        if (sql.size() > most || sql.size() < fewest) {
            problem("should send " + most + " statements and sends " + sql);
            return;
        }
        List<String> expected = new ArrayList<>();
        step.path("sql").forEach(sent -> expected.add(SqlShape.of(sent.path("text").asString())));
        if (sql.size() != most || expected.size() != most) {
            return;
        }
        List<String> different = new ArrayList<>();
        for (String sent : sql) {
            String shape = SqlShape.of(sent);
            if (expected.remove(shape)) {
                tally.sameSql();
            } else {
                different.add(shape);
            }
        }
        different.forEach(shape -> compare(shape, expected));
    }

    /** What has another shape than every recorded statement that is left differs from one of them in a known way. */
    private void compare(String sent, List<String> recorded) {
        for (String each : recorded) {
            SqlDifference difference = SqlDifference.between(each, sent);
            if (difference != null || SqlDifference.isUnsaid(name, each, sent)) {
                tally.otherSql(difference);
                recorded.remove(each);
                return;
            }
        }
        problem("should send " + recorded + "\n  and sends  " + sent);
    }

    /**
     * SELECTs of the record that need not be sent: they ask for NULL and find nothing (LO-12, LO-16, LO-17), or ask for a
     * key by that key (LO-28).
     */
    private int needless() {
        int count = 0;
        for (JsonNode sent : step.path("sql")) {
            boolean bindsNull = sent.path("text").asString().contains("IS NULL");
            for (JsonNode value : sent.path("params")) {
                bindsNull |= value.isNull();
            }
            boolean isSelect = sent.path("text").asString().startsWith("SELECT");
            boolean findsNothing = bindsNull && sent.path("rows").asInt(-1) == 0;
            boolean onlyKey = KEY_BY_KEY.matcher(sent.path("text").asString()).matches();
            count += isSelect && (findsNothing || onlyKey) ? 1 : 0;
        }
        return count;
    }

    private void problem(String text) {
        problems.add(Objects.requireNonNull(name) + ": " + text);
    }
}

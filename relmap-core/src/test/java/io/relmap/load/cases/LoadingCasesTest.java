package io.relmap.load.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.error.RelmapException;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Mapping;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Recorded loading cases give the recorded statements and graphs")
class LoadingCasesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Cases that a rule makes different, or that need what is not built yet; with the reason. */
    private static final Map<String, String> DIFFERENT =
            Map.of(
                    "joined-deferred-fk", "columns are not deferred yet",
                    "lazy-m2o-dangling", "its row is put in by hand");

    /** After such a step the rows are others. */
    private static final Pattern WRITES =
            Pattern.compile("set |flush|delete|insert|commit|append|remove|add|update| = ");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        JsonNode root;
        try (InputStream in =
                LoadingCasesTest.class.getResourceAsStream("/spec/loading-cases.json")) {
            root = JSON.readTree(Objects.requireNonNull(in));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : root.path("cases")) {
            String id = recorded.path("id").asString();
            if (recorded.path("database").asString().equals("sqlite")
                    && !DIFFERENT.containsKey(id)) {
                tests.add(
                        DynamicTest.dynamicTest(
                                id + " (" + recorded.path("rule").asString() + ")",
                                () -> replay(root, recorded)));
            }
        }
        return tests.stream();
    }

    private static void replay(JsonNode root, JsonNode recorded) throws SQLException {
        CaseModel model =
                new CaseModel(root.path("models").path(recorded.path("model").asString()));
        String unsupported = model.unsupported();
        if (unsupported != null) {
            throw new TestAbortedException(unsupported);
        }
        DataSource dataSource = TestDatabase.SQLITE.freshDataSource();
        List<String> sql = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .behaviour(Behaviour.REFERENCE)
                        .mapping(model::configure)
                        .listener((StatementListener) execution -> sql.add(execution.sql()))
                        .build();
        execute(dataSource, model.create());
        execute(dataSource, inserts(root.path("datasets").path(recorded.path("data").asString())));
        int understood = 0;
        Session session = relmap.openSession();
        try {
            CaseSteps steps = new CaseSteps(session);
            boolean following = true;
            for (JsonNode step : recorded.path("steps")) {
                String text = step.path("do").asString();
                if (text.startsWith("(new session")) {
                    session.close();
                    session = relmap.openSession();
                    steps = new CaseSteps(session);
                    following = !text.startsWith("(new session, autoflush off)");
                    text = text.replaceFirst("^\\(new session[^)]*\\) ?", "");
                }
                if (following) {
                    following = run(step, text, steps, sql, relmap.mapping());
                    understood += following ? 1 : 0;
                }
                if (!following && WRITES.matcher(text).find()) {
                    break;
                }
            }
        } finally {
            session.close();
        }
        if (understood == 0) {
            throw new TestAbortedException("no step is understood");
        }
    }

    /** Whether the step was understood. */
    private static boolean run(
            JsonNode step, String text, CaseSteps steps, List<String> sql, Mapping mapping) {
        sql.clear();
        Object result;
        try {
            result = steps.run(text);
        } catch (RelmapException e) {
            assertThat(step.has("error")).as("%s: %s", text, e).isTrue();
            return true;
        }
        if (result == CaseSteps.UNKNOWN) {
            return false;
        }
        if (step.has("relmap_differs")) {
            return true;
        }
        assertThat(step.has("error"))
                .as("%s should fail with %s", text, step.path("error"))
                .isFalse();
        int count = step.path("statement_count").asInt();
        if (text.contains("of each (lazy)")) {
            // no statement for a key that is null: no row can match (LO-16)
            assertThat(sql).as(text).hasSizeBetween(count - 1, count);
        } else {
            assertThat(sql).as(text).hasSize(count);
        }
        JsonNode expected = step.path("graph");
        if (!expected.isMissingNode()) {
            compare(text, expected, result, mapping);
        }
        return true;
    }

    private static void compare(
            String text, JsonNode expected, @Nullable Object result, Mapping mapping) {
        boolean keysOnly = expected.isArray() && !expected.isEmpty() && !expected.get(0).isObject();
        Object shown =
                expected.isObject() && result instanceof List<?> list && list.size() == 1
                        ? list.get(0)
                        : result;
        JsonNode actual =
                JSON.valueToTree(
                        keysOnly && !text.startsWith("query ") ? result : Graph.of(mapping, shown));
        if (keysOnly && text.startsWith("query ") && !text.contains("of each")) {
            return; // a summary in words of its own
        }
        if (!actual.equals(expected) && actual.isContainer() && expected.isContainer()) {
            // a collection without an order compares as a multiset
            assertThat(sorted(actual)).as(text).isEqualTo(sorted(expected));
        } else if (expected.isContainer()) {
            assertThat(actual).as(text).isEqualTo(expected);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(sorted(element)));
            elements.sort(Comparator.comparing(LoadingCasesTest::sortKey));
            return JSON.valueToTree(elements);
        } else if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties()
                    .forEach(entry -> members.put(entry.getKey(), sorted(entry.getValue())));
            return JSON.valueToTree(members);
        }
        return node;
    }

    private static String sortKey(JsonNode node) {
        return node.path("$").asString("") + node.path("$ref").asString("") + node;
    }

    private static List<String> inserts(JsonNode data) {
        List<String> statements = new ArrayList<>();
        data.properties()
                .forEach(
                        table -> {
                            for (JsonNode row : table.getValue()) {
                                List<String> names = new ArrayList<>();
                                List<String> values = new ArrayList<>();
                                row.properties()
                                        .forEach(
                                                cell -> {
                                                    names.add("\"" + cell.getKey() + "\"");
                                                    values.add(literal(cell.getValue()));
                                                });
                                statements.add(
                                        "insert into \""
                                                + table.getKey()
                                                + "\" ("
                                                + String.join(", ", names)
                                                + ") values ("
                                                + String.join(", ", values)
                                                + ")");
                            }
                        });
        return statements;
    }

    private static String literal(JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        return value.isString()
                ? "'" + value.asString().replace("'", "''") + "'"
                : value.toString();
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

package io.relmap.flush.sequence;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.holder.DynamicEntity;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.observe.EntityListener;
import io.relmap.schema.Table;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.session.SessionOptions;
import io.relmap.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Replays one recorded case on one database. */
final class SequenceRun implements AutoCloseable {

    private final JsonNode json;
    private final SequenceModel model;
    private final StatementRecorder recorder = new StatementRecorder();
    private final Identifiers identifiers;
    private final SequenceListeners listeners =
            new SequenceListeners(
                    this::describe,
                    entity -> ((DynamicEntity) entity).entityName(),
                    recorder::statements);
    private final Relmap relmap;
    private final Session session;
    private final Map<String, DynamicEntity> objects = new HashMap<>();
    private final Deque<NestedTransaction> savepoints = new ArrayDeque<>();
    private final List<String> ddl = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    SequenceRun(JsonNode json, DataSource dataSource, Behaviour behaviour) {
        this.json = json;
        model = new SequenceModel(json.path("model"));
        String missing = model.unsupported();
        if (missing != null) {
            throw new UnsupportedException(missing);
        }
        DataSource watched = recorder.watch(dataSource);
        Dialect dialect = Dialects.of(dataSource);
        identifiers = dialect.identifiers();
        SequenceTables.create(model.tables().values(), dialect, dataSource);
        relmap =
                Relmap.builder()
                        .connectionSource(ConnectionSource.of(watched))
                        .dialect(dialect)
                        .behaviour(behaviour)
                        .mapping(model::configure)
                        .listener((EntityListener) listeners)
                        .listener((SessionListener) listeners)
                        .build();
        session =
                relmap.openSession(
                        SessionOptions.defaults()
                                .withAutoflush(
                                        json.path("session").path("autoflush").asBoolean(true))
                                .withCascadeBackrefs(false));
    }

    /** What differs from the record; empty if it passes. */
    List<String> run() throws SQLException {
        int number = 0;
        for (JsonNode step : json.path("steps")) {
            recorder.take();
            listeners.take();
            Throwable failure = attempt(step);
            compareError(number, step, failure);
            compareEvents(step);
            compareStatements(number);
            if (!differences.isEmpty()) {
                return differences;
            }
            number++;
        }
        compareTables();
        return differences;
    }

    private @Nullable Throwable attempt(JsonNode step) {
        try {
            perform(step);
            return null;
        } catch (UnsupportedException e) {
            throw e;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /**
     * Runs up to the step at which relmap departs from the record.
     *
     * @param last the step
     * @return the error, if there is one, what the step wrote, and the tables after it, as text
     */
    List<String> outcomeOf(int last) throws SQLException {
        int number = 0;
        for (JsonNode step : json.path("steps")) {
            recorder.take();
            listeners.take();
            ddl.clear();
            Throwable failure = attempt(step);
            if (number == last) {
                List<String> outcome = new ArrayList<>();
                String error = SequenceErrors.kind(failure);
                if (error != null) {
                    outcome.add("error " + error);
                }
                outcome.addAll(listeners.take());
                outcome.addAll(ddl);
                recorder.take().forEach(row -> outcome.add(row.toString()));
                if (failure != null) {
                    session.rollback();
                }
                for (Table table : model.tables().values()) {
                    session.doWithConnection(connection -> read(connection, table)).stream()
                            .sorted()
                            .forEach(row -> outcome.add(table + " " + row));
                }
                return outcome;
            }
            number++;
        }
        throw new IllegalArgumentException("There is no step " + last);
    }

    private void compareError(int number, JsonNode step, @Nullable Throwable failure) {
        JsonNode recorded = step.path("expectError");
        String expected = recorded.isMissingNode() ? null : recorded.path("kind").asString();
        String actual = SequenceErrors.kind(failure);
        if (!Objects.equals(expected, actual)) {
            differences.add(
                    "step "
                            + number
                            + " "
                            + step
                            + ": expected error "
                            + expected
                            + " but got "
                            + actual
                            + (failure == null ? "" : ": " + failure + trace(failure)));
        }
    }

    private void compareEvents(JsonNode step) {
        if (step.has("expectEvents")) {
            List<String> expected = SequenceModel.strings(step.path("expectEvents"));
            List<String> actual = listeners.take();
            if (!expected.equals(actual)) {
                differences.add(step + ": events are " + actual);
            }
        }
    }

    private static String trace(Throwable failure) {
        return java.util.Arrays.stream(failure.getStackTrace())
                .limit(6)
                .map(element -> "\n        at " + element)
                .collect(Collectors.joining());
    }

    private void compareStatements(int number) {
        List<WrittenRow> written = recorder.take();
        for (JsonNode expected : json.path("expectedStatements")) {
            if (expected.path("step").asInt() == number) {
                if (json.path("conformance").asString().equals("tables-must")) {
                    return;
                }
                String difference =
                        new SequenceComparison(model.tables().values())
                                .difference(expected.path("statements"), written);
                if (difference != null) {
                    differences.add("step " + number + ": " + difference);
                }
                return;
            }
        }
        if (!written.isEmpty()) {
            differences.add("step " + number + " wrote " + written);
        }
    }

    // Steps ------------------------------------------------------------------------------------

    private void perform(JsonNode step) {
        String op = step.path("op").asString();
        switch (op) {
            case "new" -> create(step);
            case "set" -> set(step);
            case "unset" -> object(step, "target").unset(step.path("attribute").asString());
            case "append" -> refs(step).forEach(list(step)::add);
            case "remove" -> refs(step).forEach(list(step)::remove);
            case "add" -> refs(step).forEach(session::add);
            case "delete" -> refs(step).forEach(session::delete);
            case "expunge" -> refs(step).forEach(session::expunge);
            case "refresh" -> session.refresh(object(step, "ref"));
            case "expire" -> expire(step);
            case "expireAll" -> session.expireAll();
            case "clear" -> {
                session.expungeAll();
                objects.clear();
            }
            case "get" -> get(step);
            case "query" -> query(step);
            case "load" -> load(step);
            case "peek" -> peek(step);
            case "merge" ->
                    objects.put(step.path("var").asString(), session.merge(object(step, "ref")));
            case "state", "identity" -> states(op, step);
            case "inSession" -> inSession(step);
            case "noAutoflush" ->
                    session.noAutoflush(() -> step.path("steps").forEach(this::perform));
            case "sql" -> sql(step.path("statement").asString());
            case "recordEvents" -> listeners.record();
            case "ddl" -> ddl(step);
            case "listen" -> listen(step);
            case "raise" -> throw new SequenceListeners.ListenerFailure();
            default -> transaction(op, step);
        }
    }

    private void expire(JsonNode step) {
        if (step.has("attributes")) {
            session.expire(object(step, "ref"), SequenceModel.strings(step.path("attributes")));
        } else if (step.has("ref")) {
            session.expire(object(step, "ref"));
        } else {
            refs(step).forEach(session::expire);
        }
    }

    private void ddl(JsonNode step) {
        SequenceDdl statements =
                SequenceDdl.of(model.tables().values(), step.path("what"), step.path("dialect"));
        statements.lines().forEach(line -> ddl.add(String.join(" ", line)));
        if (!step.has("expectError") && !statements.agreesWith(step.path("expect"))) {
            differences.add(step + ": the statements are " + statements.lines());
        }
    }

    private void listen(JsonNode step) {
        listeners.listen(
                new SequenceListeners.Hook(
                        step.path("event").asString(),
                        step.has("entity") ? step.path("entity").asString() : null,
                        step.path("once").asBoolean(),
                        entity -> {
                            if (entity != null) {
                                objects.put("__target", (DynamicEntity) entity);
                            }
                            step.path("steps").forEach(this::perform);
                            objects.remove("__target");
                        }));
    }

    private void transaction(String op, JsonNode step) {
        switch (op) {
            case "flush" -> {
                if (step.has("objects")) {
                    session.flush(
                            SequenceModel.strings(step.path("objects")).stream()
                                    .map(this::named)
                                    .toList());
                } else {
                    session.flush();
                }
            }
            case "commit" -> session.commit();
            case "rollback" -> {
                savepoints.clear();
                session.rollback();
            }
            case "beginNested" -> savepoints.push(session.beginNested());
            case "commitNested" -> savepoints.pop().commit();
            case "rollbackNested" -> savepoints.pop().rollback();
            default -> throw new UnsupportedException("step " + op);
        }
    }

    private void create(JsonNode step) {
        DynamicEntity object = relmap.newEntity(step.path("entity").asString());
        objects.put(step.path("var").asString(), object);
        step.path("values")
                .properties()
                .forEach(value -> assign(object, value.getKey(), value.getValue()));
    }

    private void set(JsonNode step) {
        assign(object(step, "target"), step.path("attribute").asString(), step.path("value"));
    }

    private void assign(DynamicEntity object, String attribute, JsonNode value) {
        if (value.has("sql")) {
            object.setExpression(
                    attribute, SequenceModel.sql(value.path("sql").asString()), Map.of());
            return;
        }
        if (value.has("expr")) {
            JsonNode parts = value.path("expr");
            object.setExpression(
                    attribute,
                    parts.get(1).asString() + " " + parts.get(2).asString() + " :operand",
                    Map.of("operand", parts.get(3).asInt()));
            return;
        }
        if (value.has("refs")) {
            List<DynamicEntity> elements =
                    SequenceModel.strings(value.path("refs")).stream().map(this::named).toList();
            object.set(attribute, elements);
        } else if (value.has("ref")) {
            object.set(attribute, named(value.path("ref").asString()));
        } else if (column(object, attribute) != null) {
            object.set(
                    attribute,
                    typed(
                            SequenceComparison.value(value),
                            Objects.requireNonNull(column(object, attribute))));
        } else {
            object.reference(attribute).set(null);
        }
    }

    private @Nullable ColumnAttribute column(DynamicEntity object, String name) {
        return relmap.mapping().mapper(object.entityName()).findColumn(name);
    }

    /** A column that was never given a value counts as one that is not loaded. */
    private boolean isSetColumn(DynamicEntity object, String name) {
        return column(object, name) != null && object.isSet(name);
    }

    private static @Nullable Object typed(@Nullable Object value, ColumnAttribute column) {
        return value instanceof Long number && column.javaType() == Integer.class
                ? (Object) Math.toIntExact(number)
                : value;
    }

    private void get(JsonNode step) {
        String entity = step.path("entity").asString();
        Mapper mapper = relmap.mapping().mapper(entity);
        List<Object> key = new ArrayList<>();
        JsonNode parts = step.path("key");
        List<JsonNode> values = new ArrayList<>();
        if (parts.isArray()) {
            parts.forEach(values::add);
        } else {
            values.add(parts);
        }
        for (JsonNode part : values) {
            key.add(
                    Objects.requireNonNull(
                            typed(
                                    SequenceComparison.value(part),
                                    mapper.identity().get(key.size()))));
        }
        Object found = session.get(entity, key.size() == 1 ? key.get(0) : key);
        JsonNode expected = step.path("expect");
        if (found == null) {
            objects.remove(step.path("var").asString());
        } else {
            objects.put(step.path("var").asString(), (DynamicEntity) found);
        }
        if (expected.isBoolean() && expected.asBoolean() != (found != null)) {
            differences.add(step + " found " + found);
        }
    }

    private void query(JsonNode step) {
        List<Object> found = session.query(step.path("entity").asString()).list();
        List<String> names = SequenceModel.strings(step.path("vars"));
        for (int i = 0; i < Math.min(names.size(), found.size()); i++) {
            objects.put(names.get(i), (DynamicEntity) found.get(i));
        }
    }

    private void load(JsonNode step) {
        Object value =
                Inspect.of(object(step, "target"))
                        .attribute(step.path("attribute").asString())
                        .get();
        compare(step, step.path("expect"), value);
    }

    private void peek(JsonNode step) {
        DynamicEntity object = object(step, "ref");
        for (Map.Entry<String, JsonNode> entry : step.path("expect").properties()) {
            var attribute = Inspect.of(object).attribute(entry.getKey());
            if (!entry.getValue().has("unloaded")) {
                compare(step, entry.getValue(), attribute.loadedValue());
            } else if (attribute.isLoaded() && isSetColumn(object, entry.getKey())) {
                differences.add(step + ": " + entry.getKey() + " is loaded");
            }
        }
    }

    private void compare(JsonNode step, JsonNode expected, @Nullable Object value) {
        if (!expected.isMissingNode() && !describe(expected).equals(describe(value))) {
            differences.add(
                    step + ": expected " + describe(expected) + " but is " + describe(value));
        }
    }

    private String describe(JsonNode node) {
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(describe(part)));
            return parts.toString();
        }
        if (node.has("ref")) {
            return node.path("ref").asString();
        }
        if (node.has("entity")) {
            return node.path("entity").asString() + "#" + key(node.path("key"));
        }
        return node.has("refs")
                ? SequenceModel.strings(node.path("refs")).toString()
                : String.valueOf(SequenceComparison.value(node));
    }

    private static String key(JsonNode parts) {
        List<String> values = new ArrayList<>();
        parts.forEach(part -> values.add(String.valueOf(SequenceComparison.value(part))));
        return String.join(",", values);
    }

    private String describe(@Nullable Object value) {
        if (value instanceof java.util.Collection<?> elements) {
            return elements.stream().map(this::describe).toList().toString();
        }
        if (value instanceof DynamicEntity object) {
            return objects.entrySet().stream()
                    .filter(entry -> entry.getValue() == object)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst()
                    .orElse(object.toString());
        }
        return String.valueOf(StatementRecorder.plain(value));
    }

    private void states(String op, JsonNode step) {
        for (Map.Entry<String, JsonNode> entry : step.path("expect").properties()) {
            DynamicEntity object = named(entry.getKey());
            String actual =
                    switch (op) {
                        case "state" -> state(object);
                        default -> describe((Object) Inspect.of(object).identity());
                    };
            String expected =
                    op.equals("state") ? entry.getValue().asString() : describe(entry.getValue());
            if (!actual.equals(expected)) {
                differences.add(step + ": " + entry.getKey() + " is " + actual);
            }
        }
    }

    private void inSession(JsonNode step) {
        Map<String, java.util.Set<Object>> actual =
                Map.of(
                        "new", session.newObjects(),
                        "dirty", session.dirtyObjects(),
                        "deleted", session.deletedObjects());
        for (Map.Entry<String, JsonNode> entry : step.path("expect").properties()) {
            List<String> expected =
                    SequenceModel.strings(entry.getValue()).stream().sorted().toList();
            List<String> found =
                    Objects.requireNonNull(actual.get(entry.getKey())).stream()
                            .map(this::describe)
                            .sorted()
                            .toList();
            if (!expected.equals(found)) {
                differences.add(step + ": " + entry.getKey() + " holds " + found);
            }
        }
    }

    private static String state(DynamicEntity object) {
        ObjectState state = Inspect.of(object).state();
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void sql(String statement) {
        recorder.pause(true);
        try {
            session.executeSql(statement);
        } finally {
            recorder.pause(false);
        }
    }

    // Objects ----------------------------------------------------------------------------------

    private DynamicEntity object(JsonNode step, String field) {
        return named(step.path(field).asString());
    }

    private DynamicEntity named(String name) {
        return Objects.requireNonNull(objects.get(name), name);
    }

    private List<DynamicEntity> refs(JsonNode step) {
        return SequenceModel.strings(step.path("refs")).stream().map(this::named).toList();
    }

    private List<DynamicEntity> list(JsonNode step) {
        return object(step, "target").list(step.path("attribute").asString());
    }

    // Tables -----------------------------------------------------------------------------------

    private void compareTables() throws SQLException {
        if (json.path("tablesReadAfterRollback").asBoolean(false)) {
            session.rollback();
        }
        for (Map.Entry<String, JsonNode> entry : json.path("expectedTables").properties()) {
            Table table = Objects.requireNonNull(model.tables().get(entry.getKey()));
            List<String> expected = new ArrayList<>();
            for (JsonNode row : entry.getValue()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                table.columns()
                        .forEach(
                                column ->
                                        values.put(
                                                column.name(),
                                                SequenceComparison.value(row.path(column.name()))));
                expected.add(values.toString());
            }
            List<String> actual = session.doWithConnection(connection -> read(connection, table));
            if (!sorted(actual).equals(sorted(expected))) {
                differences.add("table " + table + " holds " + actual + " but should " + expected);
            }
        }
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private List<String> read(Connection connection, Table table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select * from " + identifiers.quote(table))) {
            while (result.next()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (var column : table.columns()) {
                    values.put(
                            column.name(),
                            StatementRecorder.plain(result.getObject(column.name())));
                }
                rows.add(values.toString());
            }
        }
        return rows;
    }

    @Override
    public void close() {
        session.close();
    }
}

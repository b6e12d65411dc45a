package io.relmap.scenario;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToMap;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs the steps of one scenario, one by one. */
final class Interpreter {

    /** What a step without an answer gives. */
    private static final Object NOTHING = new Object();

    private final Relmap relmap;
    private final Session session;
    private final World world;
    private final Snapshots snapshots;
    private final StatementLog log;
    private final Habits habits;
    private final Deque<NestedTransaction> savepoints = new ArrayDeque<>();

    Interpreter(
            Relmap relmap,
            Session session,
            World world,
            Snapshots snapshots,
            StatementLog log,
            Habits habits) {
        this.habits = habits;
        this.relmap = relmap;
        this.session = session;
        this.world = world;
        this.snapshots = snapshots;
        this.log = log;
    }

    Actual run(JsonNode step) {
        log.startStep();
        String error = null;
        Throwable failure = null;
        Object result = NOTHING;
        try {
            result = perform(step);
        } catch (RuntimeException e) {
            error = ErrorCategories.of(e);
            failure = e;
        }
        return new Actual(
                error,
                failure,
                result == NOTHING ? null : result,
                result != NOTHING,
                log.statements(),
                log.rows(),
                log.selects());
    }

    private @Nullable Object perform(JsonNode step) {
        String op = step.path("op").asString();
        switch (op) {
            case "new" -> create(step);
            case "set", "append", "insert", "set_at", "remove", "clear", "replace" ->
                    change(op, step);
            case "setcol" -> object(step).set(text(step, "column"), column(step));
            case "read" -> {
                return read(object(step), text(step, "attr"));
            }
            case "query" -> {
                return query(step);
            }
            case "get" -> {
                return get(step);
            }
            case "merge" -> {
                Object merged = session.merge(object(step));
                world.bind(text(step, "as"), merged);
                return snapshots.label(merged);
            }
            case "add", "add_all", "delete", "expunge", "expunge_all", "add_to_other" ->
                    membership(op, step);
            case "expire", "expire_all", "refresh" -> expiry(op, step);
            case "sql" -> session.executeSql(text(step, "sql"));
            default -> transaction(op);
        }
        return NOTHING;
    }

    // Objects ----------------------------------------------------------------------------------

    private void create(JsonNode step) {
        DynamicEntity object = relmap.newEntity(text(step, "entity"));
        step.path("values")
                .properties()
                .forEach(
                        entry ->
                                object.set(
                                        entry.getKey(),
                                        value(object, entry.getKey(), entry.getValue())));
        world.bind(text(step, "name"), object);
    }

    private void change(String op, JsonNode step) {
        DynamicEntity object = object(step);
        String attribute = text(step, "attr");
        if (op.equals("set")) {
            object.reference(attribute).set(named(step.path("value")));
            return;
        }
        Content content = relationship(object, attribute).content();
        switch (content) {
            case LIST -> changeList(op, object.list(attribute), step);
            case SET -> changeSet(op, object.set(attribute), step);
            case MAP -> changeMap(op, object, attribute, step);
            case REFERENCE, QUERY -> throw new IllegalArgumentException(op + " " + attribute);
        }
    }

    private void changeList(String op, List<DynamicEntity> list, JsonNode step) {
        int index = step.path("index").asInt();
        switch (op) {
            case "append" -> list.add(element(step));
            case "insert" -> list.add(index, element(step));
            case "set_at" -> list.set(index, element(step));
            case "remove" -> list.remove(element(step));
            case "clear" -> list.clear();
            case "replace" -> object(step).set(text(step, "attr"), elements(step));
            default -> throw new IllegalArgumentException(op);
        }
    }

    private void changeSet(String op, Collection<DynamicEntity> set, JsonNode step) {
        switch (op) {
            case "append" -> set.add(element(step));
            case "remove" -> set.remove(element(step));
            case "clear" -> set.clear();
            case "replace" -> object(step).set(text(step, "attr"), elements(step));
            default -> throw new IllegalArgumentException(op);
        }
    }

    private void changeMap(String op, DynamicEntity object, String attribute, JsonNode step) {
        ToMap<Object, DynamicEntity> map = object.map(attribute);
        String key =
                Objects.requireNonNull(
                                relationship(object, attribute).wiring().mapKey(),
                                "a map has a key")
                        .description();
        switch (op) {
            case "append" -> map.put(keyOf(element(step), key), element(step));
            case "remove" -> map.values().remove(element(step));
            case "clear" -> map.clear();
            case "replace" -> object.set(attribute, elements(step));
            default -> throw new IllegalArgumentException(op);
        }
    }

    private static Object keyOf(DynamicEntity element, String column) {
        return Objects.requireNonNull(element.get(column), column);
    }

    private @Nullable Object read(DynamicEntity object, String attribute) {
        Mapper mapper = relmap.mapping().mapper(object.entityName());
        if (mapper.findColumn(attribute) != null) {
            return snapshots.column(object, attribute, object.get(attribute));
        }
        Object value = Inspect.of(object).attribute(attribute).get();
        return snapshots.recorded(relationship(object, attribute), value);
    }

    // Finding ----------------------------------------------------------------------------------

    private List<String> query(JsonNode step) {
        Query<Object> query =
                session.query(text(step, "entity")).orderBy("tag").options(options(step));
        List<Object> found = query.list();
        JsonNode suffix = step.path("suffix");
        if (suffix.isString()) {
            for (Object object : found) {
                if (world.nameOf(object) == null) {
                    world.bind(snapshots.tag(object) + suffix.asString(), object);
                }
            }
        }
        return found.stream().map(snapshots::label).toList();
    }

    private static Load[] options(JsonNode step) {
        List<Load> options = new ArrayList<>();
        step.path("load")
                .forEach(
                        option -> {
                            String path = option.get(0).asString();
                            options.add(LoadOptionsOf.path(path, option.get(1).asString()));
                        });
        return options.toArray(Load[]::new);
    }

    private @Nullable String get(JsonNode step) {
        String entity = text(step, "entity");
        Mapper mapper = relmap.mapping().mapper(entity);
        List<Object> key = new ArrayList<>();
        for (JsonNode part : step.path("pk")) {
            Object value = value(part);
            Class<?> type = mapper.identity().get(key.size()).javaType();
            key.add(Objects.requireNonNull(typed(value, type)));
        }
        Object found = session.get(entity, key.size() == 1 ? key.get(0) : key);
        if (found == null) {
            return null;
        }
        world.bind(text(step, "as"), found);
        return snapshots.label(found);
    }

    // Session ----------------------------------------------------------------------------------

    private void membership(String op, JsonNode step) {
        switch (op) {
            case "add" -> habits.add(session, object(step));
            case "add_all" ->
                    session.addAll(
                            Values.strings(step.path("objs")).stream().map(world::object).toList());
            case "delete" -> session.delete(object(step));
            case "expunge" -> session.expunge(object(step));
            case "expunge_all" -> session.expungeAll();
            default -> {
                try (Session other = relmap.openSession()) {
                    other.add(object(step));
                }
            }
        }
    }

    private void expiry(String op, JsonNode step) {
        List<String> attributes = Values.strings(step.path("attrs"));
        switch (op) {
            case "expire_all" -> session.expireAll();
            case "expire" -> {
                if (attributes.isEmpty()) {
                    session.expire(object(step));
                } else {
                    session.expire(object(step), attributes);
                }
            }
            default -> {
                if (attributes.isEmpty()) {
                    session.refresh(object(step));
                } else {
                    session.refresh(object(step), attributes);
                }
            }
        }
    }

    private void transaction(String op) {
        switch (op) {
            case "flush" -> session.flush();
            case "commit" -> session.commit();
            case "rollback" -> {
                savepoints.clear();
                session.rollback();
            }
            case "begin_nested" -> savepoints.push(session.beginNested());
            case "commit_nested" -> {
                savepoints.element().commit();
                savepoints.pop();
            }
            case "rollback_nested" -> savepoints.pop().rollback();
            default -> throw new UnsupportedStepException(op);
        }
    }

    // Operands ---------------------------------------------------------------------------------

    private DynamicEntity object(JsonNode step) {
        return (DynamicEntity) world.object(text(step, "obj"));
    }

    private DynamicEntity element(JsonNode step) {
        return (DynamicEntity) world.object(text(step, "value"));
    }

    private List<Object> elements(JsonNode step) {
        return Values.strings(step.path("value")).stream().map(world::object).toList();
    }

    private @Nullable Object named(JsonNode name) {
        return name.isNull() ? null : world.object(name.asString());
    }

    private Relationship relationship(DynamicEntity object, String name) {
        return Objects.requireNonNull(
                relmap.mapping().mapper(object.entityName()).findRelationship(name), name);
    }

    private @Nullable Object column(JsonNode step) {
        return value(object(step), text(step, "column"), step.path("value"));
    }

    private @Nullable Object value(DynamicEntity object, String column, JsonNode node) {
        Mapper mapper = relmap.mapping().mapper(object.entityName());
        return typed(value(node), Objects.requireNonNull(mapper.findColumn(column)).javaType());
    }

    private @Nullable Object value(JsonNode node) {
        if (!node.isObject()) {
            return Values.of(node);
        }
        DynamicEntity object = (DynamicEntity) world.object(text(node, "pkOf"));
        String column = text(node, "column");
        List<Object> identity = Inspect.of(object).identity();
        Mapper mapper = relmap.mapping().mapper(object.entityName());
        if (identity != null) {
            for (int i = 0; i < identity.size(); i++) {
                if (mapper.identity().get(i).name().equals(column)) {
                    return identity.get(i);
                }
            }
        }
        Object current = Inspect.of(object).attribute(column).loadedValue();
        if (current == null) {
            throw new MissingKeyException(text(node, "pkOf"), column);
        }
        return current;
    }

    private static @Nullable Object typed(@Nullable Object value, Class<?> type) {
        if (value instanceof Number number) {
            return type == Integer.class ? (Object) number.intValue() : number.longValue();
        }
        return value;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}

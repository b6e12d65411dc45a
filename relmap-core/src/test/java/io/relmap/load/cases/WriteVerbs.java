package io.relmap.load.cases;

import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.Mapper;
import io.relmap.query.Computed;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import io.relmap.query.Query;
import io.relmap.query.Synchronize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parts of steps that change something: objects, what the session knows, or rows behind its back. */
final class WriteVerbs {

    private final Tokens tokens;
    private final Scene scene;

    WriteVerbs(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    /** What comes next, or null if it is something else. */
    @Nullable Action action() {
        if (tokens.sees("insert") || isBehindTheSession()) {
            return recorded();
        } else if (tokens.accept("flush")) {
            return nothing(() -> scene.session().flush());
        } else if (tokens.accept("commit")) {
            return nothing(() -> scene.session().commit());
        } else if (tokens.accept("rollback")) {
            return nothing(() -> scene.session().rollback());
        } else if (tokens.accept("transient")) {
            return made();
        } else if (tokens.accept("pending") || tokens.accept("add")) {
            return add();
        } else if (tokens.accept("enable_relationship_loading", "(")) {
            return enableLoading();
        } else if (tokens.accept("expire")) {
            return expire();
        } else if (tokens.accept("refresh")) {
            return refresh();
        } else if (tokens.accept("expunge")) {
            return expunge();
        } else if (tokens.accept("delete")) {
            return delete();
        } else if (tokens.accept("update")) {
            return update();
        } else if (tokens.accept("append")) {
            return append();
        }
        return change();
    }

    private boolean isBehindTheSession() {
        int mark = tokens.mark();
        boolean is = false;
        while (!tokens.atEnd() && !isSeparator() && !is) {
            is = tokens.accept("behind", "the", "session's", "back");
            tokens.next();
        }
        tokens.reset(mark);
        return is;
    }

    private boolean isSeparator() {
        return tokens.sees(";") || tokens.sees(",") || tokens.sees(":");
    }

    private static Action nothing(Runnable work) {
        return () -> {
            work.run();
            return Action.NOTHING;
        };
    }

    // Rows that others write ------------------------------------------------------------------

    /** Statements of the record that write, without the session's knowledge. */
    private Action recorded() {
        while (!tokens.atEnd() && !isSeparator()) {
            tokens.next();
        }
        List<JsonNode> statements = new ArrayList<>();
        for (JsonNode statement : scene.step().path("sql")) {
            if (!statement.path("text").asString().startsWith("SELECT")) {
                statements.add(statement);
            }
        }
        if (statements.isEmpty()) {
            throw new NotUnderstoodException("no statement is recorded");
        }
        return nothing(() -> statements.forEach(this::execute));
    }

    private void execute(JsonNode statement) {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode value : statement.path("params")) {
            values.add(value.isNull() ? null : value.isNumber() ? value.asInt() : value.asString());
        }
        scene.session().executeSql(statement.path("text").asString(), values.toArray());
    }

    // New objects -----------------------------------------------------------------------------

    private Action made() {
        Value object = new ValueParser(tokens, scene).made();
        if (object == null) {
            throw tokens.notUnderstood();
        }
        return nothing(object::get);
    }

    private Action add() {
        if (tokens.accept("to", "session") || tokens.atEnd() || tokens.sees(",")) {
            return nothing(() -> scene.session().add(subject()));
        }
        Value object = newObject();
        if (object == null) {
            ObjectPath path = ObjectPath.parse(tokens, scene);
            object = () -> path.read(scene);
        }
        if (tokens.accept("without")) {
            tokens.word();
        }
        Value added = object;
        return nothing(() -> scene.session().add(Objects.requireNonNull(added.get())));
    }

    /** {@code Book(id=1)}; an entity's name alone is an object for this step only. */
    private @Nullable Value newObject() {
        Value made = new ValueParser(tokens, scene).made();
        Mapper entity = scene.entity(tokens.peek().text());
        if (made != null || entity == null || tokens.peek(1).kind() == Token.Kind.NUMBER) {
            return made;
        }
        tokens.next();
        return () -> {
            DynamicEntity object = scene.relmap().newEntity(entity.entityName());
            scene.met(object);
            scene.afterStep(() -> scene.session().expunge(object));
            return object;
        };
    }

    private Action enableLoading() {
        Value object = new ValueParser(tokens, scene).value();
        tokens.expect(")");
        return nothing(
                () ->
                        scene.session()
                                .enableRelationshipLoading(Objects.requireNonNull(object.get())));
    }

    // The session -----------------------------------------------------------------------------

    private Action expire() {
        if (tokens.accept("everything") || tokens.accept("all")) {
            return nothing(() -> scene.session().expireAll());
        }
        return named(
                (object, names) -> {
                    if (names.isEmpty()) {
                        scene.session().expire(object);
                    } else {
                        scene.session().expire(object, names);
                    }
                });
    }

    private Action refresh() {
        return named(
                (object, names) -> {
                    if (names.isEmpty()) {
                        scene.session().refresh(object);
                    } else {
                        scene.session().refresh(object, names);
                    }
                });
    }

    @FunctionalInterface
    private interface OnObject {
        void run(Object object, Collection<String> attributes);
    }

    /** {@code (author, ['name'])}, {@code list[0]}, an attribute of the object that is spoken of, or nothing. */
    private Action named(OnObject work) {
        if (tokens.atEnd() || tokens.sees(";") || tokens.sees(",")) {
            return nothing(() -> work.run(subject(), List.of()));
        }
        List<String> names = new ArrayList<>();
        boolean inBrackets = tokens.accept("(");
        ObjectPath path = ObjectPath.parse(tokens, scene);
        if (inBrackets && tokens.accept(",", "[")) {
            do {
                names.add(tokens.next().text());
            } while (tokens.accept(","));
            tokens.expect("]");
        }
        if (inBrackets) {
            tokens.expect(")");
        }
        return nothing(
                () -> {
                    if (!inBrackets && path.isName() && Scene.has(scene.subject(), path.last())) {
                        work.run(subject(), List.of(path.last()));
                        scene.attribute(path);
                        return;
                    }
                    Object object = Objects.requireNonNull(path.read(scene));
                    if (!(object instanceof DynamicEntity)) {
                        throw new NotUnderstoodException("no object: " + object);
                    }
                    scene.subject(object);
                    work.run(object, names);
                });
    }

    private Object subject() {
        Object subject = scene.subject();
        if (subject == null) {
            throw new NotUnderstoodException("no object is spoken of");
        }
        return subject;
    }

    private Action expunge() {
        if (tokens.accept("all")) {
            return nothing(() -> scene.session().expungeAll());
        } else if (tokens.accept("both")) {
            return nothing(
                    () ->
                            scene.everything().stream()
                                    .filter(scene.session()::contains)
                                    .limit(2)
                                    .forEach(scene.session()::expunge));
        }
        return named((object, names) -> scene.session().expunge(object));
    }

    private Action delete() {
        if (tokens.acceptAny("its", "the") && tokens.accept("row")) {
            return recorded();
        }
        Mapper entity = scene.entity(tokens.peek().text());
        if (entity != null && tokens.peek(1).is("where")) {
            tokens.next();
            return bulk(entity, Query::delete);
        } else if (entity != null && tokens.peek(2).is(",") && tokens.peek(3).is("no")) {
            tokens.next();
            Value key = new ValueParser(tokens, scene).value();
            String name = entity.identity().get(0).name();
            return bulk(entity, () -> Paths.of(name).eq(key.get()), Query::delete);
        }
        return named((object, names) -> scene.session().delete(object));
    }

    // Bulk statements -------------------------------------------------------------------------

    @FunctionalInterface
    private interface Bulk {
        int run(Query<Object> query, Synchronize mode);
    }

    private Action update() {
        Mapper named = scene.entity(tokens.peek().text());
        if (named != null) {
            tokens.next();
        }
        Mapper entity = named != null ? named : scene.lastRoot();
        if (entity == null) {
            throw tokens.notUnderstood();
        }
        tokens.accept("set");
        Map<String, Value> values = new LinkedHashMap<>();
        do {
            String name = tokens.word();
            if (entity.findColumn(name) == null) {
                throw tokens.notUnderstood();
            }
            tokens.expect("=");
            values.put(name, assigned());
        } while (tokens.accept(","));
        return bulk(
                entity,
                (query, mode) -> {
                    Map<String, @Nullable Object> set = new LinkedHashMap<>();
                    values.forEach((name, value) -> set.put(name, value.get()));
                    return query.update(set, mode);
                });
    }

    /** A value, or what is computed from the row: {@code year+1}, {@code upper(title)}. */
    private Value assigned() {
        if (tokens.peek().kind() != Token.Kind.WORD || tokens.sees("null")) {
            return new ValueParser(tokens, scene).value();
        }
        StringBuilder text = new StringBuilder();
        while (!tokens.atEnd() && !tokens.sees("where") && !tokens.sees(",")) {
            text.append(tokens.next().text()).append(' ');
        }
        return () -> Computed.of(text.toString().strip());
    }

    private Action bulk(Mapper entity, Bulk work) {
        if (tokens.accept("all")) {
            return bulk(entity, null, work);
        }
        tokens.expect("where");
        return bulk(
                entity, new ConditionParser(tokens, scene, new Names(entity)).condition(), work);
    }

    private Action bulk(Mapper entity, @Nullable Supplier<Condition> condition, Bulk work) {
        Synchronize mode = tokens.accept(",") ? mode() : Synchronize.AUTO;
        return () -> {
            Query<Object> query = scene.session().query(entity.entityName());
            if (condition != null) {
                query.where(condition.get());
            }
            return work.run(query, mode);
        };
    }

    private Synchronize mode() {
        if (tokens.accept("evaluate")) {
            return Synchronize.EVALUATE;
        } else if (tokens.accept("fetch")) {
            return Synchronize.FETCH;
        }
        tokens.expect("no", "synchronisation");
        return Synchronize.NONE;
    }

    // Attributes ------------------------------------------------------------------------------

    /** {@code append Addr(id=60) to addresses}; without a name, to what grew or was read last. */
    private Action append() {
        Value element = new ValueParser(tokens, scene).value();
        ObjectPath collection = tokens.accept("to") ? ObjectPath.parse(tokens, scene) : null;
        return nothing(
                () -> {
                    ObjectPath path = collection != null ? collection : growing();
                    scene.grown(path);
                    DynamicEntity owner = path.owner(scene);
                    append(owner, path.last(), element.get());
                    scene.subject(owner);
                });
    }

    private ObjectPath growing() {
        ObjectPath grown = scene.grown();
        ObjectPath path = grown != null ? grown : scene.lastRead();
        if (path == null) {
            throw new NotUnderstoodException("append to what");
        }
        return path;
    }

    @SuppressWarnings("unchecked") // elements are checked when they come in
    private static void append(DynamicEntity owner, String name, @Nullable Object element) {
        Object collection = owner.get(name);
        if (collection instanceof ToQuery<?> query) {
            ((ToQuery<Object>) query).add(Objects.requireNonNull(element));
        } else if (collection instanceof Collection<?> elements) {
            ((Collection<@Nullable Object>) elements).add(element);
        } else {
            throw new NotUnderstoodException("append to " + collection);
        }
    }

    private static void remove(DynamicEntity owner, String name, @Nullable Object element) {
        Object collection = owner.get(name);
        if (collection instanceof ToQuery<?> query) {
            removeFrom(query, element);
        } else if (collection instanceof Collection<?> elements) {
            elements.remove(element);
        } else {
            throw new NotUnderstoodException("remove from " + collection);
        }
    }

    @SuppressWarnings("unchecked") // what is no element is refused
    private static void removeFrom(ToQuery<?> query, @Nullable Object element) {
        ((ToQuery<Object>) query).remove(Objects.requireNonNull(element));
    }

    /** {@code set book.author = author 2}, {@code author.books.append(new Book(id=71))}. */
    private @Nullable Action change() {
        int mark = tokens.mark();
        boolean isSet = tokens.accept("set");
        if (tokens.peek().kind() != Token.Kind.WORD) {
            return null;
        }
        ObjectPath path = ObjectPath.parse(tokens, scene);
        if (tokens.accept("=")) {
            Value value = new ValueParser(tokens, scene).value();
            return nothing(
                    () -> {
                        DynamicEntity owner = path.owner(scene);
                        owner.set(path.last(), value.get());
                        scene.subject(owner);
                    });
        } else if (!isSet
                && (tokens.accept(".", "append", "(") || tokens.accept(".", "add", "("))) {
            Value element = closed();
            return nothing(
                    () -> {
                        append(path.owner(scene), path.last(), element.get());
                        scene.grown(path);
                    });
        } else if (!isSet && tokens.accept(".", "remove", "(")) {
            Value element = closed();
            return nothing(() -> remove(path.owner(scene), path.last(), element.get()));
        }
        tokens.reset(mark);
        return null;
    }

    private Value closed() {
        Value value = new ValueParser(tokens, scene).value();
        tokens.expect(")");
        return value;
    }
}

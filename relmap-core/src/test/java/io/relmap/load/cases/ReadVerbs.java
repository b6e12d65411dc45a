package io.relmap.load.cases;

import io.relmap.AttributeHistory;
import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.load.cases.OptionParser.Option;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parts of steps that look at objects: {@code get}, {@code read}, {@code is ...?}, and queries. */
final class ReadVerbs {

    private final Tokens tokens;
    private final Scene scene;

    ReadVerbs(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    /** What comes next, or null if it is something else. */
    @Nullable Action action() {
        if (tokens.accept("get")) {
            return get();
        } else if (tokens.accept("read")) {
            return read();
        } else if (tokens.accept("iterate")) {
            return iterate();
        } else if (tokens.accept("is")) {
            return is();
        } else if (tokens.accept("number", "of", "results")) {
            return () -> scene.lastFound().size();
        } else if (tokens.accept("loaded", "relationship", "attributes")) {
            return this::loaded;
        } else if (tokens.accept("loaded")) {
            return loadedOn();
        } else if (tokens.accept("what", "is", "in", "the", "history", "of")) {
            return history();
        } else if (tokens.accept("history", "without", "loading", ":")) {
            tokens.expect("added", ",", "deleted");
            return () -> {
                ObjectPath path = Objects.requireNonNull(scene.grown());
                AttributeHistory history =
                        Inspect.of(path.owner(scene)).attribute(path.last()).history();
                return List.of(history.added(), history.unchanged(), history.deleted());
            };
        } else if (tokens.accept("load", "the", "history", "of")) {
            ObjectPath path = ObjectPath.parse(tokens, scene);
            tokens.accept("on", "demand");
            return () -> {
                Inspect.of(path.owner(scene)).attribute(path.last()).loadHistory();
                return Action.NOTHING;
            };
        }
        Action memory = inMemory();
        return memory != null ? memory : query();
    }

    // Queries ---------------------------------------------------------------------------------

    private @Nullable Action query() {
        QuerySpec query = new QueryParser(tokens, scene).query();
        if (query == null) {
            return null;
        }
        String each = each();
        boolean everything = tokens.accept(";", "then", "read", "everything");
        new RecordedRoot(scene).order(query);
        List<String> paths = query.options().stream().map(Option::path).distinct().toList();
        return () -> {
            scene.last(query);
            Object result = query.run(scene.session());
            if (result instanceof List<?> found && found.stream().allMatch(ReadVerbs::isObject)) {
                scene.found(found);
            } else if (result instanceof DynamicEntity) {
                scene.met(result);
            }
            if (everything) {
                paths.forEach(path -> readAlong(result, path));
            }
            if (each != null) {
                readAlong(result, each);
            }
            String shown = each != null ? each : onlyRelationship(query.root(), paths);
            return new Found(result, shown, each != null);
        };
    }

    private static boolean isObject(@Nullable Object value) {
        return value == null || value instanceof DynamicEntity;
    }

    /** {@code , read books of each}: the relationship. */
    private @Nullable String each() {
        int mark = tokens.mark();
        if (tokens.accept(",", "read") && tokens.peek().kind() == Token.Kind.WORD) {
            String name = tokens.word();
            if (tokens.accept("of", "each")) {
                return name;
            }
        }
        tokens.reset(mark);
        return null;
    }

    private static @Nullable String onlyRelationship(Mapper root, List<String> paths) {
        return paths.size() == 1 && root.findRelationship(paths.get(0)) != null
                ? paths.get(0)
                : null;
    }

    private static void readAlong(@Nullable Object value, String path) {
        if (value instanceof Iterable<?> elements) {
            elements.forEach(element -> readAlong(element, path));
        } else if (value instanceof DynamicEntity entity && !path.isEmpty()) {
            String name = path.replaceAll("\\..*", "");
            readAlong(entity.get(name), path.substring(Math.min(path.length(), name.length() + 1)));
        }
    }

    // Objects by key --------------------------------------------------------------------------

    private Action get() {
        if (tokens.accept("by", "attribute", "names")) {
            return getAgain(key());
        } else if (tokens.sees("(") || tokens.sees("{")) {
            return getAgain(key());
        } else if (tokens.peek().kind() == Token.Kind.NUMBER) {
            return getAgain(key());
        } else if (tokens.accept("again") || isAlone()) {
            return getAgain(
                    () -> Keys.key((DynamicEntity) Objects.requireNonNull(scene.subject())));
        }
        List<Action> all = new ArrayList<>(List.of(oneGet()));
        while (isAnotherKey(1) && (tokens.sees(",") || tokens.sees("and"))) {
            tokens.next();
            all.add(oneGet());
            tokens.skipBrackets();
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        return () -> {
            List<@Nullable Object> got = new ArrayList<>();
            all.forEach(action -> got.add(action.run()));
            return got;
        };
    }

    private boolean isAnotherKey(int ahead) {
        return scene.entity(tokens.peek(ahead).text()) != null
                && (tokens.peek(ahead + 1).kind() == Token.Kind.NUMBER
                        || tokens.peek(ahead + 1).is("("));
    }

    private Action oneGet() {
        Mapper entity = scene.entity(tokens.word());
        if (entity == null) {
            throw tokens.notUnderstood();
        }
        Value key = key();
        String name = entity.entityName();
        List<Option> options = options(entity);
        return () -> {
            Load[] loads = options.stream().map(option -> option.load().get()).toArray(Load[]::new);
            return got(name, Objects.requireNonNull(key.get()), loads);
        };
    }

    /** {@code , options selectinload(books)}. */
    private List<Option> options(Mapper entity) {
        List<Option> options = new ArrayList<>();
        int mark = tokens.mark();
        while (tokens.accept(",") | tokens.acceptAny("with", "options", "option")) {
            tokens.acceptAny("options", "option");
            OptionParser parser = new OptionParser(tokens, scene);
            if (!parser.isNext()) {
                break;
            }
            options.addAll(parser.option(new Names(entity)));
            mark = tokens.mark();
        }
        tokens.reset(mark);
        return options;
    }

    private Action getAgain(Value key) {
        return () -> {
            String entity = scene.lastEntity();
            if (entity == null) {
                throw new NotUnderstoodException("get without an entity");
            }
            return got(entity, Objects.requireNonNull(key.get()));
        };
    }

    private @Nullable Object got(String entity, Object key, Load... options) {
        scene.lastEntity(entity);
        Object found = scene.session().get(entity, key, options);
        if (found == null) {
            scene.missed(entity);
        } else {
            scene.met(found);
        }
        return found;
    }

    /** {@code 1}, {@code (1,null)}, {@code {tenant:1, num:2}}. */
    private Value key() {
        ValueParser values = new ValueParser(tokens, scene);
        if (tokens.accept("(")) {
            List<Value> parts = new ArrayList<>();
            do {
                parts.add(values.value());
            } while (tokens.accept(","));
            tokens.expect(")");
            return () -> Arrays.asList(parts.stream().map(Value::get).toArray());
        } else if (tokens.accept("{")) {
            Map<String, Value> parts = new LinkedHashMap<>();
            do {
                String name = tokens.word();
                tokens.expect(":");
                parts.put(name, values.value());
            } while (tokens.accept(","));
            tokens.expect("}");
            return () -> {
                Map<String, @Nullable Object> key = new LinkedHashMap<>();
                parts.forEach((name, part) -> key.put(name, part.get()));
                return key;
            };
        }
        return values.value();
    }

    // Attributes ------------------------------------------------------------------------------

    private Action read() {
        if (isAlone()) {
            return () -> readAgain();
        } else if (tokens.accept("both", "collections")) {
            return this::readCollections;
        } else if (tokens.accept("it", "again")) {
            return () -> readAgain();
        }
        if (tokens.sees("it") && !tokens.peek(1).is(".") && !tokens.peek(1).is("[")) {
            tokens.next();
            return () -> {
                ObjectPath attribute = scene.attribute();
                return attribute == null ? scene.subject() : read(attribute);
            };
        }
        ObjectPath first = ObjectPath.parse(tokens, scene);
        if (tokens.accept("with", "its")) {
            ObjectPath attribute = ObjectPath.parse(tokens, scene);
            return () -> {
                scene.subject(first.read(scene));
                return read(attribute);
            };
        } else if (tokens.accept("of", "each")) {
            return () -> ofEach(first.last());
        }
        List<ObjectPath> all = new ArrayList<>(List.of(first));
        while (isAnotherAttribute()) {
            tokens.expect(",");
            tokens.accept("then");
            all.add(ObjectPath.parse(tokens, scene));
            tokens.skipBrackets();
        }
        return all.size() == 1
                ? () -> isOfList(first) ? inList(first.last()) : read(first)
                : () -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    all.forEach(path -> values.add(read(path)));
                    return values;
                };
    }

    private Object ofEach(String attribute) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object object : scene.lastFound()) {
            if (!Scene.has(object, attribute)) {
                throw new NotUnderstoodException("no attribute " + attribute + " of " + object);
            }
            Object value = ((DynamicEntity) object).get(attribute);
            scene.name(value);
            values.add(value);
        }
        return values;
    }

    /** A remark in brackets may stand before the comma. */
    private boolean isAnotherAttribute() {
        int mark = tokens.mark();
        tokens.skipBrackets();
        int ahead = tokens.peek(1).is("then") ? 2 : 1;
        boolean goesOn =
                tokens.sees(",")
                        && tokens.peek(ahead).kind() == Token.Kind.WORD
                        && !VerbNames.contains(tokens.peek(ahead).text());
        if (!goesOn) {
            tokens.reset(mark);
        }
        return goesOn;
    }

    private @Nullable Object read(ObjectPath path) {
        scene.lastRead(path);
        return path.read(scene);
    }

    private @Nullable Object readAgain() {
        ObjectPath path = scene.lastRead();
        if (path == null) {
            throw new NotUnderstoodException("read it again");
        }
        Object value = path.read(scene);
        scene.name(value instanceof ToQuery<?> ? null : value);
        return value;
    }

    private Object readCollections() {
        DynamicEntity subject = subject();
        List<@Nullable Object> values = new ArrayList<>();
        for (Relationship relationship : mapper(subject).relationships()) {
            if (relationship.content().isCollection()) {
                Object value = subject.get(relationship.name());
                scene.name(value);
                values.add(value);
            }
        }
        return values;
    }

    private Action iterate() {
        if (tokens.accept("again") || isAlone()) {
            return () -> elements(readAgain());
        }
        ObjectPath path = ObjectPath.parse(tokens, scene);
        return () -> elements(read(path));
    }

    private boolean isAlone() {
        return tokens.atEnd() || tokens.sees(":") || tokens.sees(";") || tokens.sees(",");
    }

    private Object elements(@Nullable Object value) {
        if (value instanceof ToQuery<?> query) {
            List<?> elements = query.list();
            scene.name(elements);
            return elements;
        } else if (value instanceof Iterable<?>) {
            return value;
        }
        throw new NotUnderstoodException("the elements of " + value);
    }

    private Object loaded() {
        DynamicEntity subject = subject();
        return mapper(subject).relationships().stream()
                .map(Relationship::name)
                .filter(name -> Inspect.of(subject).attribute(name).isLoaded())
                .sorted()
                .toList();
    }

    /** {@code what is in the history of author.books: deleted ids}. */
    private Action history() {
        ObjectPath path = ObjectPath.parse(tokens, scene);
        tokens.expect(":");
        boolean deleted = tokens.accept("deleted");
        if (!deleted) {
            tokens.expect("added");
        }
        tokens.accept("ids");
        return () -> {
            AttributeHistory history =
                    Inspect.of(path.owner(scene)).attribute(path.last()).history();
            return deleted ? history.deleted() : history.added();
        };
    }

    /** {@code loaded on Book 10: reviews, tags; on Book 11: reviews}. */
    private Action loadedOn() {
        Map<ObjectPath, List<String>> asked = new LinkedHashMap<>();
        do {
            tokens.expect("on");
            ObjectPath object = ObjectPath.parse(tokens, scene);
            tokens.expect(":");
            List<String> names = new ArrayList<>();
            do {
                names.add(tokens.word());
            } while (tokens.accept(","));
            asked.put(object, names);
        } while (tokens.accept(";"));
        return () -> {
            List<Object> answers = new ArrayList<>();
            asked.forEach(
                    (path, names) -> {
                        Inspect object = Inspect.of(Objects.requireNonNull(path.read(scene)));
                        answers.add(
                                names.stream()
                                        .map(name -> object.attribute(name).isLoaded())
                                        .toList());
                    });
            return answers;
        };
    }

    private DynamicEntity subject() {
        if (scene.subject() instanceof DynamicEntity entity) {
            return entity;
        }
        throw new NotUnderstoodException("no object is spoken of");
    }

    private Mapper mapper(DynamicEntity entity) {
        return Objects.requireNonNull(scene.entity(entity.entityName()));
    }

    /** {@code years in memory}, {@code year of Book 10}: without loading. */
    private @Nullable Action inMemory() {
        Token word = tokens.peek();
        if (word.kind() != Token.Kind.WORD) {
            return null;
        }
        if (word.text().endsWith("s") && tokens.peek(1).is("in") && tokens.peek(2).is("memory")) {
            tokens.next();
            tokens.expect("in", "memory");
            return () -> inList(word.text());
        } else if (tokens.peek(1).is("of") && scene.entity(tokens.peek(2).text()) != null) {
            tokens.next();
            tokens.expect("of");
            ObjectPath object = ObjectPath.parse(tokens, scene);
            return () ->
                    ((DynamicEntity) Objects.requireNonNull(object.read(scene))).get(word.text());
        }
        return null;
    }

    /** {@code titles}: an attribute in the plural, of the objects in the list. */
    private boolean isOfList(ObjectPath path) {
        String name = path.last();
        return path.isName()
                && name.endsWith("s")
                && !scene.knows(name)
                && scene.knows("list")
                && !Scene.has(scene.subject(), name)
                && Scene.has(
                        ((List<?>) Objects.requireNonNull(scene.known("list"))).get(0),
                        name.substring(0, name.length() - 1));
    }

    private Object inList(String plural) {
        String name = plural.substring(0, plural.length() - 1);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object object : (List<?>) Objects.requireNonNull(scene.known("list"))) {
            if (!Scene.has(object, name)) {
                throw new NotUnderstoodException("no attribute " + name);
            }
            values.add(((DynamicEntity) object).get(name));
        }
        return values;
    }

    // Questions -------------------------------------------------------------------------------

    private Action is() {
        ObjectPath path = ObjectPath.parse(tokens, scene);
        tokens.accept("still");
        Action answer;
        if (tokens.accept("loaded")) {
            answer = () -> Inspect.of(path.owner(scene)).attribute(path.last()).isLoaded();
        } else if (tokens.accept("modified")) {
            answer = () -> scene.session().isModified(Objects.requireNonNull(path.read(scene)));
        } else if (tokens.accept("pending", "in", "the", "session")) {
            answer = () -> scene.session().newObjects().contains(path.read(scene));
        } else if (tokens.accept("in", "the", "session")) {
            tokens.accept("now");
            answer = () -> isInSession(path);
        } else {
            throw tokens.notUnderstood();
        }
        tokens.expect("?");
        return answer;
    }

    /** An object that no step has named is looked for by its entity and key. */
    private boolean isInSession(ObjectPath path) {
        String word = path.last();
        if (path.isName() && !scene.knows(word)) {
            return scene.session().objects().stream()
                    .filter(DynamicEntity.class::isInstance)
                    .map(DynamicEntity.class::cast)
                    .anyMatch(
                            entity ->
                                    word.equalsIgnoreCase(entity.entityName() + Keys.text(entity)));
        }
        Object object = path.read(scene);
        return object != null && scene.session().contains(object);
    }
}

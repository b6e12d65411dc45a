package io.relmap.load.cases;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Mapper;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What is there while a case is replayed: the session, and what its steps may speak of. Not thread-safe. */
final class Scene implements AutoCloseable {

    private final Relmap relmap;
    private final JsonNode recorded;
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, @Nullable Object> known = new HashMap<>();
    private final List<Runnable> afterStep = new ArrayList<>();
    private Session session;
    private JsonNode step = MissingNode.getInstance();
    private @Nullable QuerySpec last;
    private @Nullable Mapper lastRoot;
    private @Nullable Object subject;
    private @Nullable ObjectPath lastRead;
    private @Nullable ObjectPath attribute;
    private @Nullable ObjectPath grown;
    private @Nullable String lastEntity;
    private List<Object> lastFound = List.of();

    Scene(Relmap relmap, JsonNode recorded) {
        this.relmap = relmap;
        this.recorded = recorded;
        this.session = relmap.openSession();
    }

    Relmap relmap() {
        return relmap;
    }

    Session session() {
        return session;
    }

    /** The case as it is recorded. */
    JsonNode recorded() {
        return recorded;
    }

    JsonNode step() {
        return step;
    }

    void step(JsonNode newStep) {
        attribute = null;
        step = newStep;
    }

    /** Aliases and the last query outlive it: "the same with ...". */
    void newSession(boolean autoflush) {
        session.doWithConnection(
                connection -> {
                    connection.commit(); // what was flushed stays; what was not is lost
                    return true;
                });
        session.close();
        session = relmap.openSession(relmap.sessionOptions().withAutoflush(autoflush));
        known.clear();
        subject = null;
        lastRead = null;
        grown = null;
        lastFound = List.of();
    }

    @Override
    public void close() {
        session.close();
    }

    /** Has something done when the step is over. */
    void afterStep(Runnable work) {
        afterStep.add(work);
    }

    void endStep() {
        afterStep.forEach(Runnable::run);
        afterStep.clear();
    }

    // Entities --------------------------------------------------------------------------------

    /** The entity of a name or of an alias, or null. */
    @Nullable Mapper entity(String word) {
        String name = aliases.getOrDefault(word, word);
        return relmap.mappers().stream()
                .filter(mapper -> mapper.entityName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether it is the name of an entity, and no alias. */
    boolean isEntity(String word) {
        return entity(word) != null && !aliases.containsKey(word);
    }

    /** As {@link #entity}, however its letters are written: "author 1". */
    @Nullable Mapper entityInWords(String word) {
        return relmap.mappers().stream()
                .filter(mapper -> mapper.entityName().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    void alias(String name, Mapper entity) {
        aliases.put(name, entity.entityName());
    }

    // Queries ---------------------------------------------------------------------------------

    /** The query before, or null if there was none, or none that is understood. */
    @Nullable QuerySpec last() {
        return last;
    }

    void last(@Nullable QuerySpec query) {
        last = query;
    }

    /** The entity that was asked for last, be the query understood or not. */
    @Nullable Mapper lastRoot() {
        return lastRoot;
    }

    void lastRoot(Mapper entity) {
        lastRoot = entity;
    }

    // Objects ---------------------------------------------------------------------------------

    /** Remembers what was found: as a list, and each object by entity and key. */
    void found(List<?> objects) {
        lastFound = new ArrayList<>();
        objects.stream().filter(Objects::nonNull).forEach(lastFound::add);
        known.put("list", objects);
        objects.forEach(this::name);
        if (!lastFound.isEmpty()) {
            Object first = lastFound.get(0);
            String entity = word(first);
            if (lastFound.size() == 1) {
                known.put(entity, first);
                subject = first;
            } else if (known.putIfAbsent(entity, first) == null) {
                subject = first;
            }
        }
    }

    /** Remembers one object as the one that is spoken of. */
    void met(Object object) {
        name(object);
        known.put(word(object), object);
        subject = object;
        lastFound = List.of(object);
    }

    /** That an entity's object was asked for, and not found. */
    void missed(String entity) {
        known.put(entity.toLowerCase(Locale.ROOT), null);
    }

    /** Remembers objects by entity and key, for words like "book 10" and "book10". */
    void name(@Nullable Object value) {
        if (value instanceof DynamicEntity entity) {
            known.put(word(entity) + Keys.text(entity), entity);
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(this::name);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::name);
        }
    }

    void name(String word, Object object) {
        known.put(word.toLowerCase(Locale.ROOT), object);
    }

    boolean knows(String word) {
        return known.containsKey(word.toLowerCase(Locale.ROOT)) || byInitial(word) != null;
    }

    @Nullable Object known(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        Object object = known.containsKey(name) ? known.get(name) : byInitial(word);
        if (object == null && !known.containsKey(name)) {
            object = byKey(name);
        }
        if (object == null && !known.containsKey(name)) {
            throw new NotUnderstoodException("no object \"" + word + "\"");
        }
        return object;
    }

    /** An object that no step has read so far is read when it is named by its key: "tag 1". */
    private @Nullable Object byKey(String name) {
        Mapper entity = entityInWords(name.replaceAll("\\d+$", ""));
        String key = name.replaceAll("^\\D+", "");
        if (entity == null || key.isEmpty()) {
            return null;
        }
        Object found = session.get(entity.entityName(), Integer.valueOf(key));
        name(found);
        return found;
    }

    /** "p3", if exactly one object of that key is of an entity with that initial. */
    private @Nullable Object byInitial(String word) {
        if (!word.matches("[a-z]\\d+")) {
            return null;
        }
        List<Object> fitting = new ArrayList<>();
        known.forEach(
                (name, object) -> {
                    if (object != null
                            && name.matches(word.charAt(0) + "[a-z]*" + word.substring(1))) {
                        fitting.add(object);
                    }
                });
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    /** The objects that the last step found. */
    List<Object> lastFound() {
        return lastFound;
    }

    /** All that is known by entity and key, or as the one of its entity. */
    List<Object> everything() {
        return known.values().stream()
                .filter(DynamicEntity.class::isInstance)
                .map(Object.class::cast)
                .distinct()
                .toList();
    }

    /** The object that is spoken of, or null. */
    @Nullable Object subject() {
        return subject;
    }

    void subject(@Nullable Object object) {
        subject = object;
    }

    /** The attribute that was spoken of last, after its object; null if none was. */
    @Nullable ObjectPath attribute() {
        return attribute;
    }

    void attribute(@Nullable ObjectPath path) {
        attribute = path;
    }

    /** The collection that something was added to last, or null. */
    @Nullable ObjectPath grown() {
        return grown;
    }

    void grown(ObjectPath path) {
        grown = path;
    }

    /** What was read last, or null. */
    @Nullable ObjectPath lastRead() {
        return lastRead;
    }

    void lastRead(ObjectPath path) {
        lastRead = path;
    }

    /** The entity that was asked for last by its key. */
    @Nullable String lastEntity() {
        return lastEntity;
    }

    void lastEntity(String entity) {
        lastEntity = entity;
    }

    /** Whether an object has an attribute. */
    static boolean has(@Nullable Object object, String attribute) {
        return object instanceof DynamicEntity entity
                && Inspect.of(entity).attributes().contains(attribute);
    }

    private static String word(Object object) {
        return ((DynamicEntity) object).entityName().toLowerCase(Locale.ROOT);
    }
}

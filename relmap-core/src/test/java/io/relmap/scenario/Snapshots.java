package io.relmap.scenario;

import io.relmap.AttributeView;
import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What objects look like, in recorded values, without loading anything. */
final class Snapshots {

    private final Relmap relmap;
    private final World world;
    private final KeyColumns keys;
    private final Map<Object, String> tags = new IdentityHashMap<>();

    Snapshots(Relmap relmap, World world, KeyColumns keys) {
        this.relmap = relmap;
        this.world = world;
        this.keys = keys;
    }

    /** The state of an object. */
    String state(Object object) {
        return Inspect.of(object).state().name().toLowerCase(Locale.ROOT);
    }

    /** All relationships of an object. */
    Map<String, @Nullable Object> relationships(Object object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean hasRow = Inspect.of(object).identity() != null;
        for (Relationship relationship : mapper(object).relationships()) {
            AttributeView view = Inspect.of(object).attribute(relationship.name());
            values.put(
                    relationship.name(),
                    view.isLoaded()
                            ? recorded(relationship, view.loadedValue())
                            : hasRow ? Values.NOT_LOADED : empty(relationship));
        }
        return values;
    }

    /** All relationships of an object's entity, each with nothing in it. */
    Map<String, @Nullable Object> empty(Object object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapper(object).relationships().forEach(r -> values.put(r.name(), empty(r)));
        return values;
    }

    /** All relationships of an object's entity, none of them loaded. */
    Map<String, @Nullable Object> notLoaded(Object object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapper(object).relationships().forEach(r -> values.put(r.name(), Values.NOT_LOADED));
        return values;
    }

    /** A relationship's value. */
    @Nullable Object recorded(Relationship relationship, @Nullable Object value) {
        return switch (relationship.content()) {
            case REFERENCE -> value == null ? null : label(value);
            case SET -> Map.of("set", labels(value).stream().sorted().toList());
            case MAP -> Map.of("map", entries((Map<?, ?>) Objects.requireNonNull(value)));
            case LIST, CUSTOM, QUERY -> labels(value);
        };
    }

    /** A column's value. */
    @Nullable Object column(DynamicEntity object, String column, @Nullable Object value) {
        return keys.recorded(mapper(object).table().name(), column, value);
    }

    /** An object's name, or its tag. */
    String label(Object object) {
        String name = world.nameOf(object);
        return name == null ? "#" + tag(object) : name;
    }

    /** The tag that an object had when it was seen first. */
    String tag(Object object) {
        return tags.computeIfAbsent(
                object, o -> String.valueOf(((DynamicEntity) o).get(tagIndex((DynamicEntity) o))));
    }

    /** Learns tags and keys of the objects that have come up. */
    void observe() {
        for (Object object : new ArrayList<>(world.canonical().values())) {
            learn(object);
        }
        tags.keySet().forEach(this::learn);
    }

    private void learn(Object object) {
        String table = mapper(object).table().name();
        String generated = keys.generatedColumn(table);
        List<Object> identity = Inspect.of(object).identity();
        if (generated != null && identity != null && identity.size() == 1) {
            keys.learn(table, identity.get(0), tag(object));
        }
    }

    private int tagIndex(DynamicEntity object) {
        return Objects.requireNonNull(mapper(object).findColumn("tag")).index();
    }

    private Mapper mapper(Object object) {
        return relmap.mapping().mapper(((DynamicEntity) object).entityName());
    }

    private static @Nullable Object empty(Relationship relationship) {
        return switch (relationship.content()) {
            case REFERENCE -> null;
            case SET -> Map.of("set", List.of());
            case MAP -> Map.of("map", Map.of());
            case LIST, CUSTOM, QUERY -> List.of();
        };
    }

    private List<String> labels(@Nullable Object value) {
        Collection<?> elements = value == null ? Collections.emptyList() : (Collection<?>) value;
        return elements.stream().map(this::label).toList();
    }

    private Map<String, String> entries(Map<?, ?> map) {
        Map<String, String> entries = new TreeMap<>();
        map.forEach(
                (key, element) ->
                        entries.put(String.valueOf(key), label(Objects.requireNonNull(element))));
        return entries;
    }
}

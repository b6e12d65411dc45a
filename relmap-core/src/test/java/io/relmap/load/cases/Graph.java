package io.relmap.load.cases;

import io.relmap.AttributeView;
import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what is loaded, in the form of the record. */
final class Graph {

    private final Map<Object, Boolean> shown = new IdentityHashMap<>();

    private final Mapping mapping;

    private Graph(Mapping mapping) {
        this.mapping = mapping;
    }

    static @Nullable Object of(Mapping mapping, @Nullable Object value) {
        return new Graph(mapping).show(value);
    }

    private @Nullable Object show(@Nullable Object value) {
        if (value instanceof DynamicEntity entity) {
            return object(entity);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((key, element) -> result.put(String.valueOf(key), show(element)));
            return result;
        } else if (value instanceof Collection<?> elements) {
            List<@Nullable Object> result = new ArrayList<>();
            elements.forEach(element -> result.add(show(element)));
            return result;
        }
        return value;
    }

    private Map<String, @Nullable Object> object(DynamicEntity entity) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        Inspect inspect = Inspect.of(entity);
        List<Object> identity = inspect.identity();
        String name =
                entity.entityName()
                        + "#"
                        + (identity == null
                                ? "?"
                                : identity.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")));
        if (shown.put(entity, true) != null) {
            result.put("$ref", name);
            return result;
        }
        result.put("$", name);
        TreeSet<String> unloaded = new TreeSet<>();
        for (String attribute : inspect.attributes()) {
            AttributeView view = inspect.attribute(attribute);
            Relationship relationship =
                    mapping.mapper(entity.entityName()).findRelationship(attribute);
            if (relationship != null && relationship.content() == Content.QUERY) {
                continue; // never a value
            } else if (relationship == null) {
                result.put(attribute, entity.get(attribute));
            } else if (view.isLoaded()) {
                result.put(attribute, show(view.loadedValue()));
            } else {
                unloaded.add(attribute);
            }
        }
        if (!unloaded.isEmpty()) {
            result.put("$unloaded", new ArrayList<>(unloaded));
        }
        return result;
    }
}

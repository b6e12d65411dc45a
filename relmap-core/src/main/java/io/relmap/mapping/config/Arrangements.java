package io.relmap.mapping.config;

import io.relmap.mapping.AdaptedCollection;
import io.relmap.mapping.Arrangement;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.mapping.ListNumbering;
import io.relmap.mapping.MapKeySource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of what was declared how a collection keeps its elements. */
final class Arrangements {

    private Arrangements() {}

    /**
     * The arrangement of a relationship, or null for one that has none.
     *
     * @throws io.relmap.error.MappingException if the elements do not have the attributes it goes by
     */
    static @Nullable Arrangement of(RelationshipDeclaration declared, ElementAttributes elements) {
        ArrangementDeclaration arrangement = declared.arrangement;
        if (arrangement instanceof ArrangementDeclaration.ByAttributes key) {
            return new MapKeySource(
                    String.join(", ", key.attributes()),
                    key(key.attributes(), elements),
                    declared.ignoreUnpopulatedKey);
        } else if (arrangement instanceof ArrangementDeclaration.ByFunction key) {
            return new MapKeySource("a function", key.function(), declared.ignoreUnpopulatedKey);
        } else if (arrangement instanceof ArrangementDeclaration.Numbered numbered) {
            return new ListNumbering(
                    numbered.attribute(),
                    elements.variable(numbered.attribute()),
                    elements.writer(numbered.attribute()),
                    numbered.numbering(),
                    numbered.when());
        } else if (arrangement instanceof ArrangementDeclaration.Adapted adapted) {
            @SuppressWarnings(
                    "unchecked") // its collections are made by itself, elements are checked
            CollectionAdapter<Object, Object> adapter =
                    (CollectionAdapter<Object, Object>) adapted.adapter();
            return new AdaptedCollection(adapter);
        }
        return null;
    }

    private static Function<Object, @Nullable Object> key(
            List<String> attributes, ElementAttributes elements) {
        List<Function<Object, @Nullable Object>> parts =
                attributes.stream().map(elements::reader).toList();
        return parts.size() == 1 ? parts.get(0) : element -> whole(parts, element);
    }

    /** The values of all parts, or null if one is missing. */
    private static @Nullable Object whole(
            List<Function<Object, @Nullable Object>> parts, Object element) {
        List<Object> values = new ArrayList<>(parts.size());
        for (Function<Object, @Nullable Object> part : parts) {
            Object value = part.apply(element);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return List.copyOf(values);
    }
}

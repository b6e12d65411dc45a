package io.relmap.load.cases;

import io.relmap.Inspect;
import io.relmap.holder.DynamicEntity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects shown by their keys alone. */
final class Keys {

    private Keys() {}

    /** Keys in the place of objects, however deep; everything else as it is. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof DynamicEntity entity) {
            return key(entity);
        } else if (value instanceof Map<?, ?> map) {
            return map.values().stream().map(Keys::of).collect(Collectors.toList());
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().map(Keys::of).collect(Collectors.toList());
        }
        return value;
    }

    /** The key, or what is set of it while there is no row. */
    static @Nullable Object key(DynamicEntity entity) {
        List<Object> identity = Inspect.of(entity).identity();
        if (identity != null) {
            return identity.size() == 1 ? identity.get(0) : identity;
        }
        return Scene.has(entity, "id") && entity.isSet("id") ? entity.get("id") : null;
    }

    /** The key in one word. */
    static String text(DynamicEntity entity) {
        return String.valueOf(key(entity)).replaceAll("[\\[\\] ]", "");
    }
}

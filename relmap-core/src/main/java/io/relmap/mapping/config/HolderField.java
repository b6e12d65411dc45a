package io.relmap.mapping.config;

import io.relmap.annotation.HolderType;
import io.relmap.mapping.Content;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field whose type is a holder.
 *
 * @param field the field
 * @param holds what the holder holds
 * @param target the class of what it holds, by the field's generic type; null where that does not say it
 */
record HolderField(Field field, HolderType.Content holds, @Nullable Class<?> target) {

    /** The holder field in a class, or null if the field's type is no holder. */
    static @Nullable HolderField of(Field field, Class<?> entity) {
        HolderType holder = field.getType().getAnnotation(HolderType.class);
        return holder == null
                ? null
                : new HolderField(
                        field, holder.value(), ResolvedTypes.last(field.getGenericType(), entity));
    }

    String name() {
        return field.getName();
    }

    /** Whether it stands for a relationship, not for a column or the object's state. */
    boolean isRelationship() {
        return switch (holds) {
            case REFERENCE, LIST, SET, MAP, QUERY, CUSTOM -> true;
            case COLUMN, STATE -> false;
        };
    }

    /** What the relationship holds. */
    Content content() {
        return Content.valueOf(holds.name());
    }
}

package io.relmap;

import io.relmap.attribute.History;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attribute since the last load or flush (spec AT-7, AT-8). The lists hold objects for
 * relationships and values for columns; null may be among them.
 *
 * @param added what came in
 * @param unchanged what stayed
 * @param deleted what went out
 * @param isKnown false where the attribute is not loaded, so that {@code unchanged} says nothing
 */
public record AttributeHistory(
        List<@Nullable Object> added,
        List<@Nullable Object> unchanged,
        List<@Nullable Object> deleted,
        boolean isKnown) {

    static AttributeHistory of(History history) {
        return new AttributeHistory(
                history.added(), history.unchanged(), history.deleted(), history.isKnown());
    }

    static AttributeHistory unchangedValue(@Nullable Object value) {
        return new AttributeHistory(List.of(), Collections.singletonList(value), List.of(), true);
    }

    static AttributeHistory changedValue(@Nullable Object value, @Nullable Object old) {
        return new AttributeHistory(
                Collections.singletonList(value), List.of(), Collections.singletonList(old), true);
    }

    /** A value that came in, whatever was there before. */
    static AttributeHistory assignedValue(@Nullable Object value) {
        return new AttributeHistory(Collections.singletonList(value), List.of(), List.of(), true);
    }

    /** Of something that is not loaded and not changed. */
    static AttributeHistory unknown() {
        return new AttributeHistory(List.of(), List.of(), List.of(), false);
    }

    static AttributeHistory addedValue(@Nullable Object value) {
        return value == null
                ? new AttributeHistory(List.of(), List.of(), List.of(), true)
                : new AttributeHistory(List.of(value), List.of(), List.of(), true);
    }

    /** Whether anything came in or went out. */
    public boolean hasChanges() {
        return !added.isEmpty() || !deleted.isEmpty();
    }
}

package io.relmap.attribute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attribute since the last load or flush (spec AT-7, AT-8). Elements may be null for
 * references: {@code set(null)} on a new object is an addition of null.
 *
 * @param added what came in
 * @param unchanged what stayed
 * @param deleted what went out
 * @param isKnown false where the attribute is not loaded, so that {@code unchanged} says nothing (AT-10)
 */
public record History(
        List<@Nullable Object> added,
        List<@Nullable Object> unchanged,
        List<@Nullable Object> deleted,
        boolean isKnown) {

    /** Nothing at all. */
    public static final History EMPTY = new History(List.of(), List.of(), List.of(), true);

    /** Not loaded, and nothing queued. */
    public static final History NOT_KNOWN = new History(List.of(), List.of(), List.of(), false);

    /** Whether anything came in or went out. */
    public boolean hasChanges() {
        return !added.isEmpty() || !deleted.isEmpty();
    }

    /** Whether it says nothing: nothing came in, stayed or went out. */
    public boolean isEmpty() {
        return added.isEmpty() && unchanged.isEmpty() && deleted.isEmpty();
    }
}

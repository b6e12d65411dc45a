package io.relmap.mapping;

import io.relmap.annotation.Internal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of a map are found by (spec CO-20).
 *
 * @param description for messages: the attribute's or column's name, several of them with commas between
 * @param function computes the key from the element: a {@code List} of values where it has several parts
 * @param ignoresUnpopulated whether an element without key stays out of the map without a word, instead of
 *     being refused (CO-26)
 */
@Internal
public record MapKeySource(
        String description, Function<Object, @Nullable Object> function, boolean ignoresUnpopulated)
        implements Arrangement {}

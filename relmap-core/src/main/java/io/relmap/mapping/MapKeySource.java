package io.relmap.mapping;

import io.relmap.annotation.Internal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of a map are found by (spec CO-20).
 *
 * @param description for messages: the attribute's or column's name
 * @param function computes the key from the element
 */
@Internal
public record MapKeySource(String description, Function<Object, @Nullable Object> function) {}

package io.relmap.mapping;

import io.relmap.annotation.Internal;
import org.jspecify.annotations.Nullable;

/**
 * A column that is not loaded with its object, but at first access (spec LO-114).
 *
 * @param group what it is loaded together with, or null if it is loaded alone
 */
@Internal
public record Deferral(@Nullable String group) {}

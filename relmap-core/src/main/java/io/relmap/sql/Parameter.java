package io.relmap.sql;

import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A value given when the statement runs.
 *
 * @param key tells parameters apart: equal keys take the same value
 * @param type how it is bound, or null for the driver's own choice
 */
public record Parameter(Object key, @Nullable ColumnType type) implements Expression {}

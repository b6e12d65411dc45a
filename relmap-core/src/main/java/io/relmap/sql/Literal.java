package io.relmap.sql;

import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A fixed value. It is bound, never written into the text; NULL, TRUE and FALSE are written.
 *
 * @param value the value, or null
 * @param type how it is bound, or null for the driver's own choice
 */
public record Literal(@Nullable Object value, @Nullable ColumnType type) implements Expression {}

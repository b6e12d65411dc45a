package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;

/**
 * A column and its new value.
 *
 * @param column the column
 * @param value the value; it may use the row's present values
 */
@Internal
public record Assignment(Column column, Expression value) {}

package io.relmap.sql;

import io.relmap.type.ColumnType;

/**
 * A value as another type.
 *
 * @param operand the value
 * @param type the type
 */
public record Cast(Expression operand, ColumnType type) implements Expression {}

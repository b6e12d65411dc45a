package io.relmap.sql;

/**
 * A test for NULL.
 *
 * @param operand the value
 * @param negated whether it must not be NULL
 */
public record IsNull(Expression operand, boolean negated) implements Expression {}

package io.relmap.sql;

/**
 * The negation of a condition.
 *
 * @param operand the condition
 */
public record Not(Expression operand) implements Expression {}

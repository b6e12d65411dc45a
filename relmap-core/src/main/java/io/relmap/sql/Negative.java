package io.relmap.sql;

/**
 * The negative of a number.
 *
 * @param operand the number
 */
public record Negative(Expression operand) implements Expression {}

package io.relmap.sql;

/**
 * The argument of an aggregate that takes equal values once: {@code count(DISTINCT title)}.
 *
 * @param operand the value
 */
public record Distinct(Expression operand) implements Expression {}

package io.relmap.sql;

/**
 * A test of a truth value that is never unknown.
 *
 * @param operand the condition
 * @param expected TRUE or FALSE
 * @param negated IS NOT
 */
public record IsTrue(Expression operand, boolean expected, boolean negated) implements Expression {}

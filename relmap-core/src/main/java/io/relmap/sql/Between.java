package io.relmap.sql;

/**
 * A value between two bounds, both included.
 *
 * @param operand the value
 * @param low the lower bound
 * @param high the upper bound
 * @param negated whether it must lie outside
 */
public record Between(Expression operand, Expression low, Expression high, boolean negated)
        implements Expression {}

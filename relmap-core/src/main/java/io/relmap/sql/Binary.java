package io.relmap.sql;

import org.jspecify.annotations.Nullable;

/**
 * Two operands and an operator.
 *
 * @param left the left operand
 * @param operator the operator
 * @param right the right operand
 * @param escape the escape character of LIKE, or null
 */
public record Binary(
        Expression left, Operator operator, Expression right, @Nullable Character escape)
        implements Expression {

    /** Without ESCAPE. */
    public Binary(Expression left, Operator operator, Expression right) {
        this(left, operator, right, null);
    }

    /** {@code left = right}. */
    public static Binary eq(Expression left, Expression right) {
        return new Binary(left, Operator.EQ, right);
    }
}

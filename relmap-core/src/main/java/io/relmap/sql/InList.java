package io.relmap.sql;

import java.util.List;

/**
 * A value in a list of expressions.
 *
 * @param operand the value
 * @param items the list, not empty
 * @param negated whether it must not be there
 */
public record InList(Expression operand, List<Expression> items, boolean negated)
        implements Expression {

    public InList {
        items = List.copyOf(items);
    }
}

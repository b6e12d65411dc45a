package io.relmap.sql;

import java.util.List;

/**
 * A value, or a row of values, among any number of values given when the statement runs: one statement
 * shape for every number where the database allows it (spec PE-2). The parameter's value is a {@code
 * List}: of values for one operand, of {@code Object[]} for several.
 *
 * @param operands one operand, or several for a row value
 * @param parameter where the values come from; its type is ignored in favour of {@code operands}'
 * @param negated whether it must not be among them
 */
public record InParameter(List<Expression> operands, Parameter parameter, boolean negated)
        implements Expression {

    public InParameter {
        operands = List.copyOf(operands);
    }
}

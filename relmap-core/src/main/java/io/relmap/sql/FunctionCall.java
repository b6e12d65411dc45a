package io.relmap.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of an SQL function.
 *
 * @param name the function, letters, digits and underscores only
 * @param arguments what it is given
 * @param comparison which arguments the call compares ({@code as_comparison}, spec RC-59), or null
 */
public record FunctionCall(
        String name, List<Expression> arguments, @Nullable ComparedArguments comparison)
        implements Expression {

    /**
     * @param left number of the argument taken as the left operand, from 1
     * @param right number of the argument taken as the right operand, from 1
     */
    public record ComparedArguments(int left, int right) {}

    public FunctionCall {
        arguments = List.copyOf(arguments);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("Not the name of a function: " + name);
        }
    }

    /** A call that compares nothing. */
    public static FunctionCall of(String name, Expression... arguments) {
        return new FunctionCall(name, List.of(arguments), null);
    }
}

package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a program gave for the parameters of a text.
 *
 * @param what what has the parameters, as messages begin
 * @param parameters the values by name
 */
record NamedValues(String what, Map<String, @Nullable Object> parameters) {

    /** The values of a condition, or of another text in the closed language. */
    static NamedValues of(String text, Map<String, ?> parameters) {
        return new NamedValues("The condition \"" + text + "\"", new LinkedHashMap<>(parameters));
    }

    /** Puts the values in: they are bound, never written into the statement. */
    Expression bound(Expression expression, Scope scope) {
        if (expression instanceof InParameter in) {
            return bound(in, scope);
        } else if (expression instanceof Logical logical) {
            return new Logical(
                    logical.connective(),
                    logical.terms().stream().map(term -> bound(term, scope)).toList());
        } else if (expression instanceof Not not) {
            return new Not(bound(not.operand(), scope));
        }
        return ExpressionTree.map(
                expression,
                leaf ->
                        leaf instanceof Parameter parameter
                                ? Literal.given(
                                        scope.names().plainValue(value(parameter)),
                                        parameter.type())
                                : leaf);
    }

    /** The values of a parameter that stands behind {@code in}. */
    Collection<?> several(InParameter in) {
        if (!(value(in.parameter()) instanceof Collection<?> all)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The parameter :"
                            + in.parameter().key()
                            + " stands behind \"in\" and takes a collection of values.");
        }
        return all;
    }

    private Expression bound(InParameter in, Scope scope) {
        Collection<?> all = several(in);
        Expression operand = bound(in.operands().get(0), scope);
        ColumnType type = in.parameter().type();
        List<Expression> items = new ArrayList<>();
        for (Object item : all) {
            items.add(Literal.given(scope.names().plainValue(item), type));
        }
        if (items.isEmpty()) {
            return in.negated() ? new Not(Conditions.never()) : Conditions.never();
        }
        return new InList(operand, items, in.negated());
    }

    /**
     * The value of a parameter.
     *
     * @throws InvalidRequestException if none was given
     */
    @Nullable Object value(Parameter parameter) {
        return value(String.valueOf(parameter.key()));
    }

    /**
     * The value of a parameter.
     *
     * @throws InvalidRequestException if none was given
     */
    @Nullable Object value(String name) {
        Object value = parameters.get(name);
        if (value == null && !parameters.containsKey(name)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    what
                            + " needs a value for :"
                            + name
                            + "; given are "
                            + parameters.keySet()
                            + ".");
        }
        return value;
    }
}

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
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that a program gave for the parameters of a text.
 *
 * @param text the text, for messages
 * @param parameters the values by name
 */
record NamedValues(String text, Map<String, @Nullable Object> parameters) {

    private static final Set<Class<?>> OF_THEIR_OWN =
            Set.of(BigDecimal.class, BigInteger.class, Double.class, Float.class);

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
                                ? literal(scope.plainValue(value(parameter)), parameter.type())
                                : leaf);
    }

    private Expression bound(InParameter in, Scope scope) {
        Object value = value(in.parameter());
        if (!(value instanceof Collection<?> all)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The parameter :"
                            + in.parameter().key()
                            + " stands behind \"in\" and takes a collection of values.");
        }
        Expression operand = bound(in.operands().get(0), scope);
        ColumnType type = in.parameter().type();
        List<Expression> items = new ArrayList<>();
        for (Object item : all) {
            items.add(literal(scope.plainValue(item), type));
        }
        if (items.isEmpty()) {
            return in.negated() ? new Not(Conditions.never()) : Conditions.never();
        }
        return new InList(operand, items, in.negated());
    }

    /**
     * A number is bound as what it is where nothing else tells; so is one with digits after the point, or of any length,
     * beside another type.
     */
    private static Literal literal(@Nullable Object value, @Nullable ColumnType type) {
        if (value == null || (type != null && type.javaType().isInstance(value))) {
            return new Literal(value, type);
        }
        boolean ownType =
                type == null
                        ? value instanceof Number && TypeRegistry.knows(value.getClass())
                        : OF_THEIR_OWN.contains(value.getClass());
        return ownType
                ? new Literal(value, TypeRegistry.typeFor(value.getClass(), 0, 0, 0))
                : new Literal(value, type);
    }

    private @Nullable Object value(Parameter parameter) {
        String name = String.valueOf(parameter.key());
        Object value = parameters.get(name);
        if (value == null && !parameters.containsKey(name)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The condition \""
                            + text
                            + "\" needs a value for :"
                            + name
                            + "; given are "
                            + parameters.keySet()
                            + ".");
        }
        return value;
    }
}

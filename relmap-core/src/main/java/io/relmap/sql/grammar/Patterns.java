package io.relmap.sql.grammar;

import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.grammar.Syntax.Argument;
import io.relmap.sql.grammar.Syntax.Call;
import org.jspecify.annotations.Nullable;

/** {@code startswith}, {@code endswith} and {@code contains} as LIKE (spec RC-137). */
final class Patterns {

    private static final char DEFAULT_ESCAPE = '/';
    private static final Expression ANYTHING = new Literal("%", null);

    private final ExpressionBuilder values;
    private final Call call;
    private boolean autoEscape;
    private @Nullable Character escape;

    Patterns(ExpressionBuilder values, Call call) {
        this.values = values;
        this.call = call;
    }

    Expression match(Expression left) {
        if (call.arguments().isEmpty() || call.arguments().get(0).name() != null) {
            throw values.at(call).syntax(call.name() + " needs a text");
        }
        call.arguments().subList(1, call.arguments().size()).forEach(this::option);
        Expression text = values.value(call.arguments().get(0).value());
        if (autoEscape) {
            text = escaped(text);
        }
        text = ValueTypes.as(left, text);
        Expression anything = ValueTypes.as(left, ANYTHING);
        Expression pattern = call.name().equals("startswith") ? text : concat(anything, text);
        if (!call.name().equals("endswith")) {
            pattern = concat(pattern, anything);
        }
        return Comparisons.binary(left, Operator.LIKE, pattern, escape);
    }

    private void option(Argument argument) {
        Object value =
                values.value(argument.value()) instanceof Literal literal ? literal.value() : null;
        if ("autoescape".equals(argument.name()) && value instanceof Boolean flag) {
            autoEscape = flag;
        } else if ("escape".equals(argument.name()) && value instanceof String text) {
            escape = ExpressionBuilder.escape(text, values.at(argument.value()));
        } else {
            throw values.at(argument.value()).syntax("unknown argument of " + call.name());
        }
    }

    /** The text with %, _ and the escape itself made ordinary. */
    private Expression escaped(Expression text) {
        if (!(text instanceof Literal literal) || !(literal.value() instanceof String plain)) {
            throw values.at(call).syntax("autoescape needs a string, no column or parameter");
        }
        if (escape == null) {
            escape = DEFAULT_ESCAPE;
        }
        String mark = escape.toString();
        return new Literal(
                plain.replace(mark, mark + mark).replace("%", mark + "%").replace("_", mark + "_"),
                null);
    }

    private static Expression concat(Expression left, Expression right) {
        return Comparisons.binary(left, Operator.CONCAT, right, null);
    }
}

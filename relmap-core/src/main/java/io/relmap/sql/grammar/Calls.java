package io.relmap.sql.grammar;

import io.relmap.error.ErrorCode;
import io.relmap.sql.Binary;
import io.relmap.sql.Collate;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.FunctionCall.ComparedArguments;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.grammar.Syntax.Applied;
import io.relmap.sql.grammar.Syntax.Argument;
import io.relmap.sql.grammar.Syntax.Call;
import io.relmap.sql.grammar.Syntax.Items;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls and methods that the language knows, and no others (spec RC-135, RC-136). */
final class Calls {

    private static final String FUNCTIONS =
            "and_, or_, not_, foreign, remote, cast, between, literal, null, true, false and"
                    + " func.NAME";
    private static final List<String> PLAIN =
            List.of(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "lower",
                    "upper",
                    "length",
                    "trim",
                    "ltrim",
                    "rtrim",
                    "replace",
                    "substr",
                    "abs",
                    "round",
                    "coalesce",
                    "nullif");
    private static final String PLAIN_FUNCTIONS = String.join(", ", PLAIN);
    private static final String METHODS =
            "like, ilike, startswith, endswith, contains, concat, between, in_, is_,"
                    + " is_distinct_from, op, bool_op, collate, cast and their negations";

    private final ExpressionBuilder values;
    private final Use use;

    Calls(ExpressionBuilder values, Use use) {
        this.values = values;
        this.use = use;
    }

    Expression call(Call call) {
        return call.receiver() == null ? function(call) : method(call, call.receiver());
    }

    private Expression function(Call call) {
        return switch (call.name().toLowerCase(Locale.ROOT)) {
            case "and_" -> Logical.and(conditions(call));
            case "or_" -> Logical.or(conditions(call));
            case "not_" -> Comparisons.not(values.truth(only(call).value()));
            case "foreign" -> marked(call, ColumnRole.FOREIGN);
            case "remote" -> marked(call, ColumnRole.REMOTE);
            case "between" -> {
                count(call, 3);
                yield Comparisons.between(value(call, 0), value(call, 1), value(call, 2), false);
            }
            case "literal" -> literal(call);
            case "null" -> constant(call, null);
            case "true" -> constant(call, true);
            case "false" -> constant(call, false);
            case "asc", "desc", "nulls_first", "nullsfirst", "nulls_last", "nullslast" ->
                    throw values.at(call).syntax(call.name() + " is allowed in an order only");
            default -> plain(call);
        };
    }

    /** A function that every database knows, by its plain name; in a query only. */
    private Expression plain(Call call) {
        String known = use.allowsFunctions() ? FUNCTIONS + ", " + PLAIN_FUNCTIONS : FUNCTIONS;
        if (!use.allowsFunctions() || !PLAIN.contains(call.name().toLowerCase(Locale.ROOT))) {
            throw values.at(call)
                    .error(
                            ErrorCode.UNKNOWN_NAME,
                            "unknown function " + call.name() + "; known are " + known);
        }
        return values.functionCall(call.name(), call.arguments(), call);
    }

    private Expression method(Call call, Syntax receiver) {
        if (call.name().equals("as_comparison")) {
            return asComparison(call, receiver);
        }
        Expression left = values.value(receiver);
        return switch (call.name()) {
            case "like" -> like(call, left, Operator.LIKE);
            case "not_like", "notlike" -> like(call, left, Operator.NOT_LIKE);
            case "ilike" -> like(call, left, Operator.ILIKE);
            case "not_ilike", "notilike" -> like(call, left, Operator.NOT_ILIKE);
            case "startswith", "endswith", "contains" -> new Patterns(values, call).match(left);
            case "concat" ->
                    Comparisons.binary(
                            left, Operator.CONCAT, values.value(only(call).value()), null);
            case "between" -> {
                count(call, 2);
                yield Comparisons.between(left, value(call, 0), value(call, 1), false);
            }
            case "in_" -> Comparisons.in(left, items(call), false);
            case "not_in", "notin_" -> Comparisons.in(left, items(call), true);
            case "is_" -> is(call, left, false);
            case "is_not", "isnot" -> is(call, left, true);
            case "is_distinct_from" -> distinct(call, left, Operator.IS_DISTINCT_FROM);
            case "is_not_distinct_from" -> distinct(call, left, Operator.IS_NOT_DISTINCT_FROM);
            case "collate" -> new Collate(left, text(only(call).value()));
            case "op", "bool_op" ->
                    throw values.at(call).syntax(call.name() + "('...') needs its operand: (b)");
            case "asc", "desc", "nulls_first", "nullsfirst", "nulls_last", "nullslast" ->
                    throw values.at(call).syntax(call.name() + " is allowed in an order only");
            default ->
                    throw values.at(call)
                            .syntax("unknown method " + call.name() + "; known are " + METHODS);
        };
    }

    /** {@code a.op('<<')(b)}. */
    Expression applied(Applied applied) {
        Call call = applied.operator();
        Syntax receiver = call.receiver();
        if (receiver == null || applied.arguments().size() != 1 || call.arguments().isEmpty()) {
            throw values.at(applied).syntax(call.name() + "('...') takes one operand");
        }
        boolean comparison = call.name().equals("bool_op");
        int precedence = 5;
        for (Argument argument : call.arguments().subList(1, call.arguments().size())) {
            if ("is_comparison".equals(argument.name())) {
                comparison |= flag(argument);
            } else if ("precedence".equals(argument.name())
                    && values.value(argument.value()) instanceof Literal literal
                    && literal.value() instanceof Integer number) {
                precedence = Math.min(number, 5);
            } else {
                throw values.at(argument.value()).syntax("unknown argument of " + call.name());
            }
        }
        String symbol = text(positional(call.arguments().get(0), call));
        Operator operator =
                ExpressionBuilder.customOperator(symbol, comparison, precedence, values.at(call));
        Expression left = values.value(receiver);
        return new Binary(left, operator, positional(applied.arguments().get(0), applied));
    }

    /** An argument that has no name. */
    Expression positional(Argument argument, Syntax call) {
        if (argument.name() != null) {
            throw values.at(call).syntax("there is no argument " + argument.name() + " here");
        }
        return values.value(argument.value());
    }

    private List<Expression> conditions(Call call) {
        if (call.arguments().isEmpty()) {
            throw values.at(call).syntax(call.name() + " takes one condition or more");
        }
        return call.arguments().stream().map(a -> values.truth(a.value())).toList();
    }

    private Expression marked(Call call, ColumnRole role) {
        if (!use.allowsMarks()) {
            throw values.at(call).syntax(call.name() + "() is allowed in join conditions only");
        }
        Expression inner = values.value(only(call).value());
        if (ExpressionTree.columns(inner).isEmpty()) {
            throw values.at(call)
                    .error(
                            ErrorCode.NOT_A_COLUMN_EXPRESSION,
                            call.name() + "() takes an expression with a column");
        }
        return ExpressionTree.withRole(inner, role);
    }

    private Expression literal(Call call) {
        Expression value = values.value(only(call).value());
        if (!(value instanceof Literal)) {
            throw values.at(call).syntax("literal() takes a string, number, true, false or null");
        }
        return value;
    }

    private Expression constant(Call call, @Nullable Boolean value) {
        count(call, 0);
        return new Literal(value, null);
    }

    private Expression like(Call call, Expression left, Operator operator) {
        Expression pattern = positional(first(call), call);
        return Comparisons.binary(left, operator, pattern, named(call, Set.of("escape")));
    }

    /** The escape given by name, or null; other names are refused. */
    private @Nullable Character named(Call call, Set<String> allowed) {
        Character escape = null;
        for (Argument argument : call.arguments().subList(1, call.arguments().size())) {
            if (argument.name() == null || !allowed.contains(argument.name())) {
                throw values.at(argument.value()).syntax("unknown argument of " + call.name());
            }
            String text = text(values.value(argument.value()));
            escape = ExpressionBuilder.escape(text, values.at(argument.value()));
        }
        return escape;
    }

    private Expression is(Call call, Expression left, boolean negated) {
        Expression right = values.value(only(call).value());
        if (right instanceof Literal literal
                && (literal.value() == null || literal.value() instanceof Boolean)) {
            return Comparisons.is(left, (Boolean) literal.value(), negated);
        }
        throw values.at(call).syntax(call.name() + " takes None, True or False");
    }

    private Expression distinct(Call call, Expression left, Operator operator) {
        return Comparisons.binary(left, operator, values.value(only(call).value()), null);
    }

    private List<Expression> items(Call call) {
        Syntax argument = only(call).value();
        List<Syntax> items = argument instanceof Items list ? list.items() : List.of(argument);
        return items.stream().map(values::value).toList();
    }

    private Expression asComparison(Call call, Syntax receiver) {
        if (!(values.value(receiver) instanceof FunctionCall function)) {
            throw values.at(call).syntax("as_comparison is a method of func.NAME(...) only");
        }
        count(call, 2);
        int left = argumentNumber(call, 0, function);
        return new FunctionCall(
                function.name(),
                function.arguments(),
                new ComparedArguments(left, argumentNumber(call, 1, function)));
    }

    private int argumentNumber(Call call, int index, FunctionCall function) {
        if (value(call, index) instanceof Literal literal
                && literal.value() instanceof Integer number
                && number >= 1
                && number <= function.arguments().size()) {
            return number;
        }
        throw values.at(call)
                .syntax(
                        "as_comparison takes two numbers from 1 to "
                                + function.arguments().size()
                                + ", the number of arguments");
    }

    private Expression value(Call call, int index) {
        return positional(call.arguments().get(index), call);
    }

    private Argument first(Call call) {
        if (call.arguments().isEmpty()) {
            throw values.at(call).syntax(call.name() + " needs an argument");
        }
        return call.arguments().get(0);
    }

    private Argument only(Call call) {
        count(call, 1);
        positionalOnly(call);
        return call.arguments().get(0);
    }

    private void positionalOnly(Call call) {
        for (Argument argument : call.arguments()) {
            if (argument.name() != null) {
                throw values.at(call).syntax("there is no argument " + argument.name() + " here");
            }
        }
    }

    private void count(Call call, int expected) {
        if (call.arguments().size() != expected) {
            throw values.at(call)
                    .syntax(
                            call.name()
                                    + " takes "
                                    + expected
                                    + (expected == 1 ? " argument" : " arguments")
                                    + ", found "
                                    + call.arguments().size());
        }
    }

    private boolean flag(Argument argument) {
        if (values.value(argument.value()) instanceof Literal literal
                && literal.value() instanceof Boolean flag) {
            return flag;
        }
        throw values.at(argument.value()).syntax("expected True or False");
    }

    private String text(Syntax syntax) {
        return text(values.value(syntax));
    }

    private String text(Expression expression) {
        return expression instanceof Literal literal && literal.value() instanceof String text
                ? text
                : "";
    }
}

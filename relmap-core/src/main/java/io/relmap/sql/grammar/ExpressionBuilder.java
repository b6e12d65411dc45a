package io.relmap.sql.grammar;

import io.relmap.error.ErrorCode;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Distinct;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Negative;
import io.relmap.sql.Not;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.RowCount;
import io.relmap.sql.Tuple;
import io.relmap.sql.grammar.Syntax.Applied;
import io.relmap.sql.grammar.Syntax.Argument;
import io.relmap.sql.grammar.Syntax.Call;
import io.relmap.sql.grammar.Syntax.CastTo;
import io.relmap.sql.grammar.Syntax.Connected;
import io.relmap.sql.grammar.Syntax.Everything;
import io.relmap.sql.grammar.Syntax.Function;
import io.relmap.sql.grammar.Syntax.Grouped;
import io.relmap.sql.grammar.Syntax.In;
import io.relmap.sql.grammar.Syntax.Infix;
import io.relmap.sql.grammar.Syntax.Is;
import io.relmap.sql.grammar.Syntax.Items;
import io.relmap.sql.grammar.Syntax.Like;
import io.relmap.sql.grammar.Syntax.Minus;
import io.relmap.sql.grammar.Syntax.Named;
import io.relmap.sql.grammar.Syntax.Negated;
import io.relmap.sql.grammar.Syntax.Once;
import io.relmap.sql.grammar.Syntax.Path;
import io.relmap.sql.grammar.Syntax.Range;
import io.relmap.sql.grammar.Syntax.TypeName;
import io.relmap.sql.grammar.Syntax.Value;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeFamily;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a syntax tree its meaning: the expression that the Java API would build. */
final class ExpressionBuilder {

    private final Parser parser;
    private final NameResolver names;
    private final Use use;
    private final Calls calls;

    ExpressionBuilder(Parser parser, NameResolver names, Use use) {
        this.parser = parser;
        this.names = names;
        this.use = use;
        calls = new Calls(this, use);
    }

    Position at(Syntax syntax) {
        return parser.at(syntax.offset());
    }

    /** A condition; what cannot be true or false, or a join without a column, is an error. */
    Expression condition(Syntax syntax) {
        Expression condition = truth(syntax);
        if (!use.allowsParameters() && ExpressionTree.columns(condition).isEmpty()) {
            throw at(syntax)
                    .error(
                            ErrorCode.NOT_A_CONDITION,
                            "a condition must compare at least one column");
        }
        return condition;
    }

    /** An expression that may be true or false. */
    Expression truth(Syntax syntax) {
        Expression expression = value(syntax);
        if (cannotBeTrue(expression)) {
            throw at(syntax)
                    .error(
                            ErrorCode.NOT_A_CONDITION,
                            "expected a condition such as a = b, found a value");
        }
        return expression;
    }

    ColumnRef column(Syntax syntax) {
        if (syntax instanceof Path path && value(path) instanceof ColumnRef ref) {
            return ref;
        } else if (syntax instanceof Grouped grouped) {
            return column(grouped.inner());
        }
        String found =
                syntax instanceof Value literal ? " the value '" + literal.value() + "'" : " none";
        throw at(syntax)
                .error(
                        ErrorCode.NOT_A_COLUMN_EXPRESSION,
                        "expected a column such as Entity.attribute, found"
                                + found
                                + "; several columns are written in one text: \"[A.x, A.y]\"");
    }

    Ordering ordering(Syntax syntax) {
        return new Orders(this, parser).ordering(syntax);
    }

    Expression value(Syntax syntax) {
        if (syntax instanceof Path path) {
            return names.resolve(path.names(), at(path));
        } else if (syntax instanceof Value literal) {
            return new Literal(literal.value(), null);
        } else if (syntax instanceof Grouped grouped) {
            return value(grouped.inner());
        } else if (syntax instanceof Infix infix) {
            return infix(infix);
        } else if (syntax instanceof Connected connected) {
            List<Expression> terms = connected.terms().stream().map(this::truth).toList();
            return connected.and() ? Logical.and(terms) : Logical.or(terms);
        } else if (syntax instanceof Negated negated) {
            Expression operand = truth(negated.operand());
            // in a query NOT must stay outside of an EXISTS around the operand
            return use == Use.QUERY ? new Not(operand) : Comparisons.not(operand);
        } else if (syntax instanceof Minus minus) {
            return minus(value(minus.operand()));
        } else if (syntax instanceof CastTo cast) {
            return new Cast(value(cast.operand()), type(cast.type()));
        } else if (syntax instanceof Call call) {
            return calls.call(call);
        } else if (syntax instanceof Applied applied) {
            return calls.applied(applied);
        } else if (syntax instanceof Function function) {
            return function(function);
        }
        return predicate(syntax);
    }

    private Expression predicate(Syntax syntax) {
        if (syntax instanceof Like like) {
            return like(like);
        } else if (syntax instanceof In in) {
            List<Expression> items = in.items().stream().map(this::value).toList();
            return Comparisons.in(value(in.left()), items, in.negated());
        } else if (syntax instanceof Range range) {
            Expression operand = value(range.left());
            Expression low = value(range.low());
            return Comparisons.between(operand, low, value(range.high()), range.negated());
        } else if (syntax instanceof Is is) {
            return Comparisons.is(value(is.left()), is.value(), is.negated());
        } else if (syntax instanceof Named named && use.allowsParameters()) {
            return new Parameter(named.name(), null);
        } else if (syntax instanceof Named named) {
            throw at(named)
                    .syntax("a parameter (:" + named.name() + ") is allowed in queries only");
        } else if (syntax instanceof Items items && use.allowsParameters()) {
            return new Tuple(items.items().stream().map(this::value).toList());
        } else if (syntax instanceof Items) {
            throw at(syntax).syntax("a list is not allowed here, expected one value or condition");
        }
        throw at(syntax)
                .syntax(
                        syntax instanceof Once || syntax instanceof Everything
                                ? "distinct and * are allowed in aggregates only, such as count"
                                : "asc, desc and nulls are allowed in an order only");
    }

    private Expression infix(Infix infix) {
        Expression left = value(infix.left());
        Expression right = value(infix.right());
        if (infix.custom()) {
            return new Binary(left, customOperator(infix.symbol(), true, 5, at(infix)), right);
        } else if (Comparisons.isComparison(infix.symbol())) {
            return Comparisons.compare(left, infix.symbol(), right, at(infix));
        }
        return Comparisons.binary(left, binary(infix.symbol(), left, right), right, null);
    }

    private static Operator binary(String symbol, Expression left, Expression right) {
        return switch (symbol) {
            case "+" ->
                    ValueTypes.isCharacter(left) || ValueTypes.isCharacter(right)
                            ? Operator.CONCAT
                            : Operator.PLUS;
            case "-" -> Operator.MINUS;
            case "*" -> Operator.TIMES;
            case "/" -> Operator.DIVIDE;
            case "%" -> Operator.MODULO;
            case "is distinct from" -> Operator.IS_DISTINCT_FROM;
            case "is not distinct from" -> Operator.IS_NOT_DISTINCT_FROM;
            default -> Operator.CONCAT;
        };
    }

    /** An operator of the database's own; signs that begin a comment are refused (spec RC-139). */
    static Operator customOperator(String symbol, boolean comparison, int precedence, Position at) {
        if (!Operator.isOperator(symbol)) {
            throw at.syntax(
                    "an operator is 1 to 8 of + - * / < > = ~ ! @ # % ^ & | ? without -- and /*,"
                            + " found '"
                            + symbol
                            + "'");
        }
        return new Operator(symbol, comparison, precedence);
    }

    private static Expression minus(Expression operand) {
        if (operand instanceof Literal literal) {
            if (literal.value() instanceof Integer number && number != Integer.MIN_VALUE) {
                return new Literal(-number, null);
            } else if (literal.value() instanceof Long number) {
                return new Literal(-number, null);
            } else if (literal.value() instanceof BigDecimal number) {
                return new Literal(number.negate(), null);
            }
        }
        return new Negative(operand);
    }

    private Expression like(Like like) {
        Operator operator =
                like.ignoreCase()
                        ? like.negated() ? Operator.NOT_ILIKE : Operator.ILIKE
                        : like.negated() ? Operator.NOT_LIKE : Operator.LIKE;
        Character escape = like.escape() == null ? null : escape(like.escape(), at(like));
        return Comparisons.binary(value(like.left()), operator, value(like.pattern()), escape);
    }

    static Character escape(String text, Position at) {
        if (text.length() != 1) {
            throw at.syntax("the escape must be one character, found '" + text + "'");
        }
        return text.charAt(0);
    }

    private Expression function(Function function) {
        if (!function.name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw at(function).syntax("the name of a function is letters, digits and _ only");
        }
        return functionCall(function.name(), function.arguments(), function);
    }

    /** A call of a function of the database; {@code distinct} and {@code *} stand in aggregates only. */
    Expression functionCall(String name, List<Argument> given, Syntax call) {
        if (given.size() == 1 && given.get(0).value() instanceof Everything star) {
            if (!name.equalsIgnoreCase("count")) {
                throw at(star).syntax("* is allowed in count(*) only");
            }
            return new RowCount();
        }
        List<Expression> arguments = new ArrayList<>();
        for (Argument argument : given) {
            arguments.add(
                    argument.value() instanceof Once once && argument.name() == null
                            ? new Distinct(value(once.operand()))
                            : calls.positional(argument, call));
        }
        FunctionCall function = ValueTypes.together(new FunctionCall(name, arguments, null));
        if (arguments.stream().anyMatch(Distinct.class::isInstance)
                && !Aggregates.isAggregate(function)) {
            throw at(call).syntax("distinct is allowed in aggregates only, such as count");
        }
        return function;
    }

    private ColumnType type(TypeName type) {
        return names.type(type.name(), type.arguments(), parser.at(type.offset()));
    }

    private static boolean cannotBeTrue(Expression expression) {
        if (expression instanceof Binary binary) {
            Operator operator = binary.operator();
            return !operator.comparison() && operator.precedence() > 5;
        } else if (expression instanceof Literal literal) {
            return !(literal.value() instanceof Boolean);
        } else if (expression instanceof Negative || expression instanceof Tuple) {
            return true;
        }
        ColumnType type =
                expression instanceof ColumnRef || expression instanceof Cast
                        ? ExpressionTypes.typeOf(expression)
                        : null;
        return isNotBoolean(type);
    }

    private static boolean isNotBoolean(@Nullable ColumnType type) {
        return type != null
                && type.family() != TypeFamily.BOOLEAN
                && type.family() != TypeFamily.OTHER;
    }
}

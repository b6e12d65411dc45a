package io.relmap.sql.grammar;

import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.Expression;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.IsNull;
import io.relmap.sql.IsTrue;
import io.relmap.sql.Literal;
import io.relmap.sql.Not;
import io.relmap.sql.Operator;
import io.relmap.sql.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes comparisons as the language understands them (spec RC-137). */
final class Comparisons {

    private static final Map<String, Operator> OPERATORS =
            Map.of(
                    "=", Operator.EQ,
                    "==", Operator.EQ,
                    "!=", Operator.NE,
                    "<>", Operator.NE,
                    "<", Operator.LT,
                    "<=", Operator.LE,
                    ">", Operator.GT,
                    ">=", Operator.GE);

    private static final Map<Operator, Operator> TURNED_ROUND =
            Map.of(
                    Operator.EQ, Operator.EQ,
                    Operator.NE, Operator.NE,
                    Operator.LT, Operator.GT,
                    Operator.GT, Operator.LT,
                    Operator.LE, Operator.GE,
                    Operator.GE, Operator.LE);

    private static final Map<Operator, Operator> NEGATED =
            Map.of(
                    Operator.EQ, Operator.NE,
                    Operator.NE, Operator.EQ,
                    Operator.LT, Operator.GE,
                    Operator.GE, Operator.LT,
                    Operator.GT, Operator.LE,
                    Operator.LE, Operator.GT,
                    Operator.IS_DISTINCT_FROM, Operator.IS_NOT_DISTINCT_FROM,
                    Operator.IS_NOT_DISTINCT_FROM, Operator.IS_DISTINCT_FROM);

    private static final Map<Operator, Operator> NEGATED_LIKE =
            Map.of(
                    Operator.LIKE, Operator.NOT_LIKE,
                    Operator.NOT_LIKE, Operator.LIKE,
                    Operator.ILIKE, Operator.NOT_ILIKE,
                    Operator.NOT_ILIKE, Operator.ILIKE);

    private Comparisons() {}

    static boolean isComparison(String symbol) {
        return OPERATORS.containsKey(symbol);
    }

    /** A comparison; with null it becomes a test for NULL, a value on the left changes sides. */
    static Expression compare(Expression left, String symbol, Expression right, Position at) {
        Operator operator = OPERATORS.get(symbol);
        if (operator == null) {
            throw at.syntax("unknown operator " + symbol);
        }
        if (isNull(left) && !isNull(right)) {
            return compare(right, symbol, left, at);
        } else if (isNull(right)) {
            if (!operator.equals(Operator.EQ) && !operator.equals(Operator.NE)) {
                throw at.syntax("null can be compared with = and != only, found " + symbol);
            }
            return new IsNull(left, operator.equals(Operator.NE));
        } else if (isValue(left) && !isValue(right)) {
            return binary(right, TURNED_ROUND.getOrDefault(operator, operator), left, null);
        }
        return binary(left, operator, right, null);
    }

    static Binary binary(
            Expression left, Operator operator, Expression right, @Nullable Character escape) {
        if (operator.isArithmetic()) {
            return new Binary(
                    ValueTypes.among(right, left), operator, ValueTypes.among(left, right), escape);
        }
        return new Binary(ValueTypes.as(right, left), operator, ValueTypes.as(left, right), escape);
    }

    static Expression in(Expression left, List<Expression> items, boolean negated) {
        List<Expression> typed = items.stream().map(i -> ValueTypes.as(left, i)).toList();
        if (typed.size() == 1 && typed.get(0) instanceof Parameter parameter) {
            return new InParameter(List.of(left), parameter, negated);
        }
        return new InList(left, typed, negated);
    }

    static Expression between(
            Expression operand, Expression low, Expression high, boolean negated) {
        return new Between(
                operand, ValueTypes.as(operand, low), ValueTypes.as(operand, high), negated);
    }

    static Expression is(Expression operand, @Nullable Boolean value, boolean negated) {
        return value == null ? new IsNull(operand, negated) : new IsTrue(operand, value, negated);
    }

    /** The negated comparison, or NOT. */
    static Expression not(Expression e) {
        if (e instanceof Binary binary && NEGATED.containsKey(binary.operator())) {
            return new Binary(binary.left(), NEGATED.get(binary.operator()), binary.right());
        } else if (e instanceof Binary like && NEGATED_LIKE.containsKey(like.operator())) {
            Operator operator = NEGATED_LIKE.get(like.operator());
            return new Binary(like.left(), operator, like.right(), like.escape());
        } else if (e instanceof Between b) {
            return new Between(b.operand(), b.low(), b.high(), !b.negated());
        } else if (e instanceof InList in) {
            return new InList(in.operand(), in.items(), !in.negated());
        } else if (e instanceof InParameter in) {
            return new InParameter(in.operands(), in.parameter(), !in.negated());
        } else if (e instanceof IsNull is) {
            return new IsNull(is.operand(), !is.negated());
        } else if (e instanceof IsTrue is) {
            return new IsTrue(is.operand(), is.expected(), !is.negated());
        } else if (e instanceof Not negation) {
            return negation.operand();
        }
        return new Not(e);
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }

    private static boolean isValue(Expression expression) {
        return expression instanceof Literal || expression instanceof Parameter;
    }
}

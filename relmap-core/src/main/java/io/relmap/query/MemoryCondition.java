package io.relmap.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.Expression;
import io.relmap.sql.InList;
import io.relmap.sql.IsNull;
import io.relmap.sql.IsTrue;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Operator;
import io.relmap.sql.TableRef;
import io.relmap.state.InstanceState;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is worked out in memory, by what the session last knew of an object's row: the snapshot, not
 * unflushed changes (spec QU-30). It knows the three truth values of SQL, and a fourth for what it cannot tell.
 */
final class MemoryCondition {

    private static final Set<Operator> EQUALITIES =
            Set.of(
                    Operator.EQ,
                    Operator.NE,
                    Operator.IS_DISTINCT_FROM,
                    Operator.IS_NOT_DISTINCT_FROM);

    private static final Set<Operator> ORDERS =
            Set.of(Operator.LT, Operator.LE, Operator.GT, Operator.GE);

    private final MemoryValues values;
    private final Function<InstanceState, Truth> test;
    private @Nullable String obstacle;

    /** What a condition is for one object. */
    enum Truth {
        TRUE,
        FALSE,
        NULL,
        UNCERTAIN;

        static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }

        Truth not() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case NULL, UNCERTAIN -> this;
            };
        }
    }

    /**
     * @param where the condition, or null for every row
     * @param root where the entity's table stands in it
     * @param mapper the entity
     */
    MemoryCondition(@Nullable Expression where, TableRef root, Mapper mapper) {
        values = new MemoryValues(root, mapper);
        test = where == null ? state -> Truth.TRUE : test(where);
    }

    /** What of the condition cannot be worked out in memory, in words; null where all can. */
    @Nullable String obstacle() {
        return obstacle;
    }

    /** Whether it holds for an object. */
    Truth of(InstanceState state) {
        return test.apply(state);
    }

    private Function<InstanceState, Truth> test(Expression condition) {
        if (condition instanceof Logical logical) {
            return connected(
                    logical.terms().stream().map(this::test).toList(),
                    logical.connective() == Logical.Connective.AND ? Truth.FALSE : Truth.TRUE);
        } else if (condition instanceof Not not) {
            Function<InstanceState, Truth> operand = test(not.operand());
            return state -> operand.apply(state).not();
        } else if (condition instanceof IsNull is) {
            return isNull(is);
        } else if (condition instanceof Binary binary) {
            return compared(binary);
        } else if (condition instanceof Between between) {
            return between(between);
        } else if (condition instanceof InList in) {
            return in(in);
        } else if (condition instanceof IsTrue is) {
            return isTrue(is);
        }
        return truth(condition);
    }

    /** All terms, until one decides alone. */
    private static Function<InstanceState, Truth> connected(
            List<Function<InstanceState, Truth>> terms, Truth decisive) {
        return state -> {
            Truth all = decisive.not();
            for (Function<InstanceState, Truth> term : terms) {
                Truth truth = term.apply(state);
                if (truth == decisive) {
                    return decisive;
                } else if (truth == Truth.UNCERTAIN || all == Truth.UNCERTAIN) {
                    all = Truth.UNCERTAIN;
                } else if (truth == Truth.NULL) {
                    all = Truth.NULL;
                }
            }
            return all;
        };
    }

    private Function<InstanceState, Truth> isNull(IsNull is) {
        MemoryValues.Operand operand = operand(is.operand());
        return state -> {
            Object value = operand.of(state);
            if (value == MemoryValues.UNKNOWN) {
                return Truth.UNCERTAIN;
            }
            return Truth.of((value == null) != is.negated());
        };
    }

    private Function<InstanceState, Truth> isTrue(IsTrue is) {
        Function<InstanceState, Truth> operand = test(is.operand());
        Truth expected = Truth.of(is.expected());
        return state -> {
            Truth truth = operand.apply(state);
            return truth == Truth.UNCERTAIN ? truth : Truth.of((truth == expected) != is.negated());
        };
    }

    /** A value that is true or false itself. */
    private Function<InstanceState, Truth> truth(Expression expression) {
        MemoryValues.Operand operand = operand(expression);
        if (operand.kind() != MemoryValues.Kind.TRUTH && operand.kind() != MemoryValues.Kind.NULL) {
            return refused(operand.kind());
        }
        return state -> {
            Object value = operand.of(state);
            if (value == MemoryValues.UNKNOWN) {
                return Truth.UNCERTAIN;
            }
            return value == null ? Truth.NULL : Truth.of((Boolean) value);
        };
    }

    private Function<InstanceState, Truth> compared(Binary binary) {
        Operator operator = binary.operator();
        boolean ordered = ORDERS.contains(operator);
        if (!ordered && !EQUALITIES.contains(operator)) {
            return refused("the operator " + operator.symbol());
        }
        boolean nullOnTheRight = isNullLiteral(binary.right());
        if (!ordered && (nullOnTheRight || isNullLiteral(binary.left()))) {
            // written as IS NULL
            return isNull(
                    new IsNull(
                            nullOnTheRight ? binary.left() : binary.right(),
                            operator.equals(Operator.NE)
                                    || operator.equals(Operator.IS_DISTINCT_FROM)));
        }
        return compared(binary, ordered);
    }

    private static boolean isNullLiteral(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }

    private Function<InstanceState, Truth> compared(Binary binary, boolean ordered) {
        Operator operator = binary.operator();
        MemoryValues.Operand left = operand(binary.left());
        MemoryValues.Operand right = operand(binary.right());
        if (!left.kind().compares(right.kind(), ordered)) {
            return refused(left.kind().and(right.kind(), ordered));
        }
        return state -> compared(left.of(state), operator, right.of(state));
    }

    private static Truth compared(
            @Nullable Object left, Operator operator, @Nullable Object right) {
        if (left == MemoryValues.UNKNOWN || right == MemoryValues.UNKNOWN) {
            return Truth.UNCERTAIN;
        }
        boolean nullSafe =
                operator.equals(Operator.IS_DISTINCT_FROM)
                        || operator.equals(Operator.IS_NOT_DISTINCT_FROM);
        if (left == null || right == null) {
            return nullSafe
                    ? Truth.of((left == right) == operator.equals(Operator.IS_NOT_DISTINCT_FROM))
                    : Truth.NULL;
        }
        if (left instanceof String one
                && right instanceof String other
                && !one.equals(other)
                && one.equalsIgnoreCase(other)) {
            return Truth.UNCERTAIN; // the column's collation may take them for the same
        }
        int order = MemoryValues.compare(left, right);
        return Truth.of(
                switch (operator.symbol()) {
                    case "=", "IS NOT DISTINCT FROM" -> order == 0;
                    case "!=", "IS DISTINCT FROM" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }

    private Function<InstanceState, Truth> between(Between between) {
        Function<InstanceState, Truth> inside =
                connected(
                        List.of(
                                compared(new Binary(between.operand(), Operator.GE, between.low())),
                                compared(
                                        new Binary(
                                                between.operand(), Operator.LE, between.high()))),
                        Truth.FALSE);
        return between.negated() ? state -> inside.apply(state).not() : inside;
    }

    private Function<InstanceState, Truth> in(InList in) {
        Function<InstanceState, Truth> some =
                connected(
                        in.items().stream()
                                .map(item -> compared(Binary.eq(in.operand(), item), false))
                                .toList(),
                        Truth.TRUE);
        return in.negated() ? state -> some.apply(state).not() : some;
    }

    private MemoryValues.Operand operand(Expression expression) {
        MemoryValues.Operand operand = values.operand(expression);
        if (operand.obstacle() != null && obstacle == null) {
            obstacle = operand.obstacle();
        }
        return operand;
    }

    private Function<InstanceState, Truth> refused(Object what) {
        if (obstacle == null) {
            obstacle = what.toString();
        }
        return state -> Truth.UNCERTAIN;
    }

    /** The value of an attribute once a bulk statement has set it so, or {@link MemoryValues#UNKNOWN}. */
    static Function<InstanceState, @Nullable Object> assigned(
            Expression value, ColumnAttribute attribute, TableRef root, Mapper mapper) {
        return new MemoryValues(root, mapper).assigned(value, attribute);
    }
}

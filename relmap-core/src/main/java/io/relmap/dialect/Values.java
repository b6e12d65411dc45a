package io.relmap.dialect;

import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import io.relmap.type.TypeFamily;
import io.relmap.type.TypeRegistry;
import org.jspecify.annotations.Nullable;

/** What dialects ask of the operands that they write. */
final class Values {

    private static final ColumnType BIGINT = TypeRegistry.bigint();

    private Values() {}

    /** The type under which a value is bound; null for what is no value, and for one without a type. */
    static @Nullable ColumnType typeOf(Expression expression) {
        if (expression instanceof Parameter parameter) {
            return parameter.type();
        }
        return expression instanceof Literal literal && literal.value() != null
                ? literal.type()
                : null;
    }

    /**
     * A quotient whose operands are whole where they should be: H2 and PostgreSQL sum BIGINT as NUMERIC, whose quotient has
     * a fraction.
     */
    static Binary quotient(Expression left, Operator operator, Expression right) {
        return new Binary(whole(left), operator, whole(right));
    }

    private static Expression whole(Expression operand) {
        ColumnType type = ExpressionTypes.typeOf(operand);
        return type != null && type.family() == TypeFamily.INTEGER && sums(operand)
                ? new Cast(operand, BIGINT)
                : operand;
    }

    private static boolean sums(Expression expression) {
        boolean sum =
                expression instanceof FunctionCall call
                        && call.name().equalsIgnoreCase("sum")
                        && call.arguments().stream()
                                .map(ExpressionTypes::typeOf)
                                .anyMatch(type -> type != null && type.kind() == SqlKind.BIGINT);
        return sum || ExpressionTree.children(expression).stream().anyMatch(Values::sums);
    }
}

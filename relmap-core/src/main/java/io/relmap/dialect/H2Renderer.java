package io.relmap.dialect;

import io.relmap.sql.Aggregates;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.Collate;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Identifiers;
import io.relmap.sql.InsertShape;
import io.relmap.sql.Literal;
import io.relmap.sql.Negative;
import io.relmap.sql.Operator;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.SqlBuffer;
import io.relmap.sql.SqlRenderer;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import io.relmap.type.TypeFamily;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/** How H2 writes statements. */
final class H2Renderer extends SqlRenderer {

    /** Without a number of digits, those of a quotient would fill pages. */
    private static final ColumnType DECIMAL =
            TypeRegistry.nativeType("DECFLOAT(38)", BigDecimal.class);

    H2Renderer() {
        super(Identifiers.standard(ReservedWords.H2));
    }

    @Override
    protected String castName(ColumnType type) {
        return H2Dialect.nameOf(type);
    }

    /**
     * H2 gives a placeholder the type of what it stands beside, and rounds the value to it: a fraction says that it is
     * one. An aggregate of a placeholder has no type at all.
     */
    @Override
    protected Expression adapted(Expression expression) {
        if (expression instanceof Binary e && e.operator().isArithmetic()) {
            Expression left = beside(e.right(), e.left());
            Expression right = beside(e.left(), e.right());
            return e.operator().equals(Operator.DIVIDE)
                    ? Values.quotient(left, e.operator(), right)
                    : new Binary(left, e.operator(), right);
        } else if (expression instanceof Negative e) {
            return new Negative(fraction(e.operand()));
        } else if (expression instanceof FunctionCall e && e.name().equalsIgnoreCase("coalesce")) {
            List<Expression> arguments = withoutNull(e.arguments());
            return arguments.size() == 1 ? arguments.get(0) : called(e, arguments);
        } else if (expression instanceof FunctionCall e) {
            return called(e, e.arguments());
        }
        return expression;
    }

    /** Beside NULL alone, a placeholder has no type for H2; NULL says nothing in it. */
    private static List<Expression> withoutNull(List<Expression> arguments) {
        List<Expression> known =
                arguments.stream()
                        .filter(e -> !(e instanceof Literal literal) || literal.value() != null)
                        .toList();
        return known.isEmpty() ? arguments : known;
    }

    private static Expression called(FunctionCall e, List<Expression> arguments) {
        UnaryOperator<Expression> argument =
                Aggregates.isAggregate(e) ? H2Renderer::number : H2Renderer::fraction;
        return new FunctionCall(
                e.name(), arguments.stream().map(argument).toList(), e.comparison());
    }

    private static Expression number(Expression value) {
        ColumnType type = Values.typeOf(value);
        return type != null && type.family() == TypeFamily.INTEGER
                ? new Cast(value, type)
                : fraction(value);
    }

    private static Expression beside(Expression other, Expression value) {
        ColumnType type = Values.typeOf(value);
        return type == null || type.equals(ExpressionTypes.typeOf(other)) ? value : fraction(value);
    }

    private static Expression fraction(Expression value) {
        ColumnType type = Values.typeOf(value);
        if (type == null || type.family() != TypeFamily.DECIMAL) {
            return value;
        }
        boolean ofAnyScale = type.kind() == SqlKind.NUMERIC && type.precision() == 0;
        return new Cast(value, ofAnyScale ? DECIMAL : type);
    }

    @Override
    protected void caseInsensitiveLike(SqlBuffer out, Binary e) {
        Operator operator = e.operator();
        infix(out, e.left(), operator, operator.symbol(), e.right());
        escape(out, e.escape());
    }

    @Override
    protected void collate(SqlBuffer out, Collate collate) {
        throw unsupported("collation of an expression", "H2");
    }

    @Override
    protected void insert(SqlBuffer out, InsertShape shape) {
        if (shape.returning().isEmpty()) {
            values(out, shape);
            return;
        }
        out.add("SELECT ");
        names(out, shape.returning());
        out.add(" FROM FINAL TABLE (");
        values(out, shape);
        out.add(")");
    }

    /** H2 has no weaker lock, so a shared one becomes an exclusive one. */
    @Override
    protected void lock(SqlBuffer out, Select select) {
        if (select.lock() == RowLock.FOR_SHARE) {
            out.add(" FOR UPDATE");
        } else {
            super.lock(out, select);
        }
    }
}

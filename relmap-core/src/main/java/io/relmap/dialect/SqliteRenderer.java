package io.relmap.dialect;

import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.DefaultValue;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTypes;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Identifiers;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.Operator;
import io.relmap.sql.Select;
import io.relmap.sql.SqlBuffer;
import io.relmap.sql.SqlRenderer;
import io.relmap.sql.SubqueryColumn;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How SQLite writes statements. */
final class SqliteRenderer extends SqlRenderer {

    private static final ColumnType NUMERIC = TypeRegistry.numeric(0, 0);
    private static final ColumnType REAL = TypeRegistry.real();

    SqliteRenderer() {
        super(Identifiers.standard(ReservedWords.SQLITE));
    }

    /** SQLite would make a number of a date. */
    @Override
    protected String castName(ColumnType type) {
        return switch (type.family()) {
            case TEMPORAL, UUID, CHARACTER -> "TEXT";
            case INTEGER, BOOLEAN -> "INTEGER";
            case BINARY -> "BLOB";
            case DECIMAL, OTHER -> StandardTypeNames.of(type);
        };
    }

    /**
     * Decimals are bound as texts, which keeps their digits. A column makes numbers of them; what is computed would be
     * compared with them as texts, and a function takes them as such. A decimal without a fraction is kept as a whole
     * number, so that only a division says that it is none of those.
     */
    @Override
    protected Expression adapted(Expression expression) {
        if (expression instanceof Binary e && e.operator().comparison()) {
            Expression left = isColumn(e.right()) ? e.left() : number(e.left());
            Expression right = isColumn(e.left()) ? e.right() : number(e.right());
            return new Binary(left, e.operator(), right, e.escape());
        } else if (expression instanceof Binary e && e.operator().equals(Operator.DIVIDE)) {
            boolean decimal = isDecimal(e.left()) || isDecimal(e.right());
            return decimal
                    ? new Binary(new Cast(e.left(), REAL), e.operator(), e.right(), e.escape())
                    : e;
        } else if (expression instanceof Between e && !isColumn(e.operand())) {
            return new Between(number(e.operand()), number(e.low()), number(e.high()), e.negated());
        } else if (expression instanceof InList e && !isColumn(e.operand())) {
            return new InList(number(e.operand()), numbers(e.items()), e.negated());
        } else if (expression instanceof InParameter e) {
            return numbers(e);
        } else if (expression instanceof FunctionCall e) {
            return new FunctionCall(e.name(), numbers(e.arguments()), e.comparison());
        }
        return expression;
    }

    private static boolean isColumn(Expression expression) {
        return expression instanceof ColumnRef || expression instanceof SubqueryColumn;
    }

    private static boolean isDecimal(Expression expression) {
        ColumnType type = ExpressionTypes.typeOf(expression);
        return type != null && type.kind() == SqlKind.NUMERIC;
    }

    private static List<Expression> numbers(List<Expression> values) {
        return values.stream().map(SqliteRenderer::number).toList();
    }

    private static Expression number(Expression value) {
        return Values.typeOf(value) != null && isDecimal(value) ? new Cast(value, NUMERIC) : value;
    }

    /** What stands on the left decides how a list is compared. */
    private static InParameter numbers(InParameter in) {
        ColumnType type = elementType(in, 0);
        if (in.operands().size() > 1
                || isColumn(in.operands().get(0))
                || type == null
                || type.kind() != SqlKind.NUMERIC) {
            return in;
        }
        Expression operand = new Cast(in.operands().get(0), type);
        return new InParameter(List.of(operand), in.parameter(), in.negated());
    }

    @Override
    protected String functionName(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "now" -> "CURRENT_TIMESTAMP";
            case "char_length", "character_length" -> "length";
            default -> name;
        };
    }

    @Override
    protected void distinctFrom(SqlBuffer out, Expression left, Expression right, boolean differ) {
        Operator operator = differ ? Operator.IS_DISTINCT_FROM : Operator.IS_NOT_DISTINCT_FROM;
        infix(out, left, operator, differ ? "IS NOT" : "IS", right);
    }

    @Override
    protected void rows(SqlBuffer out, int count, IntConsumer row) {
        out.add("(VALUES ");
        for (int i = 0; i < count; i++) {
            out.add(i == 0 ? "" : ", ");
            row.accept(i);
        }
        out.add(")");
    }

    /** SQLite has no word for it: what the table says is said again. */
    @Override
    protected void defaultValue(SqlBuffer out, DefaultValue value) {
        out.add("(").add(Objects.requireNonNull(value.column().serverDefault())).add(")");
    }

    /** OFFSET stands after LIMIT only. */
    @Override
    protected void limit(SqlBuffer out, @Nullable Expression limit, @Nullable Expression offset) {
        if (limit == null && offset != null) {
            out.add(" LIMIT -1");
        }
        super.limit(out, limit, offset);
    }

    /** A transaction that writes locks the whole database. */
    @Override
    protected void lock(SqlBuffer out, Select select) {}
}

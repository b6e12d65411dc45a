package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeFamily;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes expressions with the fewest parentheses that keep their meaning. A dialect overrides the small
 * methods where its database differs.
 */
@Internal
public abstract class ExpressionRenderer {

    private static final Set<String> WITHOUT_PARENTHESES =
            Set.of(
                    "current_date",
                    "current_time",
                    "current_timestamp",
                    "current_user",
                    "localtime",
                    "localtimestamp",
                    "session_user");

    private final Identifiers identifiers;

    ExpressionRenderer(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** How names are quoted. */
    public final Identifiers identifiers() {
        return identifiers;
    }

    /** The type's name as CAST takes it. */
    protected abstract String castName(ColumnType type);

    abstract void select(SqlBuffer out, Select select);

    /** Writes an expression. */
    protected final void expression(SqlBuffer out, Expression given) {
        Expression expression = adapted(given);
        if (expression instanceof ColumnRef e) {
            column(out, e);
        } else if (expression instanceof SubqueryColumn e) {
            out.add(identifiers.quote(e.source().alias())).add(".");
            out.add(identifiers.quote(e.label()));
        } else if (expression instanceof Literal e) {
            literal(out, e);
        } else if (expression instanceof Parameter e) {
            out.bind(e.key(), e.type());
        } else if (expression instanceof Binary e) {
            binary(out, e);
        } else if (expression instanceof Logical e) {
            logical(out, e);
        } else if (expression instanceof Not e) {
            not(out, e.operand());
        } else if (expression instanceof Negative e) {
            out.add("-");
            operand(out, e.operand(), Precedence.SIGN + 1);
        } else if (expression instanceof FunctionCall e) {
            function(out, e);
        } else if (expression instanceof Cast e) {
            cast(out, e);
        } else if (expression instanceof Distinct e) {
            out.add("DISTINCT ");
            expression(out, e.operand());
        } else if (expression instanceof ItemLabel e) {
            out.add(identifiers.quote(e.label()));
        } else if (expression instanceof RowCount) {
            out.add("count(*)");
        } else if (expression instanceof Exists e) {
            out.add("EXISTS ");
            subquery(out, e.select());
        } else if (expression instanceof ScalarSubquery e) {
            subquery(out, e.select());
        } else if (expression instanceof Tuple e) {
            tuple(out, e.items());
        } else if (expression instanceof DefaultValue e) {
            defaultValue(out, e);
        } else {
            test(out, expression);
        }
    }

    /** The tests of one operand. */
    private void test(SqlBuffer out, Expression expression) {
        if (expression instanceof IsNull e) {
            isNull(out, e.operand(), e.negated());
        } else if (expression instanceof IsTrue e) {
            operand(out, e.operand(), Precedence.COMPARISON + 1);
            out.add(e.negated() ? " IS NOT " : " IS ").add(e.expected() ? "TRUE" : "FALSE");
        } else if (expression instanceof Between e) {
            operand(out, e.operand(), Precedence.COMPARISON + 1);
            out.add(e.negated() ? " NOT BETWEEN " : " BETWEEN ");
            operand(out, e.low(), Precedence.COMPARISON + 1);
            out.add(" AND ");
            operand(out, e.high(), Precedence.COMPARISON + 1);
        } else if (expression instanceof InList e) {
            inList(out, e);
        } else if (expression instanceof InParameter e) {
            inParameter(out, e);
        } else if (expression instanceof Collate e) {
            collate(out, e);
        } else {
            throw new IllegalStateException("No way to write " + expression);
        }
    }

    /**
     * What is written for an expression: another of the same kind where this database would understand a value in it
     * otherwise than meant. It may look at values' types only, which parameters have too.
     */
    protected Expression adapted(Expression expression) {
        return expression;
    }

    private void column(SqlBuffer out, ColumnRef ref) {
        String alias = ref.source().alias();
        out.add(alias == null ? identifiers.quote(ref.source().table()) : identifiers.quote(alias));
        out.add(".").add(identifiers.quote(ref.column().name()));
    }

    /** The default of a column, in an UPDATE. */
    protected void defaultValue(SqlBuffer out, DefaultValue value) {
        out.add("DEFAULT");
    }

    private static void literal(SqlBuffer out, Literal literal) {
        if (literal.value() == null) {
            out.add("NULL");
        } else if (literal.value() instanceof Boolean truth && isPlainBoolean(literal.type())) {
            out.add(truth ? "TRUE" : "FALSE");
        } else {
            out.bind(new BindSlot.Fixed(literal.value(), literal.type()));
        }
    }

    private static boolean isPlainBoolean(@Nullable ColumnType type) {
        return type == null || type.family() == TypeFamily.BOOLEAN;
    }

    private void binary(SqlBuffer out, Binary e) {
        Operator operator = e.operator();
        if (comparesWithNull(operator) && (isNullLiteral(e.right()) || isNullLiteral(e.left()))) {
            boolean negated =
                    operator.equals(Operator.NE) || operator.equals(Operator.IS_DISTINCT_FROM);
            isNull(out, isNullLiteral(e.right()) ? e.left() : e.right(), negated);
        } else if (operator.equals(Operator.ILIKE) || operator.equals(Operator.NOT_ILIKE)) {
            caseInsensitiveLike(out, e);
        } else if (operator.equals(Operator.IS_DISTINCT_FROM)
                || operator.equals(Operator.IS_NOT_DISTINCT_FROM)) {
            distinctFrom(out, e.left(), e.right(), operator.equals(Operator.IS_DISTINCT_FROM));
        } else {
            infix(out, e.left(), operator, operator.symbol(), e.right());
            escape(out, e.escape());
        }
    }

    private static boolean comparesWithNull(Operator operator) {
        return operator.equals(Operator.EQ)
                || operator.equals(Operator.NE)
                || operator.equals(Operator.IS_DISTINCT_FROM)
                || operator.equals(Operator.IS_NOT_DISTINCT_FROM);
    }

    private static boolean isNullLiteral(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }

    private void isNull(SqlBuffer out, Expression operand, boolean negated) {
        operand(out, operand, Precedence.COMPARISON + 1);
        out.add(negated ? " IS NOT NULL" : " IS NULL");
    }

    /** {@code left ILIKE right}, or what stands for it. */
    protected void caseInsensitiveLike(SqlBuffer out, Binary e) {
        out.add("lower(");
        expression(out, e.left());
        out.add(e.operator().equals(Operator.ILIKE) ? ") LIKE lower(" : ") NOT LIKE lower(");
        expression(out, e.right());
        out.add(")");
        escape(out, e.escape());
    }

    /** {@code left IS [NOT] DISTINCT FROM right}, or what stands for it. */
    protected void distinctFrom(SqlBuffer out, Expression left, Expression right, boolean differ) {
        Operator operator = differ ? Operator.IS_DISTINCT_FROM : Operator.IS_NOT_DISTINCT_FROM;
        infix(out, left, operator, operator.symbol(), right);
    }

    /** Writes two operands and what stands between them. */
    protected final void infix(
            SqlBuffer out, Expression left, Operator operator, String symbol, Expression right) {
        // Comparisons do not associate; the other operators do so to the left.
        boolean chains = !operator.comparison() && sameKind(operator, left);
        operand(out, left, chains ? operator.precedence() : operator.precedence() + 1);
        out.add(" ").add(symbol).add(" ");
        boolean joins =
                operator.equals(Operator.CONCAT)
                        && right instanceof Binary b
                        && b.operator().equals(operator);
        operand(out, right, joins ? operator.precedence() : operator.precedence() + 1);
    }

    /** Whether the operand's operator binds as tightly on every database. */
    private static boolean sameKind(Operator operator, Expression operand) {
        return !(operand instanceof Binary b)
                || b.operator().equals(operator)
                || (operator.isArithmetic() && b.operator().isArithmetic());
    }

    /** Writes {@code ESCAPE 'c'} if there is an escape character. */
    protected final void escape(SqlBuffer out, @Nullable Character escape) {
        if (escape != null) {
            out.add(" ESCAPE '").add(escape == '\'' ? "''" : escape.toString()).add("'");
        }
    }

    private void logical(SqlBuffer out, Logical e) {
        boolean and = e.connective() == Logical.Connective.AND;
        String separator = "";
        for (Expression term : e.terms()) {
            out.add(separator);
            operand(out, term, (and ? Precedence.AND : Precedence.OR) + 1);
            separator = and ? " AND " : " OR ";
        }
    }

    private void not(SqlBuffer out, Expression operand) {
        out.add("NOT ");
        operand(out, operand, Precedence.ATOM);
    }

    private void function(SqlBuffer out, FunctionCall call) {
        String name = functionName(call.name());
        out.add(name);
        boolean bare = WITHOUT_PARENTHESES.contains(name.toLowerCase(Locale.ROOT));
        if (!bare || !call.arguments().isEmpty()) {
            out.add("(");
            list(out, call.arguments());
            out.add(")");
        }
    }

    /** The name under which this database knows the function. */
    protected String functionName(String name) {
        return name;
    }

    private void cast(SqlBuffer out, Cast cast) {
        out.add("CAST(");
        expression(out, cast.operand());
        out.add(" AS ").add(castName(cast.type())).add(")");
    }

    /** {@code operand COLLATE collation}. */
    protected void collate(SqlBuffer out, Collate collate) {
        operand(out, collate.operand(), Precedence.ATOM);
        out.add(" COLLATE ").add(identifiers.quote(collate.collation()));
    }

    /** The error for what a database cannot say. */
    protected static InvalidRequestException unsupported(String what, String database) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY, database + " has no " + what + "; write it without");
    }

    /** A value among expressions. */
    protected abstract void inList(SqlBuffer out, InList e);

    /** A value among any number of values given when the statement runs. */
    protected abstract void inParameter(SqlBuffer out, InParameter e);

    /** Writes a row value. */
    final void tuple(SqlBuffer out, List<Expression> items) {
        out.add("(");
        list(out, items);
        out.add(")");
    }

    /** Writes expressions with commas between them. */
    protected final void list(SqlBuffer out, List<Expression> expressions) {
        String separator = "";
        for (Expression expression : expressions) {
            out.add(separator);
            expression(out, expression);
            separator = ", ";
        }
    }

    private void subquery(SqlBuffer out, Select select) {
        out.add("(");
        select(out, select);
        out.add(")");
    }

    /** Writes an operand, in parentheses if it binds less tightly than asked for. */
    protected final void operand(SqlBuffer out, Expression operand, int atLeast) {
        if (Precedence.of(operand) < atLeast) {
            out.add("(");
            expression(out, operand);
            out.add(")");
        } else {
            expression(out, operand);
        }
    }
}

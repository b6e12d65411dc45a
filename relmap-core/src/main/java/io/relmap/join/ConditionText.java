package io.relmap.join;

import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.Collate;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.DerivedTable;
import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.IsNull;
import io.relmap.sql.IsTrue;
import io.relmap.sql.JoinItem;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Negative;
import io.relmap.sql.Not;
import io.relmap.sql.Parameter;
import io.relmap.sql.TableRef;
import io.relmap.sql.Tuple;
import io.relmap.type.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition as people read it, for messages and inspection; never sent to a database. Columns are
 * written {@code table.column}, parameters of a lazy condition {@code {table.column}}.
 */
public final class ConditionText {

    private static final int LOGICAL = 1;
    private static final int ATOM = 9;

    private ConditionText() {}

    /** The text of a condition or value. */
    public static String of(Expression e) {
        if (e instanceof Binary b) {
            int own = b.operator().precedence();
            String escape = b.escape() == null ? "" : " ESCAPE '" + b.escape() + "'";
            return operand(b.left(), own)
                    + " "
                    + b.operator().symbol()
                    + " "
                    + operand(b.right(), own + (b.right() instanceof Binary ? 1 : 0))
                    + escape;
        } else if (e instanceof Logical l) {
            return l.terms().stream()
                    .map(term -> operand(term, LOGICAL + 1))
                    .collect(Collectors.joining(" " + l.connective() + " "));
        } else if (e instanceof Not n) {
            return "NOT " + operand(n.operand(), ATOM);
        } else if (e instanceof Between b) {
            return operand(b.operand(), 6)
                    + (b.negated() ? " NOT" : "")
                    + " BETWEEN "
                    + operand(b.low(), 6)
                    + " AND "
                    + operand(b.high(), 6);
        } else if (e instanceof InList in) {
            return operand(in.operand(), 6)
                    + (in.negated() ? " NOT" : "")
                    + " IN "
                    + list(in.items());
        } else if (e instanceof InParameter in) {
            return list(in.operands()) + (in.negated() ? " NOT" : "") + " IN {...}";
        } else if (e instanceof IsNull is) {
            return operand(is.operand(), 6) + (is.negated() ? " IS NOT NULL" : " IS NULL");
        } else if (e instanceof IsTrue is) {
            String value = is.expected() ? "TRUE" : "FALSE";
            return operand(is.operand(), 6) + (is.negated() ? " IS NOT " : " IS ") + value;
        }
        return atom(e);
    }

    private static String atom(Expression e) {
        if (e instanceof ColumnRef ref) {
            return ref.toString();
        } else if (e instanceof Parameter p) {
            return "{" + p.key() + "}";
        } else if (e instanceof Literal literal) {
            Object value = literal.value();
            return value instanceof String text
                    ? "'" + text.replace("'", "''") + "'"
                    : value == null ? "NULL" : value.toString();
        } else if (e instanceof FunctionCall f) {
            return f.name() + list(f.arguments());
        } else if (e instanceof Cast cast) {
            return "CAST(" + of(cast.operand()) + " AS " + typeName(cast.type()) + ")";
        } else if (e instanceof Negative n) {
            return "-" + operand(n.operand(), ATOM);
        } else if (e instanceof Tuple tuple) {
            return list(tuple.items());
        } else if (e instanceof Collate c) {
            return operand(c.operand(), ATOM) + " COLLATE " + c.collation();
        }
        return e instanceof Exists ? "EXISTS (...)" : "(...)";
    }

    /** What stands in FROM, joins with their conditions. */
    public static String of(FromItem item) {
        if (item instanceof TableRef table) {
            return table.alias() == null
                    ? table.table().name()
                    : table.table().name() + " AS " + table.alias();
        } else if (item instanceof JoinItem join) {
            String right = of(join.right());
            return of(join.left())
                    + " "
                    + join.kind().sql()
                    + " "
                    + (join.right() instanceof JoinItem ? "(" + right + ")" : right)
                    + (join.on() == null ? "" : " ON " + of(join.on()));
        }
        return item instanceof DerivedTable derived
                ? "(SELECT ...) AS " + derived.place().label()
                : "(SELECT ...)";
    }

    private static String list(List<Expression> items) {
        return items.stream().map(ConditionText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String operand(Expression e, int around) {
        return precedence(e) < around ? "(" + of(e) + ")" : of(e);
    }

    private static int precedence(Expression e) {
        if (e instanceof Logical) {
            return LOGICAL;
        } else if (e instanceof Binary b) {
            return b.operator().precedence();
        } else if (e instanceof Between
                || e instanceof InList
                || e instanceof InParameter
                || e instanceof IsNull
                || e instanceof IsTrue) {
            return 5;
        }
        return e instanceof Not ? 2 : ATOM;
    }

    private static String typeName(ColumnType type) {
        return type.nativeName() == null ? type.kind().name() : type.nativeName();
    }
}

package io.relmap.sql.grammar;

import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import java.util.List;

/**
 * Reads texts of the expression language. Every method throws a {@code MappingException} that shows the
 * place for a text that it cannot read; no text can do anything else. Safe for use by several threads.
 */
public final class ExpressionLanguage {

    private ExpressionLanguage() {}

    /** A join condition with the roles that {@code foreign()} and {@code remote()} give. */
    public static Expression condition(String text, Origin origin, NameResolver names) {
        Parser parser = new Parser(text, origin);
        return new ExpressionBuilder(parser, names, Use.JOIN).condition(parser.whole());
    }

    /** Columns: one, several with commas, or a list in brackets. */
    public static List<ColumnRef> columns(String text, Origin origin, NameResolver names) {
        Parser parser = new Parser(text, origin);
        ExpressionBuilder builder = new ExpressionBuilder(parser, names, Use.COLUMNS);
        return parser.columns().stream().map(builder::column).toList();
    }

    /** The terms of an order: one, several with commas, or a list in brackets. */
    public static List<Ordering> orderings(String text, Origin origin, NameResolver names) {
        return orderings(text, origin, names, Use.ORDER);
    }

    /** What {@code secondary} names: a table or a join of tables. */
    public static FromItem from(String text, Origin origin, NameResolver names) {
        Parser parser = new Parser(text, origin);
        return new FromBuilder(parser, names).from(parser.whole());
    }

    /** A dotted path and nothing else: the name of a target. */
    public static List<String> path(String text, Origin origin) {
        return new Parser(text, origin).path();
    }

    /** A value that a statement computes for a column; it may use the row's columns. */
    public static Expression value(String text, Origin origin, NameResolver names) {
        Parser parser = new Parser(text, origin);
        return new ExpressionBuilder(parser, names, Use.QUERY).value(parser.whole());
    }

    /** {@link #value(String, Origin, NameResolver) A value} for a column of this type, as which its values are bound. */
    public static Expression value(
            String text, Origin origin, NameResolver names, ColumnType target) {
        return ValueTypes.as(target, value(text, origin, names));
    }

    /**
     * A condition of a query. {@code :name} becomes an {@link Parameter} with that name as
     * its key, typed by what it is compared with; {@code in :name} takes a list.
     */
    public static Expression queryCondition(String text, Origin origin, NameResolver names) {
        Parser parser = new Parser(text, origin);
        return new ExpressionBuilder(parser, names, Use.QUERY).condition(parser.whole());
    }

    /** The order of a query; parameters are allowed. */
    public static List<Ordering> queryOrderings(String text, Origin origin, NameResolver names) {
        return orderings(text, origin, names, Use.QUERY);
    }

    private static List<Ordering> orderings(
            String text, Origin origin, NameResolver names, Use use) {
        Parser parser = new Parser(text, origin);
        ExpressionBuilder builder = new ExpressionBuilder(parser, names, use);
        return parser.columns().stream().map(builder::ordering).toList();
    }
}

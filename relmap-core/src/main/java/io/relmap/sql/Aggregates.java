package io.relmap.sql;

import java.util.Locale;
import java.util.Set;

/** The functions that make one value of many rows. */
public final class Aggregates {

    private static final Set<String> NAMES =
            Set.of(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "every",
                    "bool_and",
                    "bool_or",
                    "string_agg",
                    "array_agg",
                    "group_concat",
                    "listagg",
                    "json_agg",
                    "jsonb_agg",
                    "json_arrayagg",
                    "any_value",
                    "stddev",
                    "stddev_pop",
                    "stddev_samp",
                    "variance",
                    "var_pop",
                    "var_samp",
                    "median",
                    "total");

    private Aggregates() {}

    /** Whether it is a call of such a function. */
    public static boolean isAggregate(Expression expression) {
        return expression instanceof RowCount
                || (expression instanceof FunctionCall call
                        && NAMES.contains(call.name().toLowerCase(Locale.ROOT)));
    }

    /** Whether one of them is called inside another, which no database knows. */
    public static boolean containsNested(Expression expression) {
        return ExpressionTree.children(expression).stream()
                .anyMatch(
                        child ->
                                (isAggregate(expression) && contains(child))
                                        || containsNested(child));
    }

    /** Whether such a call is anywhere in it, subqueries left aside. */
    public static boolean contains(Expression expression) {
        return isAggregate(expression)
                || ExpressionTree.children(expression).stream().anyMatch(Aggregates::contains);
    }
}

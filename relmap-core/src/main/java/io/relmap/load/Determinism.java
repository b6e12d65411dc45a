package io.relmap.load;

import io.relmap.join.JoinCondition;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FunctionCall;
import io.relmap.sql.Select;
import io.relmap.sql.SelectTree;
import java.util.Locale;
import java.util.Set;

/** Whether a join or a statement says the same whenever it is asked (spec PE-1.2). */
final class Determinism {

    /** Functions known to depend on their arguments alone; of others nothing is assumed. */
    private static final Set<String> KNOWN =
            Set.of(
                    "lower",
                    "upper",
                    "length",
                    "coalesce",
                    "nullif",
                    "abs",
                    "trim",
                    "ltrim",
                    "rtrim",
                    "substr",
                    "substring",
                    "replace",
                    "concat",
                    "round",
                    "floor",
                    "ceil",
                    "mod",
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max");

    private Determinism() {}

    static boolean isDeterministic(JoinCondition join) {
        Expression secondary = join.secondaryJoin();
        return isDeterministic(join.primaryJoin())
                && (secondary == null || isDeterministic(secondary));
    }

    /** Of the statement itself and of all in it. */
    static boolean isDeterministic(Select select) {
        return SelectTree.functions(select).stream().allMatch(KNOWN::contains);
    }

    private static boolean isDeterministic(Expression expression) {
        if (expression instanceof FunctionCall call
                && !KNOWN.contains(call.name().toLowerCase(Locale.ROOT))) {
            return false;
        }
        return ExpressionTree.children(expression).stream().allMatch(Determinism::isDeterministic);
    }
}

package io.relmap.query;

import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import java.util.List;

/** A condition that can be written for one query. */
abstract non-sealed class ConditionNode implements Condition {

    /** The condition as it stands in a statement. */
    abstract Expression expression(Scope scope);

    @Override
    public final Condition and(Condition other) {
        return new Connected(true, this, (ConditionNode) other);
    }

    @Override
    public final Condition or(Condition other) {
        return new Connected(false, this, (ConditionNode) other);
    }

    @Override
    public final Condition not() {
        return new Negated(this);
    }

    /** Two conditions under AND or OR. */
    private static final class Connected extends ConditionNode {

        private final boolean and;
        private final ConditionNode left;
        private final ConditionNode right;

        Connected(boolean and, ConditionNode left, ConditionNode right) {
            this.and = and;
            this.left = left;
            this.right = right;
        }

        @Override
        Expression expression(Scope scope) {
            List<Expression> terms = List.of(left.expression(scope), right.expression(scope));
            return and ? Logical.and(terms) : Logical.or(terms);
        }

        @Override
        public String toString() {
            return "(" + left + (and ? " and " : " or ") + right + ")";
        }
    }

    /** The opposite of a condition. */
    private static final class Negated extends ConditionNode {

        private final ConditionNode condition;

        Negated(ConditionNode condition) {
            this.condition = condition;
        }

        @Override
        Expression expression(Scope scope) {
            return new Not(condition.expression(scope));
        }

        @Override
        public String toString() {
            return "not " + condition;
        }
    }
}

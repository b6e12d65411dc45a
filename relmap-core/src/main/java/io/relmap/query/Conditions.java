package io.relmap.query;

import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.InList;
import io.relmap.sql.IsNull;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on column attributes. */
final class Conditions {

    private Conditions() {}

    /** Text for LIKE that matches itself only. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** A condition that is never true. */
    static Expression never() {
        return Binary.eq(new Literal(1, null), new Literal(0, null));
    }

    /** A condition on one attribute. */
    private abstract static class OnPath extends ConditionNode {

        private final PathRef path;

        OnPath(PathRef path) {
            this.path = path;
        }

        @Override
        final Expression expression(Scope scope) {
            Scope place = scope.of(path);
            ColumnPlace column = place.column(path);
            return place.finished(on(column, scope));
        }

        /**
         * @param column the attribute's place
         * @param scope the statement that the condition stands in
         */
        abstract Expression on(ColumnPlace column, Scope scope);

        @Override
        public String toString() {
            return path.toString();
        }
    }

    static final class Compare extends OnPath {

        private final Operator operator;
        private final @Nullable Object value;

        Compare(PathRef path, Operator operator, @Nullable Object value) {
            super(path);
            this.operator = operator;
            this.value = value;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return new Binary(column.ref(), operator, column.literal(value));
        }
    }

    static final class ComparePaths extends ConditionNode {

        private final PathRef left;
        private final Operator operator;
        private final PathRef right;

        ComparePaths(PathRef left, Operator operator, PathRef right) {
            this.left = left;
            this.operator = operator;
            this.right = right;
        }

        @Override
        Expression expression(Scope scope) {
            Scope place = scope.of(left);
            Scope other = scope.of(right);
            ColumnRef leftColumn = place.column(left).ref();
            Expression condition = new Binary(leftColumn, operator, other.column(right).ref());
            Expression inner = place.finished(condition);
            return other == place ? inner : other.finished(inner);
        }
    }

    static final class Range extends OnPath {

        private final Object low;
        private final Object high;

        Range(PathRef path, Object low, Object high) {
            super(path);
            this.low = low;
            this.high = high;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return new Between(column.ref(), column.literal(low), column.literal(high), false);
        }
    }

    static final class OneOf extends OnPath {

        private final List<@Nullable Object> values;

        OneOf(PathRef path, List<@Nullable Object> values) {
            super(path);
            this.values = values;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            List<Literal> items = values.stream().map(column::literal).toList();
            return items.isEmpty() ? never() : new InList(column.ref(), List.copyOf(items), false);
        }
    }

    /** A condition on one attribute and the values of a query. */
    private abstract static class OnSubquery extends OnPath {

        private final Subquery<?> subquery;

        OnSubquery(PathRef path, Subquery<?> subquery) {
            super(path);
            this.subquery = subquery;
        }

        Subquery<?> subquery() {
            return subquery;
        }
    }

    static final class AmongValues extends OnSubquery {

        AmongValues(PathRef path, Subquery<?> values) {
            super(path, values);
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return subquery().contains(column.ref(), scope);
        }
    }

    static final class CompareValue extends OnSubquery {

        private final Operator operator;

        CompareValue(PathRef path, Operator operator, Subquery<?> value) {
            super(path, value);
            this.operator = operator;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return new Binary(column.ref(), operator, subquery().scalar(scope));
        }
    }

    static final class Like extends OnPath {

        private final Operator operator;
        private final String pattern;
        private final @Nullable Character escape;

        Like(PathRef path, Operator operator, String pattern, @Nullable Character escape) {
            super(path);
            this.operator = operator;
            this.pattern = pattern;
            this.escape = escape;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return new Binary(column.ref(), operator, new Literal(pattern, null), escape);
        }
    }

    static final class NullTest extends OnPath {

        private final boolean negated;

        NullTest(PathRef path, boolean negated) {
            super(path);
            this.negated = negated;
        }

        @Override
        Expression on(ColumnPlace column, Scope scope) {
            return new IsNull(column.ref(), negated);
        }
    }
}

package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeFamily;
import org.jspecify.annotations.Nullable;

/** What type an expression has, as far as its columns, casts and values tell. */
@Internal
public final class ExpressionTypes {

    private ExpressionTypes() {}

    /** The type, or null where nothing tells. */
    public static @Nullable ColumnType typeOf(Expression expression) {
        if (expression instanceof ColumnRef e) {
            return e.column().type();
        } else if (expression instanceof SubqueryColumn e) {
            return typeOfColumn(e);
        } else if (expression instanceof Literal e) {
            return e.type();
        } else if (expression instanceof Parameter e) {
            return e.type();
        } else if (expression instanceof Cast e) {
            return e.type();
        } else if (expression instanceof DefaultValue e) {
            return e.column().type();
        } else if (expression instanceof Collate e) {
            return typeOf(e.operand());
        } else if (expression instanceof Negative e) {
            return typeOf(e.operand());
        } else if (expression instanceof Binary e && !e.operator().comparison()) {
            return wider(typeOf(e.left()), typeOf(e.right()));
        } else if (expression instanceof ScalarSubquery e && e.select().items().size() == 1) {
            return typeOf(e.select().items().get(0).expression());
        }
        return null;
    }

    /** What a whole number and a fraction make is a fraction; else the first is as good as the second. */
    private static @Nullable ColumnType wider(@Nullable ColumnType left, @Nullable ColumnType right) {
        boolean fraction =
                left != null
                        && left.family() == TypeFamily.INTEGER
                        && right != null
                        && right.family() == TypeFamily.DECIMAL;
        return left == null || fraction ? right : left;
    }

    private static @Nullable ColumnType typeOfColumn(SubqueryColumn column) {
        for (SelectItem item : column.source().select().items()) {
            if (column.label().equals(item.label())) {
                return typeOf(item.expression());
            }
        }
        return null;
    }
}

package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeFamily;
import io.relmap.type.TypeRegistry;
import java.util.Locale;
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
        } else if (expression instanceof FunctionCall e) {
            return typeOf(e);
        } else if (expression instanceof Distinct e) {
            return typeOf(e.operand());
        } else if (expression instanceof ScalarSubquery e && e.select().items().size() == 1) {
            return typeOf(e.select().items().get(0).expression());
        }
        return null;
    }

    /** Of functions that give one of their arguments, or a number of the same kind. */
    private static @Nullable ColumnType typeOf(FunctionCall call) {
        if (call.arguments().isEmpty()) {
            return null;
        }
        ColumnType first = typeOf(call.arguments().get(0));
        return switch (call.name().toLowerCase(Locale.ROOT)) {
            case "min", "max", "abs", "round", "nullif" -> first;
            case "sum" ->
                    first != null && first.family() == TypeFamily.INTEGER
                            ? TypeRegistry.bigint()
                            : first;
            case "coalesce" -> {
                for (Expression argument : call.arguments()) {
                    first = wider(first, typeOf(argument));
                }
                yield first;
            }
            default -> null;
        };
    }

    /** What a whole number and a fraction make is a fraction; else the first is as good as the second. */
    private static @Nullable ColumnType wider(
            @Nullable ColumnType left, @Nullable ColumnType right) {
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

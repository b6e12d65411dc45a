package io.relmap.dialect;

import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import org.jspecify.annotations.Nullable;

/** What tells values from what the database computes. */
final class Values {

    private Values() {}

    /** The type under which a value is bound; null for what is no value, and for one without a type. */
    static @Nullable ColumnType typeOf(Expression expression) {
        if (expression instanceof Parameter parameter) {
            return parameter.type();
        }
        return expression instanceof Literal literal && literal.value() != null
                ? literal.type()
                : null;
    }
}

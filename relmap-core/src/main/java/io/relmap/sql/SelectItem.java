package io.relmap.sql;

import org.jspecify.annotations.Nullable;

/**
 * One column of a SELECT.
 *
 * @param expression its value
 * @param label its name in the result, or null
 */
public record SelectItem(Expression expression, @Nullable String label) {

    /** Without a label. */
    public static SelectItem of(Expression expression) {
        return new SelectItem(expression, null);
    }
}

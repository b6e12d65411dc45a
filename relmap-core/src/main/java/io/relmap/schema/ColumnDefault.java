package io.relmap.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of a flush gives a column that the program gave no value (spec UW-76, UW-84). It is no DEFAULT
 * clause of the table: other programs do not see it.
 */
public sealed interface ColumnDefault {

    /**
     * A value made here, once for each row; the object has it at once.
     *
     * @param values makes the values
     */
    record Made(Supplier<?> values) implements ColumnDefault {}

    /**
     * A value that the statement computes; the object has it after a read.
     *
     * @param expression in the expression language, such as {@code func.upper('q')} or {@code amount * 2}
     */
    record Sql(String expression) implements ColumnDefault {}

    /** The same value for each row; null gives the column NULL. */
    static ColumnDefault value(@Nullable Object value) {
        return new Made(() -> value);
    }

    /** A value made for each row. */
    static ColumnDefault of(Supplier<?> values) {
        return new Made(values);
    }

    /** An expression of the language in which joins and conditions are written. */
    static ColumnDefault sql(String expression) {
        return new Sql(expression);
    }
}

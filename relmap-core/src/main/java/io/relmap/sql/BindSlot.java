package io.relmap.sql;

import io.relmap.type.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one placeholder of a rendered statement is given. */
public sealed interface BindSlot {

    /**
     * A value known when the statement was rendered.
     *
     * @param value the value
     * @param type how it is bound, or null for the driver's own choice
     */
    record Fixed(@Nullable Object value, @Nullable ColumnType type) implements BindSlot {}

    /**
     * A value given when the statement runs.
     *
     * @param key the parameter's key
     * @param type how it is bound, or null for the driver's own choice
     */
    record Named(Object key, @Nullable ColumnType type) implements BindSlot {}

    /**
     * All values of an {@link InParameter} in one placeholder, as an SQL array.
     *
     * @param key the parameter's key; its value is a list
     * @param part which part of a row value, from 0
     * @param type the type of one element
     */
    record Array(Object key, int part, ColumnType type) implements BindSlot {}

    /**
     * Values known when the statement was rendered, in one placeholder, as an SQL array.
     *
     * @param values the values
     * @param type the type of one element
     */
    record FixedArray(List<@Nullable Object> values, ColumnType type) implements BindSlot {}

    /**
     * One value of an {@link InParameter} written as a list of placeholders; past the list's end the
     * last value is repeated.
     *
     * @param key the parameter's key; its value is a list
     * @param index which value, from 0
     * @param part which part of a row value, from 0
     * @param type how it is bound
     */
    record Element(Object key, int index, int part, @Nullable ColumnType type)
            implements BindSlot {}
}

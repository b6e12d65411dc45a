package io.relmap.mapping;

import io.relmap.annotation.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The column values of one map-backed object, by the index of the {@link ColumnAttribute}. What an object
 * without a class offers so that {@link EntityAccess} can read and write it.
 */
@Internal
public interface ColumnValues {

    /** The value; null where none was ever put in. */
    @Nullable Object get(int index);

    /** Puts a value in; null counts as put in. */
    void set(int index, @Nullable Object value);

    /** Whether a value, null included, was ever put in (spec SE-63). */
    boolean isSet(int index);

    /** Forgets that a value was put in. */
    void unset(int index);
}

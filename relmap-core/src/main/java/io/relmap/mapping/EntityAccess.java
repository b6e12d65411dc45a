package io.relmap.mapping;

import io.relmap.annotation.Internal;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of an entity and reads and writes their column values, by the index of the {@link
 * ColumnAttribute}. Implementations are safe for use by several threads and use no reflection for each
 * value. A value that the class has no field for lives in the object's state and is not seen here: it
 * reads as null, never differs, is skipped when all are written, and cannot be set.
 */
@Internal
public interface EntityAccess {

    /** Makes an object by the constructor without arguments. */
    Object newInstance();

    /** Reads a value. */
    @Nullable Object get(Object entity, int index);

    /** Writes a value; null becomes 0 or false for a primitive field. */
    void set(Object entity, int index, @Nullable Object value);

    /** Whether null can be told from a value: everywhere but in a primitive field. */
    boolean holdsNull(int index);

    /**
     * Whether a value was ever put in. For classes this cannot be told from null and is always true;
     * for map-backed entities it is whether the key is there (spec SE-63).
     */
    boolean isSet(Object entity, int index);

    /** Reads all values into {@code into}. */
    void readAll(Object entity, @Nullable Object[] into);

    /** Writes all values. */
    void writeAll(Object entity, @Nullable Object[] values);

    /**
     * The index of the first value from {@code from} on that differs from the snapshot, or -1. The hot
     * loop of every flush: it neither boxes nor reflects where it can help it.
     */
    int firstDifference(Object entity, @Nullable Object[] snapshot, int from);

    /** Forgets that a value was put in, where that can be told (map-backed entities). */
    void unset(Object entity, int index);
}

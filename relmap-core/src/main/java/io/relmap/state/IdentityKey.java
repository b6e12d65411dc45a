package io.relmap.state;

import io.relmap.mapping.Mapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The primary key of an object as the session knows it: entity and key values (spec SE-40), compared as
 * the database does ({@link KeyValue}). Immutable.
 */
public final class IdentityKey {

    private final Mapper mapper;
    private final Object[] values;

    /** What is compared: mostly the very values. */
    private final Object[] compared;

    private final int hash;

    private IdentityKey(Mapper mapper, Object[] values) {
        this.mapper = mapper;
        this.values = values;
        this.compared = compared(values);
        this.hash =
                31 * System.identityHashCode(mapper)
                        + (compared.length == 1
                                ? compared[0].hashCode()
                                : Arrays.hashCode(compared));
    }

    private static Object[] compared(Object[] values) {
        Object[] compared = values;
        for (int i = 0; i < values.length; i++) {
            Object value = KeyValue.comparable(values[i]);
            if (value != values[i]) {
                compared = compared == values ? values.clone() : compared;
                compared[i] = value;
            }
        }
        return compared;
    }

    /** The key of these values, in the order of the primary key; none of them is null. */
    public static IdentityKey of(Mapper mapper, Object... values) {
        return new IdentityKey(mapper, values.clone());
    }

    /** The entity. */
    public Mapper mapper() {
        return mapper;
    }

    /** The key value at a place of the primary key. */
    public Object value(int place) {
        return values[place];
    }

    /** How many columns the key has. */
    public int size() {
        return values.length;
    }

    /** All values in the order of the primary key. */
    public List<Object> values() {
        return List.of(values);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof IdentityKey that
                        && that.hash == hash
                        && that.mapper == mapper
                        && Arrays.equals(that.compared, compared));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code Author#1}, or {@code Line#1,2} for several columns. */
    @Override
    public String toString() {
        return mapper.entityName()
                + "#"
                + Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(","));
    }
}

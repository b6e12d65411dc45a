package io.relmap.load;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.Column;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.KeyValue;
import io.relmap.type.Codec;
import io.relmap.type.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of key columns, as objects have them and as rows are found by them. */
final class Keys {

    private Keys() {}

    /** The value of an owner's column (spec LO-18). */
    static @Nullable Object value(InstanceState state, Column column, KeySource source) {
        ColumnAttribute attribute = state.requireMapper().attributeOf(column);
        @Nullable Object[] snapshot = state.snapshot();
        return source == KeySource.COMMITTED && snapshot != null
                ? snapshot[attribute.index()]
                : state.column(attribute);
    }

    /** Whether the owner's row has the value that the owner has: it knows nothing of an edit that was not flushed. */
    static boolean isInRow(InstanceState state, Column column) {
        return state.requireMapper()
                .attributeOf(column)
                .codec()
                .same(
                        value(state, column, KeySource.COMMITTED),
                        value(state, column, KeySource.CURRENT));
    }

    /** One value for a key: itself where there is one column, else a list that compares by value. */
    static Object composed(Object[] values) {
        return values.length == 1 ? values[0] : Arrays.asList(values);
    }

    /** The key of an object, for grouping rows. */
    static Object composed(IdentityKey key) {
        return key.size() == 1 ? key.value(0) : key.values();
    }

    /** A key as it groups rows: compared as the database does; null where a part of it is. */
    static @Nullable Object grouping(@Nullable Object composed) {
        if (composed instanceof List<?> parts) {
            return KeyValue.comparable(parts);
        }
        return composed == null ? null : KeyValue.comparable(composed);
    }

    /** What a list parameter is given for a key. */
    static Object listed(Object composed) {
        return composed instanceof List<?> parts ? parts.toArray() : composed;
    }

    /** The key of an entity from values of columns that refer to it; values are brought to its types. */
    static IdentityKey identity(Mapper mapper, Object[] values) {
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = as(values[i], mapper.identity().get(i).codec());
        }
        return IdentityKey.of(mapper, converted);
    }

    /** A number as the codec's type, where a key and what refers to it differ in width. */
    static Object as(Object value, Codec<?> codec) {
        Number converted =
                value instanceof Number number ? Numbers.as(number, codec.javaType()) : null;
        return converted == null ? value : converted;
    }
}

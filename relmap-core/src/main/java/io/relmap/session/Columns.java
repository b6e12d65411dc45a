package io.relmap.session;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Column values of one session's objects, as arrays by attribute index: in the fields of the object, or in its
 * state where the class has no field for them.
 */
final class Columns {

    private final IdentityHashMap<Mapper, List<ColumnAttribute>> withoutField =
            new IdentityHashMap<>();

    /** All values as the object has them now. */
    @Nullable Object[] read(InstanceState state) {
        Mapper mapper = state.requireMapper();
        @Nullable Object[] values = new Object[mapper.columns().size()];
        mapper.access().readAll(state.entity(), values);
        for (ColumnAttribute attribute : withoutField(mapper)) {
            values[attribute.index()] = state.column(attribute);
        }
        return values;
    }

    /** All values as a snapshot keeps them: those that can change inside are copied. */
    @Nullable Object[] snapshot(InstanceState state) {
        return copied(state, read(state));
    }

    /** Puts the values of a snapshot into the object, which must not share what can change inside. */
    void restore(InstanceState state, @Nullable Object[] snapshot) {
        write(state, copied(state, snapshot.clone()));
    }

    private static @Nullable Object[] copied(InstanceState state, @Nullable Object[] values) {
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            Object value = values[attribute.index()];
            if (value != null) {
                values[attribute.index()] = attribute.codec().snapshot(value);
            }
        }
        return values;
    }

    /** Writes all values. */
    private void write(InstanceState state, @Nullable Object[] values) {
        Mapper mapper = state.requireMapper();
        mapper.access().writeAll(state.entity(), values);
        for (ColumnAttribute attribute : withoutField(mapper)) {
            state.column(attribute, values[attribute.index()]);
        }
    }

    /** Whether a column differs from the snapshot, or is to be written in any case. */
    boolean differ(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null || state.hasForced()) {
            return state.hasForced();
        }
        Mapper mapper = state.requireMapper();
        if (mapper.access().firstDifference(state.entity(), snapshot, 0) >= 0) {
            return true;
        }
        for (ColumnAttribute attribute : withoutField(mapper)) {
            if (!same(attribute, state.column(attribute), snapshot[attribute.index()])) {
                return true;
            }
        }
        return false;
    }

    /** Whether two values of a column are equal as its type says. */
    static boolean same(ColumnAttribute attribute, @Nullable Object left, @Nullable Object right) {
        return attribute.codec().same(left, right);
    }

    private List<ColumnAttribute> withoutField(Mapper mapper) {
        return withoutField.computeIfAbsent(
                mapper, m -> m.columns().stream().filter(ColumnAttribute::inMemoryOnly).toList());
    }
}

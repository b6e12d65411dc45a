package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnValues;
import io.relmap.mapping.EntityAccess;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Access to map-backed objects. */
final class DynamicAccess implements EntityAccess {

    private final int columns;
    private final ColumnAttribute[] attributes;
    private final Supplier<ColumnValues> instances;

    DynamicAccess(List<ColumnAttribute> columns, Supplier<ColumnValues> instances) {
        this.columns = columns.size();
        this.attributes = columns.toArray(ColumnAttribute[]::new);
        this.instances = instances;
    }

    @Override
    public Object newInstance() {
        return instances.get();
    }

    @Override
    public @Nullable Object get(Object entity, int index) {
        return ((ColumnValues) entity).get(index);
    }

    @Override
    public void set(Object entity, int index, @Nullable Object value) {
        ((ColumnValues) entity).set(index, value);
    }

    @Override
    public boolean holdsNull(int index) {
        return true;
    }

    @Override
    public boolean isSet(Object entity, int index) {
        return ((ColumnValues) entity).isSet(index);
    }

    @Override
    public void unset(Object entity, int index) {
        ((ColumnValues) entity).unset(index);
    }

    @Override
    public void readAll(Object entity, @Nullable Object[] into) {
        ColumnValues values = (ColumnValues) entity;
        for (int i = 0; i < columns; i++) {
            into[i] = values.get(i);
        }
    }

    @Override
    public void writeAll(Object entity, @Nullable Object[] from) {
        ColumnValues values = (ColumnValues) entity;
        for (int i = 0; i < columns; i++) {
            values.set(i, from[i]);
        }
    }

    @Override
    public int firstDifference(Object entity, @Nullable Object[] snapshot, int from) {
        ColumnValues values = (ColumnValues) entity;
        for (int i = from; i < columns; i++) {
            Object current = values.get(i);
            if (current != snapshot[i] && differs(attributes[i], current, snapshot[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Maps may hold anything; the codec is asked about its own type only. */
    private static boolean differs(
            ColumnAttribute attribute, @Nullable Object current, @Nullable Object then) {
        Class<?> type = attribute.codec().javaType();
        if (type.isInstance(current) && type.isInstance(then)) {
            return !attribute.codec().same(current, then);
        }
        return !Objects.equals(current, then);
    }
}

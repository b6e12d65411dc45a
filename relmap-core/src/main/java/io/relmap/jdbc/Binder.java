package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.BindSlot;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.Numbers;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds the values of one execution. Arrays made for it are freed when it is closed. */
final class Binder implements AutoCloseable {

    private final Dialect dialect;
    private final PreparedStatement statement;
    private final List<Array> arrays = new ArrayList<>(0);

    Binder(Dialect dialect, PreparedStatement statement) {
        this.dialect = dialect;
        this.statement = statement;
    }

    void bind(List<BindSlot> slots, ParameterValues values) throws SQLException {
        int index = 1;
        for (BindSlot slot : slots) {
            bind(index, slot, values);
            index++;
        }
    }

    /** Binds one placeholder. */
    void bind(int index, BindSlot slot, ParameterValues values) throws SQLException {
        if (slot instanceof BindSlot.Array array) {
            bindArray(index, array.type(), values.list(array.key()), array.part());
        } else if (slot instanceof BindSlot.FixedArray array) {
            bindArray(index, array.type(), array.values(), 0);
        } else {
            bindValue(index, typeOf(slot), valueOf(slot, values));
        }
    }

    /** What a placeholder other than an array is given. */
    static @Nullable Object valueOf(BindSlot slot, ParameterValues values) {
        if (slot instanceof BindSlot.Fixed fixed) {
            return fixed.value();
        } else if (slot instanceof BindSlot.Named named) {
            return values.get(named.key());
        } else if (slot instanceof BindSlot.Element element) {
            List<?> list = values.list(element.key());
            Object value = list.get(Math.min(element.index(), list.size() - 1));
            return part(value, element.part());
        } else if (slot instanceof BindSlot.Array array) {
            return values.list(array.key());
        } else if (slot instanceof BindSlot.FixedArray array) {
            return array.values();
        }
        throw new IllegalStateException("No such slot: " + slot);
    }

    private static @Nullable Object part(@Nullable Object value, int part) {
        return value instanceof Object[] row ? row[part] : value;
    }

    private static @Nullable ColumnType typeOf(BindSlot slot) {
        if (slot instanceof BindSlot.Fixed fixed) {
            return fixed.type();
        } else if (slot instanceof BindSlot.Named named) {
            return named.type();
        }
        return slot instanceof BindSlot.Element element ? element.type() : null;
    }

    private void bindValue(int index, @Nullable ColumnType type, @Nullable Object value)
            throws SQLException {
        if (type != null) {
            Codec<Object> codec = dialect.codec(type);
            if (value == null || codec.javaType().isInstance(value)) {
                codec.bind(statement, index, value);
                return;
            }
        }
        bindUntyped(index, value);
    }

    /** A value of another class than its column has is compared as its own class would be. */
    private void bindUntyped(int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
            return;
        }
        Codec<Object> codec = dialect.codecFor(value);
        if (codec == null) {
            statement.setObject(index, value);
        } else {
            codec.bind(statement, index, value);
        }
    }

    private void bindArray(int index, ColumnType type, List<?> list, int part) throws SQLException {
        Codec<Object> codec = dialect.codec(type);
        @Nullable Object[] elements = new Object[list.size()];
        for (int i = 0; i < elements.length; i++) {
            Object value = part(list.get(i), part);
            elements[i] = value == null ? null : element(codec, value);
        }
        Array array = dialect.array(statement.getConnection(), type, elements);
        arrays.add(array);
        statement.setArray(index, array);
    }

    private static Object element(Codec<Object> codec, Object value) {
        Class<?> type = codec.javaType();
        Object fitting = value instanceof Number number ? Numbers.as(number, type) : value;
        if (!type.isInstance(fitting)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "A list of "
                            + type.getSimpleName()
                            + " holds a "
                            + value.getClass().getName()
                            + (fitting == null ? " that does not fit" : ""));
        }
        return codec.element(Objects.requireNonNull(fitting));
    }

    @Override
    public void close() throws SQLException {
        for (Array array : arrays) {
            array.free();
        }
    }
}

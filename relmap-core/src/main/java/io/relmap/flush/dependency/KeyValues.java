package io.relmap.flush.dependency;

import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.FlushContext;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.state.InstanceState;
import org.jspecify.annotations.Nullable;

/** Reads the values that keys are copied from, and carries them between fields of different types. */
final class KeyValues {

    private KeyValues() {}

    /** The value that the object has now; an expired one is fetched, but a key is known (spec UW-15). */
    static @Nullable Object current(
            FlushContext context, InstanceState source, ColumnAttribute attribute) {
        if (source.isExpired(attribute)
                && source.hasIdentity()
                && !source.requireMapper().identity().contains(attribute)) {
            context.initializer().refreshExpired(source);
        }
        return source.column(attribute);
    }

    /** The value that the row had when the flush began. */
    static @Nullable Object committed(
            FlushWork work, InstanceState source, ColumnAttribute attribute) {
        FlushRow row = work.set().find(source);
        if (row != null && row.state().hasIdentity()) {
            return row.committed(attribute);
        }
        Object[] snapshot = source.snapshot();
        return snapshot != null && source.hasIdentity()
                ? snapshot[attribute.index()]
                : source.column(attribute);
    }

    /** The attribute that one end of a relationship keeps a column in (spec UW-44). */
    static ColumnAttribute attribute(Mapper mapper, Column column, Relationship relationship) {
        ColumnAttribute attribute = mapper.findAttribute(column);
        if (attribute == null) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    relationship
                            + " needs column "
                            + column
                            + " to be written, but "
                            + mapper
                            + " does not map it. Map the column, or make the relationship viewOnly");
        }
        return attribute;
    }

    /** The same value as the type that another attribute holds. */
    static @Nullable Object convert(@Nullable Object value, ColumnAttribute to) {
        Class<?> type = to.javaType();
        if (value == null || type.isInstance(value)) {
            return value;
        }
        if (value instanceof Number number) {
            if (type == Long.class || type == long.class) {
                return number.longValue();
            }
            if (type == Integer.class || type == int.class) {
                return Math.toIntExact(number.longValue());
            }
            if (type == Short.class || type == short.class) {
                return (short) Math.toIntExact(number.longValue());
            }
            if (type == java.math.BigDecimal.class) {
                return new java.math.BigDecimal(number.toString());
            }
            if (type == java.math.BigInteger.class) {
                return java.math.BigInteger.valueOf(number.longValue());
            }
        }
        return value;
    }
}

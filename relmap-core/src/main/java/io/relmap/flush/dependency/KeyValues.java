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
                && context.mayLoad()
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
        @Nullable Object[] snapshot = source.snapshot();
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
}

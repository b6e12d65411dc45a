package io.relmap.session;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a flush has put into a new object by itself: generated keys, copied foreign keys, versions. A rollback of
 * the INSERT takes it out again (spec UW-128); what the program set stays. It does not hold the object.
 */
final class WrittenValues {

    private final Columns columns;
    private final @Nullable Object[] before;
    private final BitSet wasSet = new BitSet();
    private @Nullable Object @Nullable [] after;

    /** Looks at an object before it is flushed. */
    WrittenValues(InstanceState state, Columns columns) {
        this.columns = columns;
        this.before = columns.read(state);
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            wasSet.set(attribute.index(), state.isSet(attribute));
        }
    }

    /** Looks at it again after the flush, or after its failure. */
    void flushed(InstanceState state) {
        after = columns.read(state);
    }

    /** Whether the flush put anything in. */
    boolean wroteAnything(InstanceState state) {
        @Nullable Object[] written = after;
        return written != null
                && state.requireMapper().columns().stream()
                        .anyMatch(
                                attribute ->
                                        !Columns.same(
                                                attribute,
                                                before[attribute.index()],
                                                written[attribute.index()]));
    }

    /** Takes out what the flush put in and nobody changed since. */
    void takeOut(InstanceState state) {
        @Nullable Object[] written = after;
        if (written == null) {
            return;
        }
        Mapper mapper = state.requireMapper();
        for (ColumnAttribute attribute : mapper.columns()) {
            int index = attribute.index();
            boolean wroteIt = !Columns.same(attribute, before[index], written[index]);
            if (wroteIt && Columns.same(attribute, state.column(attribute), written[index])) {
                state.column(attribute, before[index]);
                if (!wasSet.get(index) && !attribute.inMemoryOnly()) {
                    mapper.access().unset(state.entity(), index);
                }
            }
        }
    }
}

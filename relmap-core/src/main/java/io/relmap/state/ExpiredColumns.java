package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The columns that must be reloaded before their values count (spec SE-54), and what was known of them last. */
final class ExpiredColumns {

    private final int columns;
    private final BitSet marks;

    /** Of columns whose fields were cleared what they held. */
    private @Nullable Object @Nullable [] lastKnown;

    ExpiredColumns(int columns) {
        this.columns = columns;
        marks = new BitSet(columns);
    }

    void mark(ColumnAttribute attribute) {
        marks.set(attribute.index());
    }

    void unmark(ColumnAttribute attribute) {
        marks.clear(attribute.index());
        if (marks.isEmpty()) {
            lastKnown = null;
        }
    }

    boolean contains(ColumnAttribute attribute) {
        return marks.get(attribute.index());
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    void lastKnown(@Nullable Object[] values) {
        lastKnown = values;
    }

    void lastKnown(ColumnAttribute attribute, Object value) {
        @Nullable Object[] values = lastKnown;
        if (values == null) {
            values = new @Nullable Object[columns];
            lastKnown = values;
        }
        values[attribute.index()] = value;
    }

    @Nullable Object lastKnown(ColumnAttribute attribute) {
        @Nullable Object[] values = lastKnown;
        return values == null || !contains(attribute) ? null : values[attribute.index()];
    }
}

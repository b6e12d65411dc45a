package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The columns that must be reloaded before their values count (spec SE-54), and what was known of them last. */
final class ExpiredColumns {

    private final int columns;
    private final BitSet marks;

    /** Those that are loaded at first access only: they say nothing of the rest of the object. */
    private final BitSet deferred;

    /** Of columns whose fields were cleared what they held. */
    private @Nullable Object @Nullable [] lastKnown;

    ExpiredColumns(int columns) {
        this.columns = columns;
        marks = new BitSet(columns);
        deferred = new BitSet(columns);
    }

    void mark(ColumnAttribute attribute) {
        if (attribute.isDeferred()) {
            deferred.set(attribute.index());
        } else {
            marks.set(attribute.index());
            deferred.clear(attribute.index());
        }
    }

    /** Marks a column as one that is loaded at first access only. */
    void defer(ColumnAttribute attribute) {
        deferred.set(attribute.index());
        marks.clear(attribute.index());
    }

    boolean isDeferred(ColumnAttribute attribute) {
        return deferred.get(attribute.index());
    }

    void unmark(ColumnAttribute attribute) {
        marks.clear(attribute.index());
        deferred.clear(attribute.index());
        if (marks.isEmpty() && deferred.isEmpty()) {
            lastKnown = null;
        }
    }

    boolean contains(ColumnAttribute attribute) {
        return marks.get(attribute.index()) || deferred.get(attribute.index());
    }

    /** Whether nothing is to be reloaded, but perhaps at first access. */
    boolean isEmpty() {
        return marks.isEmpty();
    }

    boolean hasDeferred(BitSet among) {
        return deferred.intersects(among);
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

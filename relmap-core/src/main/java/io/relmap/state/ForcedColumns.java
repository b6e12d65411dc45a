package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.sql.Expression;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that the next statement sets in any case, and the expressions that some of them are set to. */
final class ForcedColumns {

    private final BitSet marks = new BitSet();
    private @Nullable Map<ColumnAttribute, Computed> expressions;

    /** What is to be computed, and what the object held when that was said. */
    private record Computed(Expression value, @Nullable Object before) {}

    void mark(ColumnAttribute attribute) {
        marks.set(attribute.index());
    }

    void mark(ColumnAttribute attribute, Expression expression, @Nullable Object before) {
        if (expressions == null) {
            expressions = new LinkedHashMap<>();
        }
        expressions.put(
                attribute,
                new Computed(
                        expression, before == null ? null : attribute.codec().snapshot(before)));
        mark(attribute);
    }

    void unmark(ColumnAttribute attribute) {
        marks.clear(attribute.index());
        dropExpression(attribute);
    }

    void dropExpression(ColumnAttribute attribute) {
        if (expressions != null) {
            expressions.remove(attribute);
        }
    }

    boolean isMarked(ColumnAttribute attribute) {
        return marks.get(attribute.index());
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    BitSet marks() {
        return (BitSet) marks.clone();
    }

    /** The expressions of the columns that the object still holds the same in: a value set later counts. */
    Map<ColumnAttribute, Expression> expressions(InstanceState state) {
        Map<ColumnAttribute, Computed> all = expressions;
        if (all == null) {
            return Map.of();
        }
        Map<ColumnAttribute, Expression> valid = new LinkedHashMap<>();
        all.forEach(
                (attribute, computed) -> {
                    if (attribute.codec().same(computed.before(), state.column(attribute))) {
                        valid.put(attribute, computed.value());
                    }
                });
        return valid;
    }
}

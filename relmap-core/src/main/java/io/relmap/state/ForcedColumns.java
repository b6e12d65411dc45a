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
    private @Nullable Map<ColumnAttribute, Expression> expressions;

    void mark(ColumnAttribute attribute) {
        marks.set(attribute.index());
    }

    void mark(ColumnAttribute attribute, Expression expression) {
        if (expressions == null) {
            expressions = new LinkedHashMap<>();
        }
        expressions.put(attribute, expression);
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

    Map<ColumnAttribute, Expression> expressions() {
        return expressions == null ? Map.of() : Map.copyOf(expressions);
    }
}

package io.relmap;

import io.relmap.attribute.ColumnReads;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnExpressions;
import io.relmap.state.InstanceState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column attribute of one object. Its history is the difference to the snapshot (spec AT-12). */
final class ColumnView implements AttributeView {

    private final InstanceState state;
    private final ColumnAttribute attribute;

    ColumnView(InstanceState state, ColumnAttribute attribute) {
        this.state = state;
        this.attribute = attribute;
    }

    @Override
    public String name() {
        return attribute.name();
    }

    @Override
    public @Nullable Object get() {
        return ColumnReads.read(state, attribute);
    }

    @Override
    public void set(@Nullable Object value) {
        attribute.check(value);
        state.edited();
        state.column(attribute, value);
        state.dropExpression(attribute);
        if (state.isExpired(attribute)) {
            state.force(attribute); // what the row holds is not known
        }
    }

    @Override
    public void setExpression(String expression, Map<String, ?> parameters) {
        state.force(
                attribute,
                ColumnExpressions.assigned(
                        state.requireMapper(), attribute, expression, parameters));
        state.edited();
    }

    @Override
    public AttributeHistory history() {
        Object current = state.column(attribute);
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null) {
            return AttributeHistory.addedValue(current);
        }
        if (state.isForced(attribute)) {
            return AttributeHistory.assignedValue(current);
        }
        Object old = snapshot[attribute.index()];
        if (state.isExpired(attribute)) {
            return attribute.codec().same(old, current)
                    ? AttributeHistory.unknown()
                    : AttributeHistory.assignedValue(current);
        }
        return attribute.codec().same(old, current)
                ? AttributeHistory.unchangedValue(current)
                : AttributeHistory.changedValue(current, old);
    }

    @Override
    public AttributeHistory loadHistory() {
        get();
        return history();
    }

    @Override
    public boolean isLoaded() {
        return !state.isExpired(attribute);
    }

    @Override
    public @Nullable Object loadedValue() {
        return isLoaded() ? state.column(attribute) : null;
    }

    @Override
    public void setCommitted(@Nullable Object value) {
        attribute.check(value);
        state.column(attribute, value);
        state.unexpire(attribute);
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot != null) {
            snapshot[attribute.index()] = value == null ? null : attribute.codec().snapshot(value);
        }
    }
}

package io.relmap.flush;

import io.relmap.annotation.Internal;
import io.relmap.observe.EntityListener;
import io.relmap.state.InstanceState;
import java.util.List;

/** Tells listeners before and after rows are written (spec UW-135). Safe for use by several threads. */
@Internal
public final class RowEvents {

    private final List<EntityListener> listeners;

    /** Tells these, in this order. */
    public RowEvents(List<EntityListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Before the first statement of the batch that writes the row; columns may still be set. */
    public void before(Kind kind, InstanceState state) {
        for (EntityListener listener : listeners) {
            switch (kind) {
                case INSERT -> listener.beforeInsert(state.entity());
                case UPDATE -> listener.beforeUpdate(state.entity());
                case DELETE -> listener.beforeDelete(state.entity());
            }
        }
    }

    /** After the last statement of the batch. */
    public void after(Kind kind, InstanceState state) {
        for (EntityListener listener : listeners) {
            switch (kind) {
                case INSERT -> listener.afterInsert(state.entity());
                case UPDATE -> listener.afterUpdate(state.entity());
                case DELETE -> listener.afterDelete(state.entity());
            }
        }
    }

    /** What is done to the row. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }
}

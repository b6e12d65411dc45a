package io.relmap.flush;

import io.relmap.annotation.Internal;
import io.relmap.state.InstanceState;

/** Is told before and after rows are written (spec UW-135); the session passes it on to listeners. */
@Internal
public interface RowEvents {

    /** Nobody listens. */
    RowEvents NONE = new RowEvents() {};

    /** Before the first statement of the batch that writes the row; columns may still be set. */
    default void before(Kind kind, InstanceState state) {}

    /** After the last statement of the batch. */
    default void after(Kind kind, InstanceState state) {}

    /** What is done to the row. */
    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }
}

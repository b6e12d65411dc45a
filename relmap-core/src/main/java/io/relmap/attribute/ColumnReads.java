package io.relmap.attribute;

import io.relmap.error.DetachedInstanceException;
import io.relmap.error.ErrorCode;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.state.InstanceState;
import io.relmap.state.SessionLink;
import org.jspecify.annotations.Nullable;

/** Reads columns that may be expired, where a read can be noticed (spec SE-54). */
public final class ColumnReads {

    private ColumnReads() {}

    /**
     * The value of a column. One that is expired, and was not edited since, is reloaded first, together with
     * all others that are.
     *
     * @throws DetachedInstanceException if it would have to be reloaded and the object is in no session
     * @throws io.relmap.error.ObjectDeletedException if its row is gone
     */
    public static @Nullable Object read(InstanceState state, ColumnAttribute attribute) {
        if (state.isExpired(attribute) && !isEdited(state, attribute)) {
            SessionLink session = state.session();
            if (session == null) {
                throw new DetachedInstanceException(
                        ErrorCode.DETACHED,
                        state
                                + " is in no session, so its "
                                + (state.isDeferred(attribute) ? "deferred" : "expired")
                                + " attribute \""
                                + attribute.name()
                                + "\" cannot be loaded. Add it to a session, or read it before the"
                                + " session closes"
                                + (state.isDeferred(attribute)
                                        ? ", or load it with the query by Load.undefer(\""
                                                + attribute.name()
                                                + "\")."
                                        : "."));
            }
            session.checkUsable();
            if (state.isDeferred(attribute)) {
                session.initializer().loadDeferred(state, attribute);
            } else {
                session.initializer().refreshExpired(state);
            }
        }
        return state.column(attribute);
    }

    private static boolean isEdited(InstanceState state, ColumnAttribute attribute) {
        @Nullable Object[] snapshot = state.snapshot();
        return snapshot != null
                && !attribute.codec().same(snapshot[attribute.index()], state.column(attribute));
    }
}

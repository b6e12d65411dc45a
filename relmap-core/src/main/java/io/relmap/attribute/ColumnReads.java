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
     * @throws io.relmap.error.InvalidRequestException if the options that it was loaded by refuse the access (spec LO-114)
     * @throws io.relmap.error.ObjectDeletedException if its row is gone
     */
    public static @Nullable Object read(InstanceState state, ColumnAttribute attribute) {
        if (isOpen(state, attribute)) {
            SessionLink session = session(state, attribute);
            if (state.isDeferred(attribute)) {
                session.initializer().checkAccess(state, attribute);
            }
            load(session, state, attribute);
        }
        return state.column(attribute);
    }

    /**
     * Loads a column that the session itself has to know, also where an access by the program is an error.
     *
     * @throws DetachedInstanceException if it would have to be reloaded and the object is in no session
     * @throws io.relmap.error.ObjectDeletedException if its row is gone
     */
    public static void require(InstanceState state, ColumnAttribute attribute) {
        if (isOpen(state, attribute)) {
            load(session(state, attribute), state, attribute);
        }
    }

    private static void load(SessionLink session, InstanceState state, ColumnAttribute attribute) {
        if (state.isDeferred(attribute)) {
            session.initializer().loadDeferred(state, attribute);
        } else {
            session.initializer().refreshExpired(state);
        }
    }

    private static SessionLink session(InstanceState state, ColumnAttribute attribute) {
        SessionLink session = state.session();
        if (session == null) {
            boolean isLeftOut = state.isDeferred(attribute) && !attribute.isDeferred();
            throw new DetachedInstanceException(
                    ErrorCode.DETACHED,
                    state
                            + " is in no session, so its "
                            + (state.isDeferred(attribute) ? "deferred" : "expired")
                            + " attribute \""
                            + attribute.name()
                            + "\" cannot be loaded. Add it to a session, or read it before the"
                            + " session closes"
                            + (isLeftOut
                                    ? ", or let the options of the query not leave it out."
                                    : attribute.isDeferred()
                                            ? ", or load it with the query by Load.undefer(\""
                                                    + attribute.name()
                                                    + "\")."
                                            : "."));
        }
        session.checkUsable();
        return session;
    }

    private static boolean isOpen(InstanceState state, ColumnAttribute attribute) {
        return state.isExpired(attribute) && !isEdited(state, attribute);
    }

    private static boolean isEdited(InstanceState state, ColumnAttribute attribute) {
        @Nullable Object[] snapshot = state.snapshot();
        return snapshot != null
                && !attribute.codec().same(snapshot[attribute.index()], state.column(attribute));
    }
}

package io.relmap.session;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of the state of single objects that no session is needed for (spec SE-71). */
@Internal
public final class ObjectStates {

    private ObjectStates() {}

    /** The session that an object is attached to, or null. */
    public static @Nullable Session sessionOf(InstanceState state) {
        return state.session() instanceof SessionCore core ? core.session() : null;
    }

    /** Takes session, key and deleted mark from an object. */
    public static void makeTransient(InstanceState state) {
        if (state.session() instanceof SessionCore core) {
            core.guard().run(() -> core.release(state));
        }
        state.identity(null);
        state.wasDeleted(false);
        state.unexpireAll();
        state.snapshot(null);
        state.lifeCycle(LifeCycle.TRANSIENT);
    }

    /** Gives an object the key that its attributes say, without asking the database. */
    public static void makeTransientToDetached(InstanceState state) {
        SessionLink session = state.session();
        if (session != null || state.hasIdentity()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_STATE,
                    state
                            + " is "
                            + (session == null ? "detached already" : "in " + session.label())
                            + "; only a transient object can be made a detached one.");
        }
        Mapper mapper = state.mapper();
        if (mapper == null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_STATE,
                    state
                            + " is not known to a mapping yet; use Relmap.makeTransientToDetached(object).");
        }
        state.identity(keyOf(state, mapper));
        state.lifeCycle(LifeCycle.DETACHED);
        state.snapshot(new Columns().snapshot(state));
        state.forgetHistory();
        for (ColumnAttribute attribute : mapper.columns()) {
            if (!mapper.identity().contains(attribute) && state.column(attribute) == null) {
                state.expire(attribute);
            }
        }
    }

    private static IdentityKey keyOf(InstanceState state, Mapper mapper) {
        List<@Nullable Object> values =
                mapper.identity().stream().<@Nullable Object>map(state::column).toList();
        if (values.contains(null)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_STATE,
                    state
                            + " has no complete key: set "
                            + mapper.identity()
                            + " before it is made to stand for a row.");
        }
        return IdentityKey.of(mapper, values.toArray());
    }
}

package io.relmap.session;

import io.relmap.flush.PlannedFlush;
import io.relmap.jdbc.Sent;
import io.relmap.mapping.Behaviours;
import io.relmap.state.InstanceState;
import java.util.Collection;
import java.util.Set;

/** What the session's part of a flush asks of the rest of the session. */
interface FlushedSession {

    /** The session's short name, for messages. */
    String label();

    Behaviours behaviours();

    /** The innermost transaction or savepoint. */
    Level level();

    /** Fails if an earlier failure waits for a rollback (spec UW-126). */
    void checkActive();

    /**
     * Finds out what is to be written.
     *
     * @param saved new and changed objects
     * @param deleted objects marked for deletion
     */
    PlannedFlush plan(Set<InstanceState> saved, Collection<InstanceState> deleted);

    /** What was sent to the database so far. */
    Sent sent();

    /** Writes it. */
    void run(PlannedFlush plan);

    /** A flush has failed: rolls the innermost savepoint or the transaction back (spec UW-125). */
    void failed(Throwable cause);
}

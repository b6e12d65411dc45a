package io.relmap.session;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** The database side of a session's transaction: begun by the session itself, or managed from outside. */
interface DatabaseTransaction {

    /** The connection, in its transaction, which begins if need be. */
    Connection connection();

    /** A piece of work is done with the connection. */
    void done(Connection connection);

    /** How many seconds are left for statements, 0 for no limit; fails when the time is over. */
    default int secondsLeft() {
        return 0;
    }

    /** Whether it has begun. */
    boolean isBegun();

    /** Whether its end is decided elsewhere. */
    boolean isManaged();

    /** Commits and gives the connection back; does nothing if it has not begun. */
    void commit();

    /** Rolls back and gives the connection back; does nothing if it has not begun. */
    void rollback();

    /** Sets a savepoint; null where savepoints are managed elsewhere. */
    @Nullable Object setSavepoint();

    /** Goes back to a savepoint. */
    void rollbackTo(@Nullable Object savepoint);

    /** Forgets a savepoint; its work stays. */
    void release(@Nullable Object savepoint);
}

package io.relmap.session;

import io.relmap.flush.FlushResult;
import io.relmap.mapping.Behaviours;
import io.relmap.state.InstanceState;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * Plans and writes.
     *
     * @param saved new and changed objects
     * @param deleted objects marked for deletion
     * @return what was done; null where nothing had to be done
     */
    @Nullable FlushResult write(Set<InstanceState> saved, Collection<InstanceState> deleted);

    /** A flush has failed: rolls the innermost savepoint or the transaction back (spec UW-125). */
    void failed(Throwable cause);
}

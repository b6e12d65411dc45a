package io.relmap.session;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.RowLock;
import io.relmap.state.InstanceState;

/** Which locks make sense for the row of one object (spec SE-55, LO-125). */
final class RowLocks {

    private RowLocks() {}

    static void checkLocks(InstanceState state, RowLock lock) {
        if (lock == RowLock.NONE) {
            throw refused("lock()", state, "NONE locks nothing. Give FOR_UPDATE or FOR_SHARE.");
        }
    }

    /** A row that is passed over cannot be told from one that is gone. */
    static void checkWaits(String call, InstanceState state, RowLock lock) {
        if (lock == RowLock.FOR_UPDATE_SKIP_LOCKED) {
            throw refused(
                    call,
                    state,
                    "FOR_UPDATE_SKIP_LOCKED passes over a row that somebody else has locked, and"
                            + " there is just one here. Give FOR_UPDATE or FOR_UPDATE_NO_WAIT.");
        }
    }

    private static InvalidRequestException refused(
            String call, InstanceState state, String reason) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY, call + " of " + state + ": " + reason);
    }
}

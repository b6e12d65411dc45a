package io.relmap.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a {@link ManagedSession} finds the connection of the transaction that it takes part in. */
public interface ExternalTransaction {

    /**
     * The connection, inside its transaction. Called for each piece of work; the same one each time, until
     * the transaction ends.
     */
    Connection acquire() throws SQLException;

    /** A piece of work is done with the connection, which stays open for as long as its owner likes. */
    default void release(Connection connection) throws SQLException {}

    /**
     * How many seconds are left of the transaction, 0 for no limit. A statement may take no longer. Asked before each
     * one; throws what suits the transaction's owner when its time is over.
     */
    default int secondsLeft() {
        return 0;
    }

    /** What the work is part of, for messages. */
    default String describe() {
        return "a transaction managed from outside";
    }
}

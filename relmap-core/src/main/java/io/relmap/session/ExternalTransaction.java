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

    /** What the work is part of, for messages. */
    default String describe() {
        return "a transaction managed from outside";
    }
}

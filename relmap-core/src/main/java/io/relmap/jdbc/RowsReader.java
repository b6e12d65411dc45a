package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes something of all rows of a result.
 *
 * @param <R> what is made
 */
@Internal
@FunctionalInterface
public interface RowsReader<R> {

    /** Reads the rows; the result stands before the first one and is closed by the caller. */
    R read(ResultSet rows) throws SQLException;
}

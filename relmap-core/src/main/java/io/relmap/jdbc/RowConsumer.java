package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes one row of a result. */
@Internal
@FunctionalInterface
public interface RowConsumer {

    /** Reads the row that the result stands on. */
    void accept(ResultSet row) throws SQLException;
}

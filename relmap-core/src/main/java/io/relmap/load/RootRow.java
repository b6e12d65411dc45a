package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.state.InstanceState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes one row of a lead query. */
@Internal
@FunctionalInterface
public interface RootRow {

    /**
     * Reads what stands before the object's columns.
     *
     * @param root the object; what its row does not hold may not be loaded yet
     * @param row the row that the result stands on
     */
    void read(InstanceState root, ResultSet row) throws SQLException;
}

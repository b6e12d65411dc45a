package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.measure.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keys of a table, those that will be needed in one trip. */
final class SequenceKeys {

    private final Connection connection;
    private final String sql;
    private int expected;
    private final List<Long> block = new ArrayList<>();
    private int next;

    SequenceKeys(Connection connection, DatabaseKind kind, String table, int expected) {
        this.connection = connection;
        this.expected = expected;
        sql =
                kind == DatabaseKind.POSTGRESQL
                        ? "select nextval('" + table + "_seq') from generate_series(1, ?)"
                        : "select next value for "
                                + table
                                + "_seq from system_range(1, cast(? as bigint))";
    }

    long next() throws SQLException {
        if (next == block.size()) {
            block.clear();
            next = 0;
            int size = Math.max(1, expected);
            expected -= size;
            Jdbc.query(
                    connection,
                    sql,
                    0,
                    statement -> statement.setInt(1, size),
                    row -> block.add(row.getLong(1)));
        }
        return block.get(next++);
    }
}

package io.relmap.load;

import io.relmap.jdbc.ExecutionSettings;
import io.relmap.jdbc.RowConsumer;
import io.relmap.jdbc.RowCursor;
import io.relmap.jdbc.SelectStatement;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.observe.StatementCause;
import java.util.Map;

/** Sends the SELECTs of one session's loads. Not thread-safe. */
final class Selects {

    private final LoadContext context;

    Selects(LoadContext context) {
        this.context = context;
    }

    /** Runs a statement and hands over each row. */
    void run(SelectStatement select, Map<?, ?> parameters, StatementCause cause, RowConsumer rows) {
        context.executor().forEachRow(select, parameters, cause, rows);
    }

    /** Opens a result that is read later. */
    RowCursor open(
            SelectStatement select, Map<?, ?> parameters, int fetchSize, StatementCause cause) {
        SqlExecutor executor = context.executor();
        ExecutionSettings settings = executor.database().settings();
        return executor.open(
                select,
                parameters,
                fetchSize > 0 ? settings.fetchSize(fetchSize) : settings,
                cause);
    }
}

package io.relmap.load;

import io.relmap.sql.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Sends the SELECTs of one session's loads. */
@SuppressWarnings("DoNotCallSuggester")
final class Selects {

    private final LoadContext context;

    Selects(LoadContext context) {
        this.context = context;
    }

    /** Takes one row. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    void run(Select select, Map<Object, ?> parameters, RowConsumer rows) {
        throw new UnsupportedOperationException(context + " " + select);
    }
}

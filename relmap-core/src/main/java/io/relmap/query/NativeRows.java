package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.RowCursor;
import io.relmap.load.LoadContext;
import io.relmap.load.Loader;
import io.relmap.observe.StatementCause;
import io.relmap.sql.RenderedSql;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a statement in the database's own words, as values by the labels of their columns. */
final class NativeRows extends FoundRows<Map<String, @Nullable Object>> {

    private final Loader loader;
    private final NativeSql sql;

    NativeRows(Loader loader, NativeSql sql) {
        this.loader = loader;
        this.sql = sql;
    }

    @Override
    String what() {
        return sql.toString();
    }

    @Override
    public List<Map<String, @Nullable Object>> list() {
        return read(Integer.MAX_VALUE);
    }

    @Override
    public @Nullable Map<String, @Nullable Object> first() {
        List<Map<String, @Nullable Object>> found = read(1);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Stream<Map<String, @Nullable Object>> stream() {
        RowCursor cursor =
                context()
                        .executor()
                        .open(
                                rendered(),
                                ParameterValues.NONE,
                                context().executor().database().settings(),
                                cause());
        return StreamedRows.of(cursor, this::row);
    }

    private List<Map<String, @Nullable Object>> read(int most) {
        return context()
                .executor()
                .query(
                        rendered(),
                        ParameterValues.NONE,
                        context().executor().database().settings(),
                        cause(),
                        rows -> {
                            List<Map<String, @Nullable Object>> read = new ArrayList<>();
                            while (read.size() < most && rows.next()) {
                                read.add(row(rows));
                            }
                            return read;
                        });
    }

    private RenderedSql rendered() {
        context().autoflush();
        loader.forgetHeld(); // it may change rows, and return them
        return sql.rendered(value -> QueryNames.plainValue(value, context().instances()));
    }

    private Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            if (values.containsKey(label)) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY,
                        "The " + what() + " has two columns \"" + label + "\". Name them by AS.");
            }
            values.put(label, value(row, i));
        }
        return Collections.unmodifiableMap(values);
    }

    /** What a driver hands out as a locator is read at once: it is of no use once the statement is closed. */
    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Clob) {
            return row.getString(column);
        }
        return value instanceof Blob ? row.getBytes(column) : value;
    }

    private LoadContext context() {
        return loader.context();
    }

    private static StatementCause cause() {
        return StatementCause.of(StatementCause.Kind.NATIVE, "a statement of the program");
    }
}

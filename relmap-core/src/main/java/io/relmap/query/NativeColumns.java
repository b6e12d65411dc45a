package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.observe.StatementCause;
import io.relmap.sql.NativeTable;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a native statement has every column of an entity; the database is asked once for each text. */
final class NativeColumns {

    /** How many texts are remembered for an entity; a program that writes values into texts has more. */
    private static final int MOST_TEXTS = 1_000;

    private static final Map<Mapper, Set<String>> CHECKED =
            Collections.synchronizedMap(new WeakHashMap<>());

    private NativeColumns() {}

    static void check(NativeSql sql, NativeTable table, Mapper mapper, SqlExecutor executor) {
        Set<String> checked = CHECKED.computeIfAbsent(mapper, m -> ConcurrentHashMap.newKeySet());
        if (checked.contains(sql.text())) {
            return;
        }
        require(sql, mapper, labels(table, mapper, executor));
        if (checked.size() < MOST_TEXTS) {
            checked.add(sql.text());
        }
    }

    private static List<String> labels(NativeTable table, Mapper mapper, SqlExecutor executor) {
        return executor.query(
                executor.dialect().renderer().renderColumns(table),
                ParameterValues.NONE,
                executor.database().settings(),
                StatementCause.of(
                        StatementCause.Kind.QUERY, "columns of a native query for " + mapper),
                rows -> {
                    ResultSetMetaData columns = rows.getMetaData();
                    List<String> labels = new ArrayList<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        String label = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
                        // SQLite numbers the others of one name
                        labels.add(label.replaceFirst(":[0-9]+$", ""));
                    }
                    return labels;
                });
    }

    private static void require(NativeSql sql, Mapper mapper, List<String> labels) {
        List<String> missing = new ArrayList<>();
        for (ColumnAttribute attribute : mapper.columns()) {
            String name = attribute.column().name().toLowerCase(Locale.ROOT);
            int times = Collections.frequency(labels, name);
            if (times > 1) {
                throw error(
                        sql,
                        mapper,
                        "has "
                                + times
                                + " columns \""
                                + name
                                + "\". Select those of one table only, such as "
                                + mapper.table().name()
                                + ".*");
            } else if (times == 0) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw error(
                    sql,
                    mapper,
                    "has no column "
                            + String.join(", ", missing)
                            + " (it has "
                            + String.join(", ", labels)
                            + "). Select all columns of "
                            + mapper.table().name()
                            + ", under their names; for some values only, use select(...)");
        }
    }

    private static InvalidRequestException error(NativeSql sql, Mapper mapper, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "The native SQL \"" + sql.text() + "\" for " + mapper + " " + what + ".");
    }
}

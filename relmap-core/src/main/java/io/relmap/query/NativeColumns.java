package io.relmap.query;

import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.load.ColumnNames;
import io.relmap.load.LoadContext;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.NativeTable;
import io.relmap.sql.Select;
import io.relmap.sql.SelectTree;
import io.relmap.sql.TableRef;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the native statements in a query have the columns that it uses; the database is asked once for each text. */
final class NativeColumns {

    private final Map<TableRef, Set<Column>> used = new LinkedHashMap<>();
    private final List<NativeTable> tables;

    /** Those of a statement. */
    NativeColumns(Select select) {
        tables = SelectTree.natives(select);
        if (!tables.isEmpty()) {
            SelectTree.columns(select).forEach(this::use);
        }
    }

    /** A column that is read beside. */
    void use(ColumnRef ref) {
        used.computeIfAbsent(ref.source(), each -> new LinkedHashSet<>()).add(ref.column());
    }

    /**
     * Asks for them, where it is not known.
     *
     * @throws InvalidRequestException naming what is missing
     */
    void check(LoadContext context) {
        for (NativeTable table : tables) {
            ColumnNames names =
                    context.cache()
                            .nativeColumns(table.text(), text -> names(table, context.executor()));
            require(table, names);
        }
    }

    private static ColumnNames names(NativeTable table, SqlExecutor executor) {
        return executor.query(
                executor.dialect().renderer().renderColumns(table),
                ParameterValues.NONE,
                executor.database().settings(),
                StatementCause.of(
                        StatementCause.Kind.QUERY,
                        "columns of a native query for " + table.place().table().name()),
                rows -> {
                    ResultSetMetaData columns = rows.getMetaData();
                    List<String> labels = new ArrayList<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        // SQLite numbers the others of one name
                        labels.add(columns.getColumnLabel(i).replaceFirst(":[0-9]+$", ""));
                    }
                    return ColumnNames.of(
                            labels,
                            executor.dialect().identifiers(),
                            rows.getStatement().getConnection().getMetaData());
                });
    }

    private void require(NativeTable table, ColumnNames names) {
        String entity = table.place().table().name();
        List<String> missing = new ArrayList<>();
        for (Column column : used.getOrDefault(table.place(), Set.of())) {
            int times = names.count(column.name());
            if (times > 1) {
                throw error(
                        table,
                        "has "
                                + times
                                + " columns \""
                                + column.name()
                                + "\". Select those of one table only, such as "
                                + entity
                                + ".*");
            } else if (times == 0) {
                missing.add(column.name());
            }
        }
        if (!missing.isEmpty()) {
            throw error(
                    table,
                    "has no column "
                            + String.join(", ", missing)
                            + " (it has "
                            + String.join(", ", names.written())
                            + "). Select all columns of "
                            + entity
                            + ", under their names; for some values only, use select(...)");
        }
    }

    private static InvalidRequestException error(NativeTable table, String what) {
        return NativeSql.error(
                table.text(), "for the table " + table.place().table().name() + " " + what);
    }
}

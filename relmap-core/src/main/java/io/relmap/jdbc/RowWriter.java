package io.relmap.jdbc;

import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.InsertColumns;
import io.relmap.flush.change.ValueTypes;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.DeleteShape;
import io.relmap.sql.InsertShape;
import io.relmap.sql.UpdateShape;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of entities. Neighbours that write the same columns share a statement; a statement's rows go in
 * batches (spec UW-77, UW-78).
 */
final class RowWriter {

    private final SqlExecutor executor;

    RowWriter(SqlExecutor executor) {
        this.executor = executor;
    }

    // Insert -----------------------------------------------------------------------------------

    /** Inserts new rows in this order, and puts the keys that the database made into the objects. */
    void insert(Mapper mapper, List<FlushRow> rows) {
        ColumnAttribute version = mapper.version();
        if (version != null) {
            rows.forEach(row -> row.state().column(version, VersionValues.first(version)));
        }
        Runs.forEach(rows, InsertColumns::of, (columns, run) -> insert(mapper, columns, run));
    }

    private void insert(Mapper mapper, List<ColumnAttribute> columns, List<FlushRow> rows) {
        List<ColumnAttribute> made =
                mapper.identity().stream().filter(key -> !columns.contains(key)).toList();
        List<@Nullable Object[]> keys =
                executor.insert(
                        new InsertShape(mapper.table(), columnsOf(columns), columnsOf(made)),
                        codecs(columns),
                        values(rows, columns, List.of()),
                        cause("insert", mapper));
        for (int i = 0; i < rows.size(); i++) {
            FlushRow row = rows.get(i);
            List<ColumnAttribute> left = InsertColumns.leftToDefaults(row);
            for (int place = 0; place < made.size(); place++) {
                ColumnAttribute key = made.get(place);
                row.state().column(key, ValueTypes.convert(keys.get(i)[place], key.javaType()));
            }
            row.insertedRow();
            made.forEach(row::written);
            columns.forEach(row::written);
            left.forEach(row::writtenUnknown);
        }
    }

    // Update -----------------------------------------------------------------------------------

    /** Updates what differs from the rows, all of it; rows without a difference send nothing. */
    void update(Mapper mapper, List<FlushRow> rows) {
        update(mapper, rows, FlushRow::changed);
    }

    /** Updates some columns of rows; rows without any send nothing. */
    void update(
            Mapper mapper,
            List<FlushRow> rows,
            Function<FlushRow, List<ColumnAttribute>> columnsOf) {
        List<RowUpdate> updates = new ArrayList<>();
        for (FlushRow row : rows) {
            List<ColumnAttribute> columns = columnsOf.apply(row);
            if (!columns.isEmpty()) {
                row.learnVersion();
                updates.add(RowUpdate.of(row, withVersion(row, columns)));
            }
        }
        Runs.forEach(updates, RowUpdate::columns, (columns, run) -> update(mapper, columns, run));
    }

    /** Adds the version, one higher, unless the program has set it (spec UW-116). */
    private static List<ColumnAttribute> withVersion(FlushRow row, List<ColumnAttribute> columns) {
        ColumnAttribute version = row.mapper().version();
        if (version == null || columns.contains(version) || row.wasInserted()) {
            return columns;
        }
        Object committed = row.stored(version);
        if (committed == null) {
            throw new FlushException(
                    ErrorCode.VERSION_MISSING,
                    row
                            + " cannot be updated: its version "
                            + version.column()
                            + " is null. Set it when the row is inserted");
        }
        row.state().column(version, VersionValues.next(version, committed));
        return Stream.concat(columns.stream(), Stream.of(version)).toList();
    }

    private void update(Mapper mapper, List<ColumnAttribute> columns, List<RowUpdate> updates) {
        List<FlushRow> rows = updates.stream().map(RowUpdate::row).toList();
        List<ColumnAttribute> where = matched(mapper);
        RowCounts counts =
                executor.write(
                        new UpdateShape(mapper.table(), columnsOf(columns), columnsOf(where)),
                        codecs(Stream.concat(columns.stream(), where.stream()).toList()),
                        values(rows, columns, where),
                        cause("update", mapper));
        StaleRows.check("UPDATE", mapper.table(), rows, counts);
        rows.forEach(row -> columns.forEach(row::written));
    }

    // Delete -----------------------------------------------------------------------------------

    /** Deletes rows; tells how many rows of the table each one matched. */
    RowCounts delete(Mapper mapper, List<FlushRow> rows) {
        rows.forEach(FlushRow::learnVersion);
        List<ColumnAttribute> where = matched(mapper);
        return executor.write(
                new DeleteShape(mapper.table(), columnsOf(where)),
                codecs(where),
                values(rows, List.of(), where),
                cause("delete", mapper));
    }

    // Parts ------------------------------------------------------------------------------------

    /** The columns that a row is found by: its key and its version (spec UW-79). */
    private static List<ColumnAttribute> matched(Mapper mapper) {
        ColumnAttribute version = mapper.version();
        return version == null
                ? mapper.identity()
                : Stream.concat(mapper.identity().stream(), Stream.of(version)).toList();
    }

    private static List<@Nullable Object[]> values(
            List<FlushRow> rows, List<ColumnAttribute> set, List<ColumnAttribute> where) {
        List<@Nullable Object[]> all = new ArrayList<>(rows.size());
        for (FlushRow row : rows) {
            @Nullable Object[] values = new @Nullable Object[set.size() + where.size()];
            int place = 0;
            for (ColumnAttribute attribute : set) {
                values[place++] = row.state().column(attribute);
            }
            for (ColumnAttribute attribute : where) {
                values[place++] = storedValue(row, attribute);
            }
            all.add(values);
        }
        return all;
    }

    private static Object storedValue(FlushRow row, ColumnAttribute attribute) {
        Object value = row.stored(attribute);
        if (value == null) {
            throw new FlushException(
                    attribute.equals(row.mapper().version())
                            ? ErrorCode.VERSION_MISSING
                            : ErrorCode.NULL_IDENTITY,
                    row
                            + " cannot be found in table "
                            + row.mapper().table()
                            + ": "
                            + attribute.column()
                            + " is null");
        }
        return value;
    }

    private static List<Column> columnsOf(List<ColumnAttribute> attributes) {
        return attributes.stream().map(ColumnAttribute::column).toList();
    }

    private List<Codec<Object>> codecs(List<ColumnAttribute> attributes) {
        return attributes.stream()
                .map(
                        attribute ->
                                executor.dialect()
                                        .codec(attribute.column().type(), attribute.codec()))
                .toList();
    }

    private static StatementCause cause(String verb, Mapper mapper) {
        return StatementCause.of(StatementCause.Kind.FLUSH, () -> verb + " of " + mapper);
    }

    /** One row and the columns that its UPDATE sets. */
    private record RowUpdate(FlushRow row, List<ColumnAttribute> columns) {

        static RowUpdate of(FlushRow row, List<ColumnAttribute> columns) {
            return new RowUpdate(row, columns);
        }
    }
}

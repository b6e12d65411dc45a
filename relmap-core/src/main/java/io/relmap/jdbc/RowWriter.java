package io.relmap.jdbc;

import io.relmap.annotation.VersionSource;
import io.relmap.dialect.Capability;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.error.IntegrityException;
import io.relmap.flush.change.CarriedKeys;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.InsertColumns;
import io.relmap.flush.change.RowColumns;
import io.relmap.flush.change.UpdateColumns;
import io.relmap.flush.dependency.KeyRules;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.VersionRule;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.Assignment;
import io.relmap.sql.DeleteShape;
import io.relmap.sql.InsertShape;
import io.relmap.sql.UpdateShape;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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

    /** Inserts new rows in this order, and puts what the database made into the objects. */
    void insert(KeyRules rules, Mapper mapper, List<FlushRow> rows) {
        VersionRule version = mapper.versionRule();
        if (version != null && version.source() == VersionSource.GENERATOR) {
            rows.forEach(
                    row -> row.state().column(version.attribute(), VersionValues.first(version)));
        }
        boolean fetchesFreely = executor.dialect().supports(Capability.BATCH_GENERATED_KEYS);
        Runs.forEach(
                rows,
                row -> InsertColumns.of(row, fetchesFreely),
                (columns, run) -> insert(rules, mapper, columns, run));
    }

    /** Gives new rows the keys that the database makes, before they are inserted. */
    void makeKeys(Mapper mapper, List<FlushRow> rows) {
        ColumnAttribute key = Objects.requireNonNull(mapper.generated());
        StatementCause cause = RowCause.withoutKeys("keys", mapper, rows).toCause();
        List<Object> values = new SequenceKeys(executor, cause).next(key.column(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).makeKey(key, values.get(i));
        }
    }

    private void insert(KeyRules rules, Mapper mapper, RowColumns columns, List<FlushRow> rows) {
        List<@Nullable Object[]> made =
                executor.insert(
                        new InsertShape(
                                mapper.table(),
                                columnsOf(columns.given()),
                                assignments(columns),
                                columnsOf(columns.fetched())),
                        new WriteCodecs(codecs(columns.given()), codecs(columns.fetched())),
                        values(rows, columns.given(), List.of()),
                        new RowCause("insert", mapper, rows, columns.given(), rules).toCause());
        rows.forEach(FlushRow::insertedRow);
        takeOver(columns, rows, made);
        rows.forEach(RowWriter::checkVersion);
    }

    /** A version that nobody has set would never match (spec UW-119). */
    private static void checkVersion(FlushRow row) {
        ColumnAttribute version = row.mapper().version();
        if (version != null && row.stored(version) == null && !row.state().isExpired(version)) {
            throw new FlushException(
                    ErrorCode.VERSION_MISSING,
                    row
                            + " was inserted without a version: "
                            + version.column()
                            + " is null. Set it, or let relmap make it: @Version(source = GENERATOR)");
        }
    }

    private static void takeOver(
            RowColumns columns, List<FlushRow> rows, List<@Nullable Object[]> made) {
        for (int i = 0; i < rows.size(); i++) {
            FlushRow row = rows.get(i);
            columns.given().forEach(row::written);
            columns.unknown().forEach(row::writtenUnknown);
            for (int place = 0; place < columns.fetched().size(); place++) {
                row.fetched(columns.fetched().get(place), made.get(i)[place]);
            }
        }
    }

    // Update -----------------------------------------------------------------------------------

    /**
     * Updates what differs from the rows, all of it; rows without a difference send nothing.
     *
     * @param carried knows the keys that the database carries on
     */
    void update(KeyRules rules, CarriedKeys carried, Mapper mapper, List<FlushRow> rows) {
        update(rules, carried, mapper, rows, FlushRow::changed, UpdateColumns::ofSaved);
    }

    /** Updates some columns of rows; rows without any send nothing. */
    void update(
            KeyRules rules,
            CarriedKeys carried,
            Mapper mapper,
            List<FlushRow> rows,
            Function<FlushRow, List<ColumnAttribute>> columnsOf) {
        update(rules, carried, mapper, rows, columnsOf, UpdateColumns::ofApart);
    }

    private void update(
            KeyRules rules,
            CarriedKeys carried,
            Mapper mapper,
            List<FlushRow> rows,
            Function<FlushRow, List<ColumnAttribute>> columnsOf,
            BiFunction<FlushRow, List<ColumnAttribute>, RowColumns> shape) {
        CarriedKeys.Updates carrying = carried.updates(mapper);
        List<RowUpdate> updates = new ArrayList<>();
        for (FlushRow row : rows) {
            List<ColumnAttribute> columns = columnsOf.apply(row);
            if (!columns.isEmpty()) {
                row.learnVersion();
                updates.add(
                        new RowUpdate(
                                row,
                                shape.apply(row, withVersion(row, columns)),
                                carrying.reachOwnTable(row) ? row : null));
            }
        }
        Runs.forEach(
                updates,
                RowUpdate::statement,
                (statement, run) -> {
                    List<FlushRow> written = run.stream().map(RowUpdate::row).toList();
                    Runnable carry = carrying.before(written);
                    update(rules, mapper, statement.columns(), written);
                    carry.run();
                });
    }

    /** Adds the next version, unless the program or the database sets it (spec UW-116, UW-119). */
    private static List<ColumnAttribute> withVersion(FlushRow row, List<ColumnAttribute> columns) {
        VersionRule rule = row.mapper().versionRule();
        if (rule == null
                || rule.source() != VersionSource.GENERATOR
                || columns.contains(rule.attribute())
                || row.wasInserted()) {
            return columns;
        }
        ColumnAttribute version = rule.attribute();
        Object committed = row.stored(version);
        if (committed == null) {
            throw new FlushException(
                    ErrorCode.VERSION_MISSING,
                    row
                            + " cannot be updated: its version "
                            + version.column()
                            + " is null. Set it when the row is inserted");
        }
        row.state().column(version, VersionValues.next(rule, committed));
        return Stream.concat(columns.stream(), Stream.of(version)).toList();
    }

    private void update(KeyRules rules, Mapper mapper, RowColumns columns, List<FlushRow> rows) {
        List<ColumnAttribute> where = matched(mapper);
        BatchWriter.Written written;
        try {
            written =
                    executor.write(
                            new UpdateShape(
                                    mapper.table(),
                                    columnsOf(columns.given()),
                                    assignments(columns),
                                    columnsOf(where),
                                    columnsOf(columns.fetched())),
                            new WriteCodecs(
                                    codecs(
                                            Stream.concat(columns.given().stream(), where.stream())
                                                    .toList()),
                                    codecs(columns.fetched())),
                            values(rows, columns.given(), where),
                            new RowCause("update", mapper, rows, columns.given(), rules).toCause());
        } catch (IntegrityException refused) {
            throw BlankedReferences.explained(refused, mapper, rows, columns.given(), rules);
        }
        StaleRows.checkUpdated(mapper.table(), rows, written.counts());
        takeOver(columns, rows, written.made());
    }

    private static List<Assignment> assignments(RowColumns columns) {
        return columns.computed().stream()
                .map(each -> new Assignment(each.attribute().column(), each.value()))
                .toList();
    }

    // Delete -----------------------------------------------------------------------------------

    /** Deletes rows; tells how many rows of the table each one matched. */
    RowCounts delete(Mapper mapper, List<FlushRow> rows) {
        rows.forEach(FlushRow::learnVersion);
        List<ColumnAttribute> where = matched(mapper);
        return executor.write(
                        new DeleteShape(mapper.table(), columnsOf(where)),
                        new WriteCodecs(codecs(where), List.of()),
                        values(rows, List.of(), where),
                        RowCause.withoutKeys("delete", mapper, rows).toCause())
                .counts();
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

    /** What a row is found by. */
    static Object storedValue(FlushRow row, ColumnAttribute attribute) {
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

    /**
     * One row and the columns that its UPDATE sets.
     *
     * @param alone the row, if it shares no UPDATE with others
     */
    private record RowUpdate(FlushRow row, RowColumns columns, @Nullable FlushRow alone) {

        Statement statement() {
            return new Statement(columns, alone);
        }
    }

    /** What rows have in common that share an UPDATE. */
    private record Statement(RowColumns columns, @Nullable FlushRow alone) {}
}

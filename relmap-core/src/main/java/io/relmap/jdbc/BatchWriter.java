package io.relmap.jdbc;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.BindSlot;
import io.relmap.sql.InsertShape;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.UpdateShape;
import io.relmap.sql.WriteShape;
import io.relmap.type.Codec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement for many rows of values, in batches. */
final class BatchWriter {

    private static final @Nullable Object[] NOTHING = {};

    private final SqlExecutor executor;
    private final Dialect dialect;
    private final WriteShape shape;
    private final Codec<Object>[] codecs;
    private final List<Codec<Object>> readers;
    private final StatementCause cause;
    private final int batchSize;

    BatchWriter(SqlExecutor executor, WriteShape shape, WriteCodecs codecs, StatementCause cause) {
        if (codecs.binds().size() != shape.binds().size()
                || codecs.returned().size() != shape.returning().size()) {
            throw new IllegalArgumentException(
                    codecs + " for the columns " + shape.binds() + " and " + shape.returning());
        }
        this.executor = executor;
        this.dialect = executor.dialect();
        this.shape = shape;
        this.codecs = array(codecs.binds());
        this.readers = codecs.returned();
        this.cause = cause;
        this.batchSize = executor.database().settings().batchSize();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of codecs of one kind
    private static Codec<Object>[] array(List<Codec<Object>> codecs) {
        return codecs.toArray(new Codec[0]);
    }

    /**
     * What a statement has done.
     *
     * @param counts how many rows each row of values matched
     * @param made what was asked for, for each row that the database returned
     */
    record Written(RowCounts counts, List<@Nullable Object[]> made) {}

    /** Updates or deletes; a statement that asks for values returns them for the rows that it matched. */
    Written write(List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new Written(new RowCounts(new int[0]), List.of());
        } else if (shape.returning().isEmpty()) {
            return new Written(writePlain(rows), List.of());
        } else if (dialect.supports(Capability.BATCH_GENERATED_KEYS)) {
            return writeBatches(rows);
        }
        return writeOneByOne(rows);
    }

    /** Inserts; the values asked for come in the order of the rows. */
    List<@Nullable Object[]> insert(List<@Nullable Object[]> rows) {
        Written written = write(rows);
        if (shape.returning().isEmpty()) {
            return Collections.nCopies(rows.size(), NOTHING);
        }
        checkReturned(rows.size(), written.made().size());
        return written.made();
    }

    private RowCounts writePlain(List<@Nullable Object[]> rows) {
        RenderedSql sql = executor.database().statements().write(shape);
        return executor.withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text()),
                statement -> {
                    int[] counts = new int[rows.size()];
                    for (int from = 0; from < rows.size(); from += batchSize) {
                        List<@Nullable Object[]> piece = piece(rows, from);
                        int[] found = send(sql, statement, piece);
                        System.arraycopy(found, 0, counts, from, found.length);
                    }
                    return new RowCounts(counts);
                });
    }

    /** The driver returns the values of a batch in the order of its rows. */
    private Written writeBatches(List<@Nullable Object[]> rows) {
        RenderedSql sql = executor.database().statements().write(withoutReturning());
        String[] names = shape.returning().stream().map(Column::name).toArray(String[]::new);
        return executor.withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text(), names),
                statement -> {
                    int[] counts = new int[rows.size()];
                    List<@Nullable Object[]> made = new ArrayList<>(rows.size());
                    for (int from = 0; from < rows.size(); from += batchSize) {
                        List<@Nullable Object[]> piece = piece(rows, from);
                        int[] found = send(sql, statement, piece);
                        System.arraycopy(found, 0, counts, from, found.length);
                        try (ResultSet result = statement.getGeneratedKeys()) {
                            read(result, made);
                        }
                    }
                    return new Written(new RowCounts(counts), made);
                });
    }

    private WriteShape withoutReturning() {
        if (shape instanceof InsertShape insert) {
            return insert.withoutReturning();
        }
        return shape instanceof UpdateShape update ? update.withoutReturning() : shape;
    }

    private Written writeOneByOne(List<@Nullable Object[]> rows) {
        RenderedSql sql = executor.database().statements().write(shape);
        return executor.withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text()),
                statement -> {
                    executor.prepare(statement, executor.database().settings());
                    int[] counts = new int[rows.size()];
                    List<@Nullable Object[]> made = new ArrayList<>(rows.size());
                    executor.observedWrite(
                            sql.text(),
                            cause,
                            rows,
                            () -> {
                                for (int i = 0; i < counts.length; i++) {
                                    bind(sql, statement, rows.get(i));
                                    try (ResultSet result = statement.executeQuery()) {
                                        counts[i] = read(result, made);
                                    }
                                }
                                return made;
                            });
                    return new Written(new RowCounts(counts), made);
                });
    }

    private int read(ResultSet result, List<@Nullable Object[]> into) throws SQLException {
        int count = 0;
        while (result.next()) {
            @Nullable Object[] row = new Object[readers.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = readers.get(i).read(result, i + 1);
            }
            into.add(row);
            count++;
        }
        return count;
    }

    /** A trigger that drops a row would give its neighbour's key to it. */
    private void checkReturned(int sent, int returned) {
        if (sent != returned) {
            throw new FlushException(
                    ErrorCode.MISSING_GENERATED_ROWS,
                    "Of "
                            + sent
                            + " rows inserted into table "
                            + shape.table().name()
                            + " the database returned "
                            + returned
                            + ": a trigger or rule drops or adds rows. Sent for: "
                            + cause.text()
                            + ".");
        }
    }

    private List<@Nullable Object[]> piece(List<@Nullable Object[]> rows, int from) {
        return from == 0 && rows.size() <= batchSize
                ? rows
                : rows.subList(from, Math.min(rows.size(), from + batchSize));
    }

    private int[] send(RenderedSql sql, PreparedStatement statement, List<@Nullable Object[]> rows)
            throws SQLException {
        executor.prepare(statement, executor.database().settings());
        if (rows.size() == 1) {
            bind(sql, statement, rows.get(0));
            return observed(sql.text(), rows, () -> new int[] {statement.executeUpdate()});
        }
        for (@Nullable Object[] row : rows) {
            bind(sql, statement, row);
            statement.addBatch();
        }
        return observed(sql.text(), rows, statement::executeBatch);
    }

    private int[] observed(
            String sql, List<@Nullable Object[]> rows, Observation.Work<int[]> work) {
        return executor.observedWrite(sql, cause, rows, work);
    }

    private void bind(RenderedSql sql, PreparedStatement statement, @Nullable Object[] row)
            throws SQLException {
        if (shape.computed().isEmpty()) {
            for (int i = 0; i < codecs.length; i++) {
                codecs[i].bind(statement, i + 1, row[i]);
            }
            return;
        }
        try (Binder binder = new Binder(dialect, statement)) {
            for (int i = 0; i < sql.binds().size(); i++) {
                BindSlot slot = sql.binds().get(i);
                if (slot instanceof BindSlot.Named named && named.key() instanceof Integer place) {
                    codecs[place].bind(statement, i + 1, row[place]);
                } else {
                    binder.bind(i + 1, slot, ParameterValues.NONE);
                }
            }
        }
    }
}

package io.relmap.jdbc;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.InsertShape;
import io.relmap.sql.RenderedSql;
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
    private final StatementCause cause;
    private final int batchSize;

    BatchWriter(
            SqlExecutor executor,
            WriteShape shape,
            List<Codec<Object>> codecs,
            StatementCause cause) {
        if (codecs.size() != shape.binds().size()) {
            throw new IllegalArgumentException(
                    codecs.size() + " codecs for the columns " + shape.binds());
        }
        this.executor = executor;
        this.dialect = executor.dialect();
        this.shape = shape;
        this.codecs = array(codecs);
        this.cause = cause;
        this.batchSize = executor.database().settings().batchSize();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of codecs of one kind
    private static Codec<Object>[] array(List<Codec<Object>> codecs) {
        return codecs.toArray(new Codec[0]);
    }

    RowCounts write(List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new RowCounts(new int[0]);
        }
        String sql = executor.database().statements().write(shape).text();
        return executor.withStatement(
                sql,
                cause,
                connection -> connection.prepareStatement(sql),
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

    List<@Nullable Object[]> insert(InsertShape insert, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        } else if (insert.returning().isEmpty()) {
            write(rows);
            return Collections.nCopies(rows.size(), NOTHING);
        } else if (dialect.supports(Capability.BATCH_GENERATED_KEYS)) {
            return insertBatches(insert, rows);
        }
        return insertOneByOne(insert, rows);
    }

    /** The driver returns the keys of a batch in the order of its rows. */
    private List<@Nullable Object[]> insertBatches(
            InsertShape insert, List<@Nullable Object[]> rows) {
        InsertShape plain = new InsertShape(insert.table(), insert.columns(), List.of());
        String sql = executor.database().statements().write(plain).text();
        String[] keys = insert.returning().stream().map(Column::name).toArray(String[]::new);
        List<Codec<Object>> readers = readers(insert);
        return executor.withStatement(
                sql,
                cause,
                connection -> connection.prepareStatement(sql, keys),
                statement -> {
                    List<@Nullable Object[]> made = new ArrayList<>(rows.size());
                    for (int from = 0; from < rows.size(); from += batchSize) {
                        List<@Nullable Object[]> piece = piece(rows, from);
                        send(sql, statement, piece);
                        try (ResultSet result = statement.getGeneratedKeys()) {
                            read(result, readers, made);
                        }
                        checkReturned(from + piece.size(), made.size());
                    }
                    return made;
                });
    }

    private List<@Nullable Object[]> insertOneByOne(
            InsertShape insert, List<@Nullable Object[]> rows) {
        RenderedSql sql = executor.database().statements().write(insert);
        List<Codec<Object>> readers = readers(insert);
        return executor.withStatement(
                sql.text(),
                cause,
                connection -> connection.prepareStatement(sql.text()),
                statement -> {
                    executor.prepare(statement, executor.database().settings());
                    List<@Nullable Object[]> made = new ArrayList<>(rows.size());
                    executor.database()
                            .observation()
                            .run(
                                    sql.text(),
                                    rows.size(),
                                    cause,
                                    () -> {
                                        for (@Nullable Object[] row : rows) {
                                            bind(statement, row);
                                            try (ResultSet result = statement.executeQuery()) {
                                                read(result, readers, made);
                                            }
                                        }
                                        return made;
                                    });
                    checkReturned(rows.size(), made.size());
                    return made;
                });
    }

    private List<Codec<Object>> readers(InsertShape insert) {
        return insert.returning().stream().map(column -> dialect.codec(column.type())).toList();
    }

    private static void read(
            ResultSet result, List<Codec<Object>> readers, List<@Nullable Object[]> into)
            throws SQLException {
        while (result.next()) {
            @Nullable Object[] row = new Object[readers.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = readers.get(i).read(result, i + 1);
            }
            into.add(row);
        }
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

    private int[] send(String sql, PreparedStatement statement, List<@Nullable Object[]> rows)
            throws SQLException {
        executor.prepare(statement, executor.database().settings());
        if (rows.size() == 1) {
            bind(statement, rows.get(0));
            return observed(sql, 1, () -> new int[] {statement.executeUpdate()});
        }
        for (@Nullable Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        return observed(sql, rows.size(), statement::executeBatch);
    }

    private int[] observed(String sql, int size, Observation.Work<int[]> work) throws SQLException {
        return executor.database().observation().run(sql, size, cause, work);
    }

    private void bind(PreparedStatement statement, @Nullable Object[] row) throws SQLException {
        executor.database().observation().values(() -> row);
        for (int i = 0; i < codecs.length; i++) {
            codecs[i].bind(statement, i + 1, row[i]);
        }
    }
}

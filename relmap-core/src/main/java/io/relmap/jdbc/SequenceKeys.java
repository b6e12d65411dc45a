package io.relmap.jdbc;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.BindSlot;
import io.relmap.sql.InsertShape;
import io.relmap.sql.RenderedSql;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a sequence makes are taken from it before the rows are inserted, in one round trip for all
 * rows. Where there are no sequences the column is an identity column, and nothing is to do here.
 */
final class SequenceKeys {

    private final SqlExecutor executor;
    private final StatementCause cause;

    SequenceKeys(SqlExecutor executor, StatementCause cause) {
        this.executor = executor;
        this.cause = cause;
    }

    /** The first column to be returned whose values come from a sequence, or null. */
    static @Nullable Column find(InsertShape shape, Dialect dialect) {
        if (dialect.supports(Capability.SEQUENCES)) {
            for (Column column : shape.returning()) {
                if (column.sequence() != null) {
                    return column;
                }
            }
        }
        return null;
    }

    /** Inserts rows with values for the column, and gives these back as if the database had made them. */
    List<@Nullable Object[]> insert(
            InsertShape shape, Column key, WriteCodecs codecs, List<@Nullable Object[]> rows) {
        List<Object> values = next(key, rows.size());
        List<Column> columns = new ArrayList<>(shape.columns());
        columns.add(key);
        List<Column> returning = new ArrayList<>(shape.returning());
        int place = returning.indexOf(key);
        returning.remove(place);
        List<Codec<Object>> returned = new ArrayList<>(codecs.returned());
        returned.remove(place);
        List<Codec<Object>> more = new ArrayList<>(codecs.binds());
        more.add(executor.dialect().codec(key.type()));
        List<@Nullable Object[]> longer = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            @Nullable Object[] row = Arrays.copyOf(rows.get(i), columns.size());
            row[columns.size() - 1] = values.get(i);
            longer.add(row);
        }
        List<@Nullable Object[]> others =
                executor.insert(
                        new InsertShape(shape.table(), columns, shape.computed(), returning),
                        new WriteCodecs(more, returned),
                        longer,
                        cause);
        List<@Nullable Object[]> made = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> row =
                    new ArrayList<@Nullable Object>(Arrays.asList(others.get(i)));
            row.add(place, values.get(i));
            made.add(row.toArray());
        }
        return made;
    }

    /** Values that the database makes for a generated column, before rows with them are inserted. */
    List<Object> next(Column key, int count) {
        String sequence = key.sequence();
        String text =
                sequence == null
                        ? executor.dialect().nextIdentities(key)
                        : executor.dialect().nextValues(sequence);
        if (text == null) {
            throw new IllegalStateException(executor.dialect() + " has no sequences");
        }
        Codec<Object> codec = executor.dialect().codec(key.type());
        return executor.query(
                new RenderedSql(text, List.of(new BindSlot.Fixed(count, null))),
                ParameterValues.NONE,
                executor.database().settings(),
                cause,
                rows -> {
                    List<Object> values = new ArrayList<>(count);
                    while (rows.next()) {
                        values.add(Objects.requireNonNull(codec.read(rows, 1)));
                    }
                    return values;
                });
    }
}

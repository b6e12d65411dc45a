package io.relmap.query;

import io.relmap.jdbc.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows as they come in, read one by one. Not thread-safe. */
final class StreamedRows<R> extends AbstractSpliterator<R> {

    private final RowCursor cursor;
    private final Reader<R> reader;
    private boolean exhausted;

    private StreamedRows(RowCursor cursor, Reader<R> reader) {
        super(Long.MAX_VALUE, Spliterator.ORDERED);
        this.cursor = cursor;
        this.reader = reader;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<R> {

        /** What the row that the result stands on becomes. */
        R read(ResultSet row) throws SQLException;
    }

    /** A stream that closes the cursor. */
    static <R> Stream<R> of(RowCursor cursor, Reader<R> reader) {
        return StreamSupport.stream(new StreamedRows<>(cursor, reader), false)
                .onClose(cursor::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        if (!exhausted && !cursor.next(row -> action.accept(reader.read(row)))) {
            exhausted = true; // an iterator asks once more
            cursor.close();
        }
        return !exhausted;
    }
}

package io.relmap.jdbc;

import io.relmap.dialect.Dialect;
import io.relmap.schema.Column;
import io.relmap.sql.WriteShape;
import io.relmap.type.Codec;
import java.util.List;

/**
 * How the values of a statement that writes rows are carried.
 *
 * @param binds one for each value of a row
 * @param returned one for each value that is asked for
 */
record WriteCodecs(List<Codec<Object>> binds, List<Codec<Object>> returned) {

    WriteCodecs {
        binds = List.copyOf(binds);
        returned = List.copyOf(returned);
    }

    /** The codecs of the columns themselves. */
    static WriteCodecs of(WriteShape shape, Dialect dialect) {
        return new WriteCodecs(
                ofColumns(shape.binds(), dialect), ofColumns(shape.returning(), dialect));
    }

    private static List<Codec<Object>> ofColumns(List<Column> columns, Dialect dialect) {
        return columns.stream().map(column -> dialect.codec(column.type())).toList();
    }
}

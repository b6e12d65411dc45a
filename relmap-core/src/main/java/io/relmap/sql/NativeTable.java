package io.relmap.sql;

import io.relmap.annotation.Internal;
import java.util.List;

/**
 * A SELECT in the database's own words, in FROM, that stands for a table: it has the table's columns under their names. It
 * is written as the program gave it, with placeholders between its pieces; it is text of the program, as a mapping is.
 *
 * @param place the table, under the name that the statement has for it
 * @param text the whole, as the program gave it
 * @param texts the pieces, one more than values
 * @param values what stands between them
 */
@Internal
public record NativeTable(TableRef place, String text, List<String> texts, List<Expression> values)
        implements FromItem {

    public NativeTable {
        texts = List.copyOf(texts);
        values = List.copyOf(values);
        if (texts.size() != values.size() + 1) {
            throw new IllegalArgumentException("A value stands between two pieces of text");
        }
    }
}

package io.relmap.sql;

import java.util.List;

/**
 * A statement as the database takes it.
 *
 * @param text the text with a {@code ?} for each bind
 * @param binds what the placeholders are given, in order
 */
public record RenderedSql(String text, List<BindSlot> binds) {

    public RenderedSql {
        binds = List.copyOf(binds);
    }
}

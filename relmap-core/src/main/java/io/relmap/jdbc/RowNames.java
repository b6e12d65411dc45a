package io.relmap.jdbc;

import io.relmap.flush.change.FlushRow;
import java.util.List;
import java.util.stream.Collectors;

/** Names objects in messages: the first few, and how many more there are. */
final class RowNames {

    private RowNames() {}

    static String of(List<FlushRow> rows, int shown) {
        String names =
                rows.stream()
                        .limit(shown)
                        .map(FlushRow::toString)
                        .collect(Collectors.joining(", "));
        return rows.size() > shown ? names + " and " + (rows.size() - shown) + " more" : names;
    }
}

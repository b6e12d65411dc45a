package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows whose references are written by an UPDATE of their own, with the columns (spec UW-66). */
@Internal
public final class PostUpdates {

    private final IdentityHashMap<Mapper, Map<FlushRow, Set<ColumnAttribute>>> byMapper =
            new IdentityHashMap<>();

    void register(FlushRow row, List<ColumnAttribute> columns) {
        byMapper.computeIfAbsent(row.mapper(), key -> new LinkedHashMap<>())
                .computeIfAbsent(row, key -> new LinkedHashSet<>())
                .addAll(columns);
    }

    /** The registered rows of an entity that survive the flush, or that it deletes. */
    public List<FlushRow> rows(Mapper mapper, Action.Fate fate) {
        List<FlushRow> found = new ArrayList<>();
        for (FlushRow row : byMapper.getOrDefault(mapper, Map.of()).keySet()) {
            boolean takenOver = row.isDeleting() && row.isListedOnly();
            if (!takenOver && row.isDeleting() == (fate == Action.Fate.IS_DELETED)) {
                found.add(row);
            }
        }
        return found;
    }

    /** The registered columns of a row that the database does not yet hold (spec UW-66, UW-69). */
    public List<ColumnAttribute> unwritten(FlushRow row) {
        return byMapper.getOrDefault(row.mapper(), Map.of()).getOrDefault(row, Set.of()).stream()
                .filter(row::isChanged)
                .toList();
    }
}

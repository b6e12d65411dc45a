package io.relmap.jdbc;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.change.RowReferences;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The rows that a flush has deleted so far, in order, and what ON DELETE CASCADE took away with them (spec UW-121). */
final class DeletedRows {

    private final FlushSet set;
    private final List<FlushRow> rows = new ArrayList<>();

    DeletedRows(FlushSet set) {
        this.set = set;
    }

    /** Remembers rows that were deleted one after the other. */
    void add(List<FlushRow> deleted) {
        rows.addAll(deleted);
    }

    /**
     * Those of some rows that were gone when their own turn came, since another row of the flush had taken them along,
     * directly or by way of others. They were deleted one after the other, after all that were added here.
     */
    Set<FlushRow> takenBefore(List<FlushRow> doomed) {
        RowReferences taking = cascades().reversed();
        Set<FlushRow> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        rows.forEach(row -> takeAway(row, taking, gone));
        Set<FlushRow> before = Collections.newSetFromMap(new IdentityHashMap<>());
        for (FlushRow row : doomed) {
            if (gone.contains(row)) {
                before.add(row);
            }
            takeAway(row, taking, gone);
        }
        return before;
    }

    private static void takeAway(FlushRow first, RowReferences taking, Set<FlushRow> gone) {
        Deque<FlushRow> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            FlushRow row = open.pop();
            if (gone.add(row)) {
                taking.from(row).forEach(open::push);
            }
        }
    }

    /** The references of rows that this flush deletes to others, by keys that take the row along. */
    private RowReferences cascades() {
        RowReferences references = new RowReferences(FlushRow::stored);
        for (Mapper holder : set.mappers()) {
            for (ForeignKeyConstraint key : holder.table().foreignKeys()) {
                if (key.options().onDelete() == ReferentialAction.CASCADE) {
                    for (Mapper target : set.mappers()) {
                        if (target.table().tableName().equals(key.references())) {
                            references.add(
                                    key, holder, set.deleted(holder), target, set.deleted(target));
                        }
                    }
                }
            }
        }
        return references;
    }
}

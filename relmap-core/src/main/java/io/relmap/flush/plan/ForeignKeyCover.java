package io.relmap.flush.plan;

import io.relmap.join.SyncPair;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import java.util.List;

/** Whether relationships write foreign keys. */
final class ForeignKeyCover {

    private ForeignKeyCover() {}

    /** Whether the columns that a relationship writes in a table belong to a foreign key of it. */
    static boolean writes(Relationship relationship, ForeignKeyConstraint key, Mapper holder) {
        List<String> written =
                relationship.join().synchronizePairs().stream()
                        .map(SyncPair::destination)
                        .filter(column -> column.table() == holder.table())
                        .map(Column::name)
                        .toList();
        return !written.isEmpty() && key.columns().containsAll(written);
    }
}

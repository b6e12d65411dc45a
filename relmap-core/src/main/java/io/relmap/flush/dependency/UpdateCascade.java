package io.relmap.flush.dependency;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key with ON UPDATE CASCADE, by which the database itself carries the changed key of one row into the rows
 * that refer to it (spec UW-92).
 */
record UpdateCascade(List<Columns> columns) {

    /** A column that is referred to, and the one that refers to it. */
    private record Columns(ColumnAttribute source, ColumnAttribute holder) {}

    /** Those that lead from the rows of one entity into those of another, as far as their columns are mapped. */
    static List<UpdateCascade> of(Mapper source, Mapper holder) {
        List<UpdateCascade> found = new ArrayList<>(0);
        for (ForeignKeyConstraint key : holder.table().foreignKeys()) {
            if (key.options().onUpdate() == ReferentialAction.CASCADE
                    && key.references().equals(source.table().tableName())) {
                List<Columns> columns = columns(key, source, holder);
                if (columns.size() == key.columns().size()) {
                    found.add(new UpdateCascade(columns));
                }
            }
        }
        return found;
    }

    private static List<Columns> columns(ForeignKeyConstraint key, Mapper source, Mapper holder) {
        List<Columns> found = new ArrayList<>();
        for (int place = 0; place < key.columns().size(); place++) {
            ColumnAttribute from =
                    source.findAttribute(source.table().column(key.referencedColumns().get(place)));
            ColumnAttribute to =
                    holder.findAttribute(holder.table().column(key.columns().get(place)));
            if (from != null && to != null) {
                found.add(new Columns(from, to));
            }
        }
        return found;
    }

    /** Whether it carries what a relationship copies. */
    boolean covers(SyncPair pair) {
        return columns.stream()
                .anyMatch(
                        each ->
                                each.source().column() == pair.source()
                                        && each.holder().column() == pair.destination());
    }

    /**
     * Whether the source's UPDATE has carried its new key into a holder: that is done, and the holder referred to the
     * former key, rather than to nothing for a while.
     */
    boolean hasReached(FlushRow source, FlushRow holder) {
        return columns.stream()
                .allMatch(
                        each ->
                                !source.isChanged(each.source())
                                        && each.holder()
                                                .codec()
                                                .same(
                                                        holder.stored(each.holder()),
                                                        ValueTypes.convert(
                                                                source.committed(each.source()),
                                                                each.holder().javaType())));
    }
}

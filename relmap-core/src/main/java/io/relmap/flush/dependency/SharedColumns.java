package io.relmap.flush.dependency;

import io.relmap.attribute.EntityShape;
import io.relmap.flush.change.FlushSet;
import io.relmap.join.Direction;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns that several relationships of one row write (spec UW-42). */
final class SharedColumns {

    private final Relationship relationship;
    private final Mapper holder;
    private final Set<Column> own;

    SharedColumns(Relationship relationship, Mapper holder) {
        this.relationship = relationship;
        this.holder = holder;
        this.own = destinations(relationship);
    }

    /**
     * Leaves out the columns that another reference of the holder defines: one over other columns, whose
     * target is there and is not being deleted.
     */
    List<ColumnAttribute> withoutStillDefined(
            FlushWork work, InstanceState state, List<ColumnAttribute> columns) {
        if (columns.size() == 1 && own.size() == 1 && others().isEmpty()) {
            return columns;
        }
        return columns.stream().filter(column -> !isDefined(work, state, column)).toList();
    }

    private boolean isDefined(FlushWork work, InstanceState state, ColumnAttribute column) {
        return others().stream()
                .filter(other -> destinations(other).contains(column.column()))
                .anyMatch(other -> hasTarget(work.set(), state, other));
    }

    /** The other references of the holder that write some of these columns, but not the same ones. */
    private List<Relationship> others() {
        return holder.relationships().stream()
                .filter(other -> other != relationship && !other.viewOnly())
                .filter(other -> other.direction() == Direction.MANY_TO_ONE)
                .filter(other -> destinations(other).stream().anyMatch(own::contains))
                .filter(other -> !destinations(other).equals(own))
                .toList();
    }

    private static boolean hasTarget(FlushSet set, InstanceState state, Relationship other) {
        Object value =
                EntityShape.of(state).attribute(other.slot()).get(state, FetchMode.NO_INITIALIZE);
        if (value == Unknown.UNKNOWN) {
            return destinations(other).stream()
                    .map(state.requireMapper()::attributeOf)
                    .allMatch(attribute -> state.column(attribute) != null);
        }
        return value != null && !set.isDeleting(state.shape().states().stateOf(value));
    }

    private static Set<Column> destinations(Relationship relationship) {
        return relationship.join().synchronizePairs().stream()
                .map(SyncPair::destination)
                .collect(Collectors.toSet());
    }
}

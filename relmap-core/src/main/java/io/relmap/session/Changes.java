package io.relmap.session;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import java.util.function.Predicate;

/** Whether an object differs from what was last loaded or flushed (spec SE-70). Loads nothing. */
final class Changes {

    private final Columns columns;

    Changes(Columns columns) {
        this.columns = columns;
    }

    /** Whether any attribute has a net change. */
    boolean isModified(InstanceState state) {
        return columnsAreModified(state) || areModified(state, attribute -> true);
    }

    /** Whether a column or reference has a net change. */
    boolean isModifiedItself(InstanceState state) {
        return columnsAreModified(state)
                || areModified(state, attribute -> !attribute.content().isCollection());
    }

    /** A new object counts as modified as soon as one of its columns has a value (spec AT-12). */
    private boolean columnsAreModified(InstanceState state) {
        if (state.hasIdentity()) {
            return columns.differ(state);
        }
        Mapper mapper = state.requireMapper();
        for (ColumnAttribute attribute : mapper.columns()) {
            if (state.isSet(attribute) && state.column(attribute) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean areModified(
            InstanceState state, Predicate<RelationshipAttribute> counted) {
        if (!state.isModified()) {
            return false;
        }
        for (RelationshipAttribute attribute : EntityShape.of(state).attributes()) {
            if (counted.test(attribute)
                    && attribute.history(state, FetchMode.NO_INITIALIZE).hasChanges()) {
                return true;
            }
        }
        return false;
    }
}

package io.relmap.session;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what was loaded (spec SE-50, SE-54). A relationship becomes absent. A column cannot: its field goes
 * back to the value of the last load or flush, or to null if the session says so, and is marked to be reloaded at
 * the next touch.
 */
final class Expiry {

    private final Columns columns;
    private final boolean clearsFields;

    Expiry(Columns columns, SessionOptions options) {
        this.columns = columns;
        clearsFields = options.expireClearsFields();
    }

    /** Forgets everything of an object that has a row. */
    void expire(InstanceState state) {
        expireTo(state, state.snapshot());
    }

    /** As {@link #expire}, with the values that fields shall show until they are reloaded. */
    void expireTo(InstanceState state, @Nullable Object @Nullable [] shown) {
        expireColumns(state, shown);
        state.clearSlots();
        state.dropParents();
    }

    /** As {@link #expireTo}, for columns alone. */
    void expireColumns(InstanceState state, @Nullable Object @Nullable [] shown) {
        if (shown != null) {
            @Nullable Object[] values =
                    clearsFields ? cleared(state, shown, state.requireMapper().columns()) : shown;
            columns.restore(state, values);
            state.snapshot(values);
        }
        state.requireMapper().columns().forEach(state::expire);
    }

    /** The values without those of columns that are to be cleared; the state keeps what these were. */
    private static @Nullable Object[] cleared(
            InstanceState state,
            @Nullable Object[] values,
            Collection<ColumnAttribute> attributes) {
        @Nullable Object[] left = values.clone();
        @Nullable Object[] known = new @Nullable Object[values.length];
        for (ColumnAttribute attribute : state.requireMapper().columns()) {
            known[attribute.index()] = state.lastKnown(attribute);
        }
        for (ColumnAttribute attribute : attributes) {
            int index = attribute.index();
            if (isCleared(state, attribute) && left[index] != null) {
                known[index] = left[index];
                left[index] = null;
            }
        }
        state.lastKnown(known);
        return left;
    }

    /** A key is known by the identity, and an object's equals may need it. */
    private static boolean isCleared(InstanceState state, ColumnAttribute attribute) {
        return !attribute.column().primaryKey()
                && state.requireMapper().access().holdsNull(attribute.index());
    }

    /** Forgets these attributes (spec SE-51). All names are checked before anything is forgotten. */
    void expire(InstanceState state, Collection<String> attributes) {
        attributes.forEach(name -> check(state, name));
        attributes.forEach(name -> forget(state, name));
    }

    private static void check(InstanceState state, String name) {
        if (state.requireMapper().findColumn(name) == null && findSlot(state, name) == null) {
            throw new InvalidRequestException(
                    ErrorCode.UNKNOWN_ATTRIBUTE,
                    state.requireMapper().entityName() + " has no attribute \"" + name + "\"");
        }
    }

    private void forget(InstanceState state, String name) {
        RelationshipAttribute slot = findSlot(state, name);
        if (slot != null) {
            state.clear(slot.slot());
            return;
        }
        ColumnAttribute column = state.requireMapper().findColumn(name);
        @Nullable Object[] snapshot = state.snapshot();
        if (column != null) {
            if (snapshot != null) {
                if (clearsFields) {
                    snapshot = cleared(state, snapshot, List.of(column));
                    state.snapshot(snapshot);
                }
                Object value = snapshot[column.index()];
                state.column(column, value == null ? null : column.codec().snapshot(value));
            }
            state.unforce(column);
            state.expire(column);
        }
    }

    private static @Nullable RelationshipAttribute findSlot(InstanceState state, String name) {
        Mapper mapper = state.requireMapper();
        Relationship relationship = mapper.findRelationship(name);
        return relationship == null ? null : EntityShape.of(state).attribute(relationship.slot());
    }
}

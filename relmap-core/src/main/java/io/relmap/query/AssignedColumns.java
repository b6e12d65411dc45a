package io.relmap.query;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.join.LocalRemotePair;
import io.relmap.load.LoadContext;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Expression;
import io.relmap.sql.TableRef;
import io.relmap.state.Committed;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a bulk update has set, for objects of the session to follow (spec QU-30, QU-32). */
final class AssignedColumns {

    private final Map<ColumnAttribute, Function<InstanceState, @Nullable Object>> values =
            new LinkedHashMap<>();
    private final List<Relationship> references;

    /**
     * @param assigned the values as they stand in the statement
     * @param root where the entity's table stands in them
     * @param mapper the entity
     */
    AssignedColumns(Map<ColumnAttribute, Expression> assigned, TableRef root, Mapper mapper) {
        assigned.forEach(
                (attribute, value) ->
                        values.put(
                                attribute,
                                MemoryCondition.assigned(value, attribute, root, mapper)));
        references =
                mapper.relationships().stream()
                        .filter(
                                relationship ->
                                        relationship.join().localRemotePairs().stream()
                                                .map(LocalRemotePair::local)
                                                .map(mapper::findAttribute)
                                                .anyMatch(values::containsKey))
                        .toList();
    }

    /** Objects whose rows were changed take the values; of the others, what may have changed is reloaded. */
    void follow(ConcernedObjects objects, LoadContext session) {
        objects.matched().forEach(session::following);
        objects.uncertain().forEach(session::following);
        objects.matched().forEach(this::follow);
        for (InstanceState state : objects.uncertain()) {
            values.keySet().forEach(attribute -> forget(state, attribute));
            forgetReferences(state);
        }
    }

    private void follow(InstanceState state) {
        // all values are worked out of the row as it was
        Map<ColumnAttribute, @Nullable Object> written = new LinkedHashMap<>();
        values.forEach((attribute, value) -> written.put(attribute, value.apply(state)));
        written.forEach((attribute, value) -> take(state, attribute, value));
        forgetReferences(state);
    }

    /** An attribute without own changes takes the value; one with changes is reloaded when needed. */
    private static void take(
            InstanceState state, ColumnAttribute attribute, @Nullable Object value) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null) {
            return;
        } else if (state.isExpired(attribute)) {
            forget(state, attribute); // it may have been set since
            return;
        }
        Codec<Object> codec = attribute.codec();
        boolean unchanged =
                !state.isForced(attribute)
                        && codec.same(snapshot[attribute.index()], state.column(attribute));
        if (unchanged && value != MemoryValues.UNKNOWN) {
            // a value that can change inside is each object's own
            state.column(attribute, value == null ? null : codec.snapshot(value));
            snapshot[attribute.index()] = value == null ? null : codec.snapshot(value);
        } else {
            forget(state, attribute);
        }
    }

    /** A change of the attribute that was not flushed is lost: the statement came after it. */
    private static void forget(InstanceState state, ColumnAttribute attribute) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot != null) {
            Object value = snapshot[attribute.index()];
            state.column(attribute, value == null ? null : attribute.codec().snapshot(value));
        }
        state.unforce(attribute);
        state.expire(attribute);
    }

    /**
     * What a changed key leads to is looked up anew. A change of the reference that was not flushed is lost, at its other side
     * too, which would write it otherwise.
     */
    private void forgetReferences(InstanceState state) {
        for (Relationship reference : references) {
            int slot = reference.slot();
            Object before = state.committed(slot);
            if (before != Committed.UNCHANGED
                    && state.isPresent(slot)
                    && EntityShape.of(state).attribute(slot)
                            instanceof ReferenceAttribute attribute) {
                attribute.set(state, before instanceof Committed ? null : before);
            }
            state.clear(slot);
        }
    }
}

package io.relmap.flush.change;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import io.relmap.state.ParentRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that take part in a flush (spec UW-3 to UW-8), by entity, in the order in which they came. */
@Internal
public final class FlushSet {

    private final FlushContext context;
    private final IdentityHashMap<InstanceState, FlushRow> rows = new IdentityHashMap<>();
    private final Map<Mapper, List<FlushRow>> byMapper = new LinkedHashMap<>();
    private final IdentityHashMap<InstanceState, RelationshipAttribute> orphans =
            new IdentityHashMap<>();
    private final TakenAlong takenAlong = new TakenAlong();

    /** An empty set for a session. */
    public FlushSet(FlushContext context) {
        this.context = context;
    }

    /** The session. */
    public FlushContext context() {
        return context;
    }

    /** Asks for an object to be saved; does not take a delete back. False if it is not in the session. */
    public boolean save(InstanceState state) {
        return register(state, Request.SAVE);
    }

    /**
     * Asks for an object to be saved because an owner took it, although it may be marked for deletion (spec
     * UW-8, CA-25). If the program deleted it after that, the delete stands.
     */
    public boolean saveEvenIfDeleted(
            InstanceState state, InstanceState owner, RelationshipAttribute attribute) {
        FlushRow row = rows.get(state);
        if (row != null && row.isDeleting()) {
            boolean seen = context.behaviours().isStrict() || !owner.isPresent(attribute.slot());
            if (seen && context.wasMemberWhenDeleted(state, owner, attribute)) {
                return true; // the reference overlooks a delete that came last if it has loaded the
                // owner's members
            }
            if (context.behaviours().isStrict() && goesAnyway(state, attribute)) {
                return true;
            }
            row.save();
            context.cancelDelete(state);
            return true;
        }
        return register(state, Request.SAVE);
    }

    /** Remembers that an object has lost the owner that it must have by this relationship. */
    public void orphaned(InstanceState state, RelationshipAttribute attribute) {
        orphans.put(state, attribute);
    }

    /**
     * Whether an object is deleted for a reason that a new owner does not take away: it lacks an owner of another
     * relationship that it must have (spec CA-47), or has one that is deleted and takes it along.
     */
    private boolean goesAnyway(InstanceState state, RelationshipAttribute newOwners) {
        RelationshipAttribute former = orphans.getOrDefault(state, newOwners);
        boolean isLost = former != newOwners || lacksOwner(state, newOwners);
        return isLost || takenAlong.contains(state, newOwners);
    }

    private static boolean lacksOwner(InstanceState state, RelationshipAttribute newOwners) {
        return state.parents().entrySet().stream()
                .filter(record -> record.getValue() == ParentRecord.NONE)
                .map(Map.Entry::getKey)
                .anyMatch(
                        key ->
                                key != newOwners
                                        && key instanceof RelationshipAttribute other
                                        && other.wiring().cascades().has(Cascade.DELETE_ORPHAN));
    }

    /** Makes an object known without writing its row. False if it is not in the session. */
    public boolean list(InstanceState state) {
        return register(state, Request.LIST);
    }

    /** Asks for an object to be deleted. False if it is not in the session. */
    public boolean delete(InstanceState state) {
        return register(state, Request.DELETE);
    }

    private boolean register(InstanceState state, Request request) {
        FlushRow row = rows.get(state);
        if (row == null) {
            if (!context.isInSession(state)) {
                return false;
            }
            add(new FlushRow(state, request == Request.DELETE, request == Request.LIST, context));
        } else if (request == Request.DELETE) {
            if (!row.isDeleting()) {
                takenAlong.by(row);
            }
            row.delete();
        } else if (request == Request.SAVE && row.isListedOnly() && !row.isDeleting()) {
            row.save();
        }
        return true;
    }

    private void add(FlushRow row) {
        rows.put(row.state(), row);
        if (row.isDeleting()) {
            takenAlong.by(row);
        }
        byMapper.computeIfAbsent(row.mapper(), key -> new ArrayList<>()).add(row);
    }

    /** Forgets an object that has left the session. */
    public void remove(InstanceState state) {
        FlushRow row = rows.remove(state);
        if (row != null) {
            List<FlushRow> group = byMapper.get(row.mapper());
            if (group != null) {
                group.remove(row);
            }
        }
    }

    /** The object's place in the flush, or null. */
    public @Nullable FlushRow find(InstanceState state) {
        return rows.get(state);
    }

    /** Whether the object is to be deleted by this flush. */
    public boolean isDeleting(InstanceState state) {
        FlushRow row = rows.get(state);
        return row != null && row.isDeleting();
    }

    /** The entities that have objects in the flush, in the order in which they came. */
    public List<Mapper> mappers() {
        return List.copyOf(byMapper.keySet());
    }

    /** Whether an entity has objects in the flush. */
    public boolean has(Mapper mapper) {
        return byMapper.containsKey(mapper);
    }

    /** The objects of one entity. */
    public List<FlushRow> rows(Mapper mapper) {
        return Collections.unmodifiableList(byMapper.getOrDefault(mapper, List.of()));
    }

    /** The objects of one entity whose rows are saved. */
    public List<FlushRow> saved(Mapper mapper) {
        return rows(mapper).stream().filter(FlushRow::isSaving).toList();
    }

    /** The objects of one entity whose rows are deleted. */
    public List<FlushRow> deleted(Mapper mapper) {
        return rows(mapper).stream()
                .filter(row -> row.isDeleting() && !row.isListedOnly())
                .toList();
    }

    /** All objects. */
    public Collection<FlushRow> all() {
        return byMapper.values().stream().flatMap(List::stream).toList();
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private enum Request {
        SAVE,
        LIST,
        DELETE
    }
}

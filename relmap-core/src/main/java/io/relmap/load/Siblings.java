package io.relmap.load;

import io.relmap.join.Direction;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Batched lazy loading (spec PE-1): the first access to an unloaded relationship of one object loads it for
 * its siblings too, those that the same load created. Results for siblings are held apart until they are
 * accessed, and dropped whenever an own write could make them stale. Not thread-safe.
 */
final class Siblings {

    private final Loader loader;
    private final LoadContext context;
    private final Map<Relationship, IdentityHashMap<InstanceState, Held>> held = new HashMap<>();

    /**
     * A result loaded ahead.
     *
     * @param value an object, null, or a list
     * @param key the values that it was loaded by
     */
    record Held(@Nullable Object value, Map<Object, @Nullable Object> key) {}

    Siblings(Loader loader) {
        this.loader = loader;
        this.context = loader.context();
    }

    /**
     * What was loaded ahead, without a flush: where the session knows of no change, and neither the owner's
     * key nor a member's reference was edited since. The flush before the batch was the one for all members
     * (PE-1.3); an edit of the plain foreign key field of some other object is seen from the next flush on.
     */
    @Nullable Held takeUnflushed(InstanceState owner, Relationship relationship) {
        IdentityHashMap<InstanceState, Held> ofRelationship = held.get(relationship);
        Held result = ofRelationship == null ? null : ofRelationship.get(owner);
        return result == null
                        || context.hasNotedChanges()
                        || !stillRefer(owner, relationship, result)
                ? null
                : take(owner, relationship);
    }

    private boolean stillRefer(InstanceState owner, Relationship relationship, Held result) {
        if (relationship.direction() != Direction.ONE_TO_MANY
                || !(result.value() instanceof List<?> members)) {
            return true;
        }
        for (SyncPair pair : relationship.join().synchronizePairs()) {
            Object key = Keys.value(owner, pair.source(), KeySource.CURRENT);
            ColumnAttribute reference = relationship.target().findAttribute(pair.destination());
            for (Object member : members) {
                if (reference != null && !refers(member, reference, key)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean refers(Object member, ColumnAttribute reference, @Nullable Object key) {
        Object held = context.instances().stateOf(member).column(reference);
        return held != null && key != null && held.equals(Keys.as(key, reference.codec()));
    }

    /** What was loaded ahead for this object by its present key, or null; it is given once. */
    @Nullable Held take(InstanceState owner, Relationship relationship) {
        IdentityHashMap<InstanceState, Held> ofRelationship = held.get(relationship);
        Held result = ofRelationship == null ? null : ofRelationship.remove(owner);
        return result != null && result.key().equals(key(owner, relationship)) ? result : null;
    }

    /** Drops everything. */
    void forget() {
        held.clear();
    }

    /** Loads for an object and its siblings; false if it is to be loaded alone. */
    boolean load(InstanceState owner, Relationship relationship) {
        if (!(owner.loadContext() instanceof LoadGroup group) || !mayBatch(group, relationship)) {
            return false;
        }
        List<InstanceState> batch = batch(owner, group, relationship);
        if (batch.size() < 2) {
            return false;
        }
        FollowUp followUp =
                FollowUp.of(
                        relationship,
                        FollowUp.Way.STATEMENT,
                        group.options().sticky(),
                        LoadPath.root(relationship.owner()));
        SelectIn select = SelectIn.of(context.cache(), followUp);
        LoadRun run =
                new LoadRun(loader, LazyLoad.flags(owner), select.lazyCause(), group.origin());
        select.loadLazily(run, loader, batch, this::hold);
        run.runScheduled();
        return true;
    }

    private boolean mayBatch(LoadGroup group, Relationship relationship) {
        return context.behaviours().isStrict()
                && group.batches()
                && relationship.settings().batchSize() > 1
                && Determinism.isDeterministic(relationship.join());
    }

    private List<InstanceState> batch(
            InstanceState owner, LoadGroup group, Relationship relationship) {
        int limit = group.nextBatch(relationship, relationship.settings().batchSize());
        List<IdentityKey> members = group.members();
        int start = Math.max(0, members.indexOf(owner.identity()));
        List<InstanceState> batch = new ArrayList<>(Math.min(limit, members.size()));
        for (int i = 0; i < members.size() && batch.size() < limit; i++) {
            IdentityKey key = members.get((start + i) % members.size());
            InstanceState member = context.identityMap().get(key);
            if (member == owner || (member != null && joins(member, group, relationship))) {
                batch.add(member);
            }
        }
        return batch;
    }

    private boolean joins(InstanceState member, LoadGroup group, Relationship relationship) {
        if (member.lifeCycle() != LifeCycle.PERSISTENT
                || member.loadContext() != group
                || member.hasExpiredColumns()
                || member.isPresent(relationship.slot())) {
            return false;
        }
        if (!relationship.join().useGet() || group.options().isNarrowed(relationship)) {
            return true;
        }
        IdentityKey target = TargetKey.of(relationship, member, KeySource.CURRENT);
        return target != null && context.identityMap().get(target) == null;
    }

    private void hold(Relationship relationship, InstanceState owner, @Nullable Object value) {
        held.computeIfAbsent(relationship, r -> new IdentityHashMap<>())
                .put(owner, new Held(value, key(owner, relationship)));
    }

    private Map<Object, @Nullable Object> key(InstanceState owner, Relationship relationship) {
        Map<Object, @Nullable Object> values = new HashMap<>();
        List<Column> columns = context.cache().lazy(relationship).parameters();
        for (Column column : columns) {
            values.put(column, Keys.value(owner, column, KeySource.CURRENT));
        }
        return values;
    }
}

package io.relmap.flush.dependency;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.History;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Relationship;
import io.relmap.state.Committed;
import io.relmap.state.InstanceState;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The owner's row refers to the target's row (spec UW-51 to UW-55). */
@Internal
public sealed class ManyToOneDependency extends KeyDependency permits ManyToOnePostUpdate {

    ManyToOneDependency(Relationship relationship) {
        super(relationship, relationship.target(), relationship.owner());
    }

    // Presort ----------------------------------------------------------------------------------

    @Override
    public void presortDeletes(FlushWork work, List<FlushRow> owners) {
        boolean orphans = cascades(Cascade.DELETE_ORPHAN);
        if (!orphans && !cascades(Cascade.DELETE)) {
            return;
        }
        for (FlushRow owner : owners) {
            History history = passiveDeletes() == PassiveDeletes.FALSE ? load(owner) : peek(owner);
            List<@Nullable Object> targets = new ArrayList<>(history.added());
            targets.addAll(history.unchanged());
            if (orphans) {
                targets.addAll(history.deleted());
            }
            for (Object target : targets) {
                if (target != null) {
                    deleteOrphan(work, stateOf(owner, target));
                }
            }
        }
    }

    @Override
    public void presortSaves(FlushWork work, List<FlushRow> owners) {
        for (FlushRow owner : owners) {
            work.set().save(owner.state());
            History history =
                    cascades(Cascade.DELETE_ORPHAN) && passiveDeletes() == PassiveDeletes.FALSE
                            ? load(owner)
                            : peek(owner);
            for (Object target : history.added()) {
                if (target != null && !work.context().isInSession(stateOf(owner, target))) {
                    reportUnattached(work, owner, stateOf(owner, target));
                }
            }
            if (losesUnknownParent(work, owner, history)) {
                deleteOrphan(work, owner.state());
            }
            if (cascades(Cascade.DELETE_ORPHAN)) {
                for (Object target : history.deleted()) {
                    if (target != null && !hasParent(work, owner, stateOf(owner, target))) {
                        deleteOrphan(work, stateOf(owner, target));
                    }
                }
            }
        }
    }

    /**
     * Whether a strict session deletes an object because its reference becomes null, although the old parent
     * was never loaded and so could not be told (spec CA-46, 6.2).
     */
    private boolean losesUnknownParent(FlushWork work, FlushRow owner, History history) {
        boolean becomesNull = history.added().stream().allMatch(Objects::isNull);
        return work.context().behaviours().isStrict(BehaviourPoint.ORPHANS_OF_UNLOADED_PARENTS)
                && !history.added().isEmpty()
                && becomesNull
                && owner.state().committed(relationship().slot()) == Committed.UNKNOWN
                && relationship().reverses().stream()
                        .anyMatch(reverse -> reverse.cascades().has(Cascade.DELETE_ORPHAN))
                && keys().holderAttributes().stream()
                        .allMatch(attribute -> owner.committed(attribute) != null);
    }

    @Override
    History historyOfDeleted(FlushRow owner) {
        return passiveDeletes() == PassiveDeletes.FALSE
                ? owner.changes().resolve(relationship())
                : peek(owner);
    }

    // Order ------------------------------------------------------------------------------------

    @Override
    public void groupEdges(Edges edges) {
        edges.chain(saveTargets(), syncAll(), saveOwners());
        edges.before(saveOwners(), deleteTargets());
        edges.before(deleteOwners(), deleteTargets());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        SyncRow sync = new SyncRow(this, owner.row());
        edges.before(sync, owner.action());
        for (OwnerRow.Related target : owner.related()) {
            if (target.isDeleted()) {
                edges.before(owner.action(), target.action());
            } else if (isAwaited(owner.row(), target.action()) && !isItself(owner, target)) {
                edges.before(target.action(), sync);
            }
        }
    }

    /**
     * Also the deleted object that a saved owner lets go of without ever having looked at it: its row goes only
     * after the owner's UPDATE.
     */
    @Override
    public Collection<InstanceState> relatedTo(FlushWork work, FlushRow owner) {
        Collection<InstanceState> related = super.relatedTo(work, owner);
        boolean letsGo =
                owner.isSaving()
                        && !owner.isNew()
                        && owner.state().committed(relationship().slot()) == Committed.UNKNOWN
                        && !peek(owner).isEmpty();
        List<Object> key = letsGo ? reference(owner) : null;
        InstanceState former = key == null ? null : work.deletedTargets(this).get(key);
        return former == null
                ? related
                : Stream.concat(related.stream(), Stream.of(former)).toList();
    }

    /** What an owner's row refers to, or null. */
    private @Nullable List<Object> reference(FlushRow owner) {
        List<@Nullable Object> values = new ArrayList<>();
        keys().forEachColumn(
                        (from, to) ->
                                values.add(
                                        ValueTypes.convert(owner.committed(to), from.javaType())));
        return KeyValue.comparable(values);
    }

    /** The targets that are deleted, by the values that rows refer to them by. */
    Map<List<Object>, InstanceState> indexDeleted(FlushWork work) {
        Map<List<Object>, InstanceState> index = new HashMap<>();
        for (FlushRow target : work.set().deleted(relationship().target())) {
            List<@Nullable Object> values = new ArrayList<>();
            keys().forEachColumn((from, to) -> values.add(target.committed(from)));
            List<Object> key = KeyValue.comparable(values);
            if (key != null) {
                index.put(key, target.state());
            }
        }
        return index;
    }

    /**
     * Whether an owner's reference can be written only after a target's row. One that the owner refers to already goes
     * along with a third row without the owner's doing.
     */
    private boolean isAwaited(FlushRow owner, Action target) {
        return !isSettled(target)
                || (target instanceof Action.SaveRow save
                        && isCarriedAlong(save.row())
                        && peek(owner).added().stream()
                                .anyMatch(added -> added == save.row().state().entity()));
    }

    /** Whether a target's row need not be waited for (spec UW-35). */
    final boolean isSettled(Action target) {
        return target instanceof Action.SaveRow save && isSettled(save.row());
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        for (OwnerRow.Related target : owner.related()) {
            boolean isItself = target.action().equals(new DeleteRow(owner.row()));
            if (target.isDeleted() && !isItself && isReferredTo(owner.row(), target.action())) {
                edges.before(owner.action(), target.action());
            }
        }
    }

    /** A row that goes away is not changed before: it refers to what it referred to when the flush began (UW-81). */
    private boolean isReferredTo(FlushRow owner, Action target) {
        return !(target instanceof DeleteRow delete) || mayRefer(owner, delete.row());
    }

    // Keys -------------------------------------------------------------------------------------

    @Override
    public void sync(FlushWork work, List<FlushRow> owners) {
        for (FlushRow owner : owners) {
            History history = peek(owner);
            if (!history.added().isEmpty()) {
                for (Object target : history.added()) {
                    if (!hasBeenThere(work, owner, target)) {
                        point(work, owner, target);
                    }
                }
            } else if (!history.deleted().isEmpty()) {
                keys().blank(work, owner.state());
            }
            keyWritten(work, owner, history);
        }
    }

    @Override
    void forecastSaved(FlushWork work, FlushRow owner, KeyForecast forecast) {
        History history = peek(owner);
        if (history.added().isEmpty() && !history.deleted().isEmpty()) {
            forecast.blank(owner.state(), this);
        }
        for (Object target : history.added()) {
            if (target == null) {
                forecast.blank(owner.state(), this);
            } else if (!hasBeenThere(work, owner, target)) {
                forecast.point(owner.state(), this, stateOf(owner, target));
            }
        }
    }

    /**
     * Whether an owner seems to come to a deleted target only because it was not known what it referred to before: its
     * row refers to that very target. Then nothing has changed (spec UW-55), and the target may blank the reference.
     */
    private boolean hasBeenThere(FlushWork work, FlushRow owner, @Nullable Object target) {
        if (target == null
                || owner.isNew()
                || owner.state().committed(relationship().slot()) != Committed.UNKNOWN) {
            return false;
        }
        List<Object> key = reference(owner);
        return key != null && work.deletedTargets(this).get(key) == stateOf(owner, target);
    }

    private void point(FlushWork work, FlushRow owner, @Nullable Object target) {
        if (target == null) {
            keys().blank(work, owner.state());
            return;
        }
        check(owner, target);
        InstanceState state = stateOf(owner, target);
        if (work.context().isInSession(state)) {
            keys().copy(work, state, owner.state());
        }
    }

    /** Called after an owner's key was copied or blanked, or left alone. */
    void keyWritten(FlushWork work, FlushRow owner, History history) {}
}

package io.relmap.flush.dependency;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.History;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action.DeleteAll;
import io.relmap.flush.dependency.Action.SaveAll;
import io.relmap.flush.dependency.Action.SyncAll;
import io.relmap.flush.dependency.Action.UnlinkAll;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import io.relmap.state.ParentRecord;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one relationship asks of a flush. Made once for a mapping; all that belongs to one flush is in the
 * {@link FlushWork} given to the methods.
 */
@Internal
public abstract sealed class Dependency
        permits KeyDependency, ManyToManyDependency, KeySwitchDetector, UnwritableDependency {

    private final Relationship relationship;

    Dependency(Relationship relationship) {
        this.relationship = relationship;
    }

    /** The relationship. */
    public final Relationship relationship() {
        return relationship;
    }

    /** The entity whose objects the presort hooks, {@link #sync} and {@link #unlink} are given. */
    public Mapper watched() {
        return relationship.owner();
    }

    /** The entity whose rows are related to them. */
    public Mapper related() {
        return relationship.target();
    }

    /** Whether an owner's edges are needed, if no related object takes part in the flush. */
    public boolean hasContent(FlushRow owner) {
        return !peek(owner).isEmpty();
    }

    /** Collects what is affected by owners that are deleted. */
    public void presortDeletes(FlushWork work, List<FlushRow> owners) {}

    /** Collects what is affected by owners that are saved. */
    public void presortSaves(FlushWork work, List<FlushRow> owners) {}

    /** Whether the relationship's edges are needed in this flush (spec UW-12). */
    public boolean takesPart(FlushWork work, List<FlushRow> saved, List<FlushRow> deleted) {
        return saved.stream().anyMatch(owner -> !peek(owner).isEmpty())
                || deleted.stream().anyMatch(owner -> !historyOfDeleted(owner).isEmpty())
                || (relationship.owner() != relationship.target()
                        && work.set().has(relationship.target()));
    }

    /** The order of whole tables. */
    public abstract void groupEdges(Edges edges);

    /** The order of one saved owner and the rows related to it. */
    public abstract void rowEdgesOfSaved(Edges edges, OwnerRow owner);

    /** The order of one deleted owner and the rows related to it. */
    public abstract void rowEdgesOfDeleted(Edges edges, OwnerRow owner);

    /** What owner's rows have to do with at row level (spec UW-25). */
    public Collection<InstanceState> relatedTo(FlushWork work, FlushRow owner) {
        if (owner.isDeleting()) {
            historyOfDeleted(owner);
        }
        return owner.changes().related(relationship);
    }

    /** Copies keys for owners that are saved. */
    public void sync(FlushWork work, List<FlushRow> owners) {}

    /** Blanks keys for owners that are deleted. */
    public void unlink(FlushWork work, List<FlushRow> owners) {}

    // What the kinds share -----------------------------------------------------------------------

    final SaveAll saveOwners() {
        return new SaveAll(relationship.owner());
    }

    final SaveAll saveTargets() {
        return new SaveAll(relationship.target());
    }

    final DeleteAll deleteOwners() {
        return new DeleteAll(relationship.owner());
    }

    final DeleteAll deleteTargets() {
        return new DeleteAll(relationship.target());
    }

    final SyncAll syncAll() {
        return new SyncAll(this);
    }

    final UnlinkAll unlinkAll() {
        return new UnlinkAll(this);
    }

    final boolean cascades(Cascade cascade) {
        return relationship.cascades().has(cascade);
    }

    final PassiveDeletes passiveDeletes() {
        return relationship.settings().writing().passiveDeletes();
    }

    final boolean passiveUpdates() {
        return relationship.settings().writing().passiveUpdates();
    }

    /** The history in memory. */
    final History peek(FlushRow owner) {
        return owner.changes().peek(relationship);
    }

    /** The history, loaded if need be. */
    final History load(FlushRow owner) {
        return owner.changes().load(relationship);
    }

    /** The history of an owner that is deleted: loaded, unless the database is to deal with the rest. */
    History historyOfDeleted(FlushRow owner) {
        return passiveDeletes() == PassiveDeletes.FALSE ? load(owner) : peek(owner);
    }

    /** The state of an element. */
    static InstanceState stateOf(FlushRow owner, Object element) {
        return owner.changes().stateOf(element);
    }

    /**
     * Whether an element that went out of an owner has a parent all the same, because another owner took it.
     * One without a record, whose old owner was looked up only now, has none.
     */
    final boolean hasParent(FlushWork work, FlushRow owner, InstanceState element) {
        Object record = element.parent(owner.changes().attribute(relationship));
        return record == null
                ? work.addedAnywhere(relationship).contains(element)
                : record != ParentRecord.NONE;
    }

    /** Deletes an object that has lost its parent, with what its delete cascade reaches (UW-46). */
    final void deleteOrphan(FlushWork work, InstanceState orphan) {
        if (orphan.hasIdentity()) {
            if (!work.set().delete(orphan)) {
                work.warnNotInSession(orphan, relationship, "delete");
            }
        } else {
            takeOut(work, orphan);
        }
        work.deleteReachOf(orphan);
    }

    /** What was never written cannot be deleted: it leaves the session (spec CA-28). */
    static void takeOut(FlushWork work, InstanceState state) {
        if (work.context().isInSession(state)) {
            work.set().remove(state);
            work.context().evict(state);
        }
    }

    /**
     * An object that came into a relationship is not in the session (spec CA-60): an error before any SQL
     * where the session is strict, else a warning.
     */
    final void reportUnattached(FlushWork work, FlushRow owner, InstanceState element) {
        if (!work.context().behaviours().isStrict(BehaviourPoint.UNATTACHED_OBJECTS)
                || element.lifeCycle() == io.relmap.state.LifeCycle.DELETED
                || element.wasDeleted()) {
            work.warnNotInSession(element, relationship, "add");
            return;
        }
        throw new FlushException(
                ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                owner
                        + " refers by "
                        + relationship
                        + " to "
                        + element
                        + ", which is not in the session, so the link cannot be written. Add it to"
                        + " the session, or give "
                        + relationship
                        + " the cascade SAVE_UPDATE");
    }

    /** Refuses what is no object of the target (spec UW-49). */
    final void check(FlushRow owner, @Nullable Object element) {
        if (element == null) {
            throw new FlushException(
                    ErrorCode.WRONG_ELEMENT,
                    relationship + " of " + owner + " holds null, which cannot be written");
        }
        Class<?> expected = relationship.target().entityClass();
        if (expected != null && !expected.isInstance(element)) {
            throw new FlushException(
                    ErrorCode.WRONG_ELEMENT,
                    relationship
                            + " of "
                            + owner
                            + " holds an object of "
                            + element.getClass().getName()
                            + ", but refers to "
                            + expected.getName());
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " " + relationship;
    }
}

package io.relmap.flush.dependency;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.History;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.PostUpdateAll;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Action.UnlinkRow;
import io.relmap.mapping.Relationship;
import java.util.List;
import java.util.Objects;

/**
 * A many-to-one whose key is written by an UPDATE of its own, after both rows exist and before either is
 * deleted (spec UW-63 to UW-71).
 */
@Internal
public final class ManyToOnePostUpdate extends ManyToOneDependency {

    ManyToOnePostUpdate(Relationship relationship) {
        super(relationship);
    }

    @Override
    public void groupEdges(Edges edges) {
        edges.before(saveOwners(), syncAll());
        edges.before(saveTargets(), syncAll());
        edges.before(syncAll(), post(Fate.SURVIVES), post(Fate.IS_DELETED));
        edges.before(unlinkAll(), post(Fate.IS_DELETED));
        edges.before(post(Fate.IS_DELETED), deleteTargets(), deleteOwners());
        // an owner that survives lets go of its target before that is deleted (UW-69)
        edges.before(post(Fate.SURVIVES), deleteTargets());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        SyncRow sync = new SyncRow(this, owner.row());
        edges.chain(owner.action(), sync, post(Fate.SURVIVES));
        for (OwnerRow.Related target : owner.related()) {
            if (target.isDeleted()) {
                edges.before(post(Fate.SURVIVES), target.action());
            } else {
                edges.before(target.action(), sync);
            }
        }
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        UnlinkRow unlink = new UnlinkRow(this, owner.row());
        edges.chain(unlink, post(Fate.IS_DELETED), owner.action());
        for (OwnerRow.Related target : owner.related()) {
            if (target.isDeleted()) {
                edges.before(post(Fate.IS_DELETED), target.action());
            }
        }
    }

    @Override
    boolean isWrittenApart() {
        return true;
    }

    private PostUpdateAll post(Fate fate) {
        return new PostUpdateAll(relationship().owner(), fate);
    }

    @Override
    public void unlink(FlushWork work, List<FlushRow> owners) {
        if (cascades(Cascade.DELETE_ORPHAN) || passiveDeletes() == PassiveDeletes.ALL) {
            return;
        }
        for (FlushRow owner : owners) {
            History history = historyOfDeleted(owner);
            keys().blank(work, owner.state());
            boolean hadTarget =
                    history.added().stream().anyMatch(Objects::nonNull)
                            || history.unchanged().stream().anyMatch(Objects::nonNull)
                            || history.deleted().stream().anyMatch(Objects::nonNull);
            if (hadTarget) {
                work.postUpdates().register(owner, keys().holderAttributes());
            }
        }
    }

    @Override
    void keyWritten(FlushWork work, FlushRow owner, History history) {
        if (!history.isEmpty()) {
            work.postUpdates().register(owner, keys().holderAttributes());
        }
    }
}

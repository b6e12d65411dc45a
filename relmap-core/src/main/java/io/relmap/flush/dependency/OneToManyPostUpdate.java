package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.PostUpdateAll;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Action.UnlinkRow;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;

/**
 * A one-to-many whose key is written by an UPDATE of its own, after both rows exist and before either is
 * deleted (spec UW-63 to UW-71).
 */
@Internal
public final class OneToManyPostUpdate extends OneToManyDependency {

    OneToManyPostUpdate(Relationship relationship) {
        super(relationship);
    }

    @Override
    public void groupEdges(Edges edges) {
        edges.before(saveOwners(), syncAll());
        edges.chain(saveTargets(), syncAll(), post(Fate.SURVIVES));
        edges.chain(unlinkAll(), post(Fate.IS_DELETED), deleteOwners());
        edges.before(post(Fate.IS_DELETED), deleteTargets());
        // a member that survives lets go of a deleted owner by its ordinary UPDATE (UW-69)
        edges.before(unlinkAll(), saveTargets());
        edges.before(saveTargets(), deleteOwners());
        // or, if another owner took it, by the one that writes its reference to that
        edges.before(post(Fate.SURVIVES), deleteOwners());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        SyncRow sync = new SyncRow(this, owner.row());
        edges.before(owner.action(), sync);
        edges.before(sync, post(Fate.SURVIVES));
        for (OwnerRow.Related member : owner.related()) {
            if (!member.isDeleted()) { // one that is has nothing to be written afterwards
                edges.before(member.action(), sync);
            }
        }
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        UnlinkRow unlink = new UnlinkRow(this, owner.row());
        edges.chain(unlink, post(Fate.IS_DELETED), owner.action());
        edges.before(post(Fate.SURVIVES), owner.action());
        for (OwnerRow.Related member : owner.related()) {
            if (member.isDeleted()) {
                edges.before(post(Fate.IS_DELETED), member.action());
            } else {
                edges.chain(unlink, member.action(), owner.action());
            }
        }
    }

    @Override
    boolean isWrittenApart() {
        return true;
    }

    private PostUpdateAll post(Fate fate) {
        return new PostUpdateAll(relationship().target(), fate);
    }

    @Override
    boolean skipsUnlink() {
        return false;
    }

    @Override
    boolean unlinksMembers() {
        return true;
    }

    @Override
    boolean isWritten(FlushWork work, InstanceState member) {
        return true;
    }

    @Override
    void keyWritten(FlushWork work, InstanceState member) {
        FlushRow row = work.set().find(member);
        if (row != null) {
            work.postUpdates().register(row, keys().holderAttributes());
        }
    }
}

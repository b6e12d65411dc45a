package io.relmap.flush.dependency;

import io.relmap.attribute.ReadOnlyCheck;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.Relationship;
import java.util.List;

/**
 * A relationship that is not view-only, though no flush could write it (spec RC-92). Changes are refused
 * when they are made; those of objects that were changed before the mapping was built, here.
 */
final class UnwritableDependency extends Dependency {

    UnwritableDependency(Relationship relationship) {
        super(relationship);
    }

    @Override
    public void presortSaves(FlushWork work, List<FlushRow> owners) {
        for (FlushRow owner : owners) {
            if (peek(owner).hasChanges()) {
                throw ReadOnlyCheck.refusal(relationship(), owner.state());
            }
        }
    }

    @Override
    public boolean takesPart(FlushWork work, List<FlushRow> saved, List<FlushRow> deleted) {
        return false;
    }

    @Override
    public void groupEdges(Edges edges) {
        // it writes nothing
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        // it writes nothing
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        // it writes nothing
    }
}

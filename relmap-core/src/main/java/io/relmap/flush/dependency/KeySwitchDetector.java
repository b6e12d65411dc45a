package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import io.relmap.state.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the targets of a many-to-one for changed keys, and carries them into the objects that refer to
 * them (spec UW-56). Needed where no reverse relationship does it.
 */
@Internal
public final class KeySwitchDetector extends Dependency {

    private final KeySync keys;

    KeySwitchDetector(Relationship relationship) {
        super(relationship);
        keys = new KeySync(relationship, relationship.target(), relationship.owner());
    }

    /** Whether a many-to-one needs a detector. */
    static boolean isNeededFor(Relationship relationship) {
        List<Relationship> reverses = relationship.reverses();
        if (reverses.isEmpty()) {
            return true;
        }
        return !relationship.settings().writing().passiveUpdates()
                && reverses.stream()
                        .allMatch(reverse -> reverse.settings().writing().passiveUpdates());
    }

    @Override
    public Mapper watched() {
        return relationship().target();
    }

    @Override
    public void presortSaves(FlushWork work, List<FlushRow> targets) {
        if (!passiveUpdates()) {
            carry(work, targets);
        }
    }

    @Override
    public boolean takesPart(FlushWork work, List<FlushRow> saved, List<FlushRow> deleted) {
        return passiveUpdates() && saved.stream().anyMatch(this::keyChanged);
    }

    @Override
    public void groupEdges(Edges edges) {
        edges.before(saveOwners(), syncAll());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {}

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {}

    @Override
    public void sync(FlushWork work, List<FlushRow> targets) {
        carry(work, targets);
    }

    private void carry(FlushWork work, List<FlushRow> targets) {
        if (targets.stream().noneMatch(this::keyChanged)) {
            return;
        }
        for (InstanceState owner : work.context().identityMap().states(relationship().owner())) {
            InstanceState target = targetOf(work, owner);
            FlushRow row = target == null ? null : work.set().find(target);
            if (target != null && row != null && row.isSaving() && keyChanged(row)) {
                if (passiveUpdates()) {
                    work.set().list(owner);
                    keys.copyFollowed(work, target, owner);
                } else {
                    work.set().save(owner);
                    keys.copy(work, target, owner);
                }
            }
        }
    }

    private boolean keyChanged(FlushRow target) {
        return target.changes().keyChanged(relationship(), keys.pairs());
    }

    private @Nullable InstanceState targetOf(FlushWork work, InstanceState owner) {
        boolean loads = !passiveUpdates() && work.context().mayLoad();
        Object value =
                passiveUpdates() || loads || owner.isPresent(relationship().slot())
                        ? EntityShape.of(owner)
                                .attribute(relationship().slot())
                                .get(
                                        owner,
                                        loads ? FetchMode.FULL_NO_INIT : FetchMode.NO_INITIALIZE)
                        : inMemory(work, owner);
        if (relationship().content() != Content.REFERENCE && value instanceof Members members) {
            value = members.size() == 0 ? null : members.iterator().next();
        }
        return value == null || value instanceof Committed || value == Unknown.UNKNOWN
                ? null
                : owner.shape().states().stateOf(value);
    }

    /**
     * Without SQL: what the identity map holds, expired or not. A target whose key changes is in it, so that nothing
     * more has to be known of an owner whose reference is a key.
     */
    private @Nullable Object inMemory(FlushWork work, InstanceState owner) {
        Object held = look(work, owner, FetchMode.NO_FETCH);
        if (held != Unknown.UNKNOWN) {
            return held;
        }
        boolean byKey = relationship().join().useGet();
        if (!byKey || owner.hasStaleColumns()) {
            work.wouldLoad(owner, relationship());
            return held;
        }
        return owner.hasExpiredColumns()
                ? held
                : look(work, owner, FetchMode.NO_FETCH_RELATED); // by a key: sends nothing either
    }

    private @Nullable Object look(FlushWork work, InstanceState owner, FetchMode mode) {
        return work.context()
                .initializer()
                .load(owner, relationship().slot(), mode, KeySource.CURRENT);
    }
}

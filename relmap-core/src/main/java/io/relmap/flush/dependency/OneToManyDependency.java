package io.relmap.flush.dependency;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.History;
import io.relmap.error.ErrorCode;
import io.relmap.error.FlushException;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Action.UnlinkRow;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The targets' rows refer to the owner's row (spec UW-45 to UW-50). */
@Internal
public sealed class OneToManyDependency extends KeyDependency permits OneToManyPostUpdate {

    OneToManyDependency(Relationship relationship) {
        super(relationship, relationship.owner(), relationship.target());
    }

    // Presort ----------------------------------------------------------------------------------

    @Override
    public void presortDeletes(FlushWork work, List<FlushRow> owners) {
        boolean nullsHolders = !cascades(Cascade.DELETE) && passiveDeletes() != PassiveDeletes.ALL;
        for (FlushRow owner : owners) {
            History history = historyOfDeleted(owner);
            refuseNewMembers(work, owner, history);
            for (Object element : history.deleted()) {
                presortRemovedFromDeleted(work, owner, element);
            }
            if (nullsHolders) {
                for (Object element : history.unchanged()) {
                    if (element != null) {
                        save(work, stateOf(owner, element), "delete");
                    }
                }
            }
        }
    }

    private void presortRemovedFromDeleted(
            FlushWork work, FlushRow owner, @Nullable Object element) {
        if (element == null) {
            return;
        }
        InstanceState member = stateOf(owner, element);
        if (hasParent(work, owner, member)) {
            return;
        }
        if (!cascades(Cascade.DELETE_ORPHAN)) {
            work.set().save(member);
        } else {
            deleteOrphan(work, member);
        }
    }

    /**
     * A new object cannot refer to a row that goes away in the same flush (spec CA-23, UW-47). Under passive
     * deletes it can: the database's ON DELETE rule has the last word (UW-89).
     */
    private void refuseNewMembers(FlushWork work, FlushRow owner, History history) {
        if (passiveDeletes() != PassiveDeletes.FALSE) {
            return;
        }
        for (Object element : history.added()) {
            if (element == null) {
                continue;
            }
            InstanceState member = stateOf(owner, element);
            if (!member.hasIdentity() && work.context().isInSession(member)) {
                throw new FlushException(
                        ErrorCode.PENDING_CHILD_OF_DELETED_PARENT,
                        member
                                + " is new in "
                                + relationship()
                                + " of "
                                + owner
                                + ", which is being deleted. Take it out of there, or do not delete "
                                + owner);
            }
        }
    }

    @Override
    public void presortSaves(FlushWork work, List<FlushRow> owners) {
        Set<InstanceState> added = work.addedAnywhere(relationship());
        for (FlushRow owner : owners) {
            boolean keyChanged = keyChanged(owner);
            History history =
                    keyChanged && !passiveUpdates() ? loadMembers(work, owner) : peek(owner);
            for (Object element : history.added()) {
                if (element != null) {
                    InstanceState member = stateOf(owner, element);
                    if (!added.add(member)) {
                        work.contested(relationship(), member);
                    }
                    if (!work.set()
                            .saveEvenIfDeleted(
                                    member,
                                    owner.state(),
                                    owner.changes().attribute(relationship()))) {
                        reportUnattached(work, owner, member);
                    }
                }
            }
            for (Object element : history.deleted()) {
                if (element != null) {
                    presortRemoved(work, owner, stateOf(owner, element));
                }
            }
            if (keyChanged) {
                presortKept(work, owner, history);
            }
        }
    }

    /** The members; without SQL those of them that are in the session. */
    private History loadMembers(FlushWork work, FlushRow owner) {
        History history = load(owner);
        if (history.isKnown() || work.context().mayLoad()) {
            return history;
        }
        List<@Nullable Object> values = new ArrayList<>();
        keys().forEachColumn(
                        (from, to) ->
                                values.add(
                                        ValueTypes.convert(owner.committed(from), to.javaType())));
        List<Object> key = KeyValue.comparable(values);
        return key == null
                ? history
                : owner.changes()
                        .alsoHeld(
                                relationship(),
                                work.membersByKey(this).getOrDefault(key, List.of()));
    }

    /** The objects of the session that hold a reference, by what their rows hold. */
    Map<List<Object>, List<Object>> indexMembers(FlushWork work) {
        Map<List<Object>, List<Object>> index = new HashMap<>();
        for (InstanceState member : work.context().identityMap().states(holder())) {
            List<@Nullable Object> values = new ArrayList<>();
            keys().forEachColumn((from, to) -> values.add(KeyValues.committed(work, member, to)));
            List<Object> key = KeyValue.comparable(values);
            if (key != null) {
                index.computeIfAbsent(key, unused -> new ArrayList<>()).add(member.entity());
            }
        }
        return index;
    }

    private void presortRemoved(FlushWork work, FlushRow owner, InstanceState member) {
        if (!cascades(Cascade.DELETE_ORPHAN)) {
            if (passiveDeletes() != PassiveDeletes.ALL) {
                save(work, member, "delete");
            } else if (keyChanged(owner) && isLeftToDatabase()) {
                work.set().list(member);
            }
        } else if (!hasParent(work, owner, member)) {
            work.set().orphaned(member, owner.changes().attribute(relationship()));
            deleteOrphan(work, member);
        }
    }

    private void presortKept(FlushWork work, FlushRow owner, History history) {
        for (Object element : history.unchanged()) {
            if (element != null) {
                InstanceState member = stateOf(owner, element);
                boolean known =
                        passiveUpdates() ? work.set().list(member) : work.set().save(member);
                if (!known) {
                    work.warnNotInSession(member, relationship(), "key change");
                }
            }
        }
    }

    private void save(FlushWork work, InstanceState member, String operation) {
        if (!work.set().save(member)) {
            work.warnNotInSession(member, relationship(), operation);
        }
    }

    // Order ------------------------------------------------------------------------------------

    @Override
    public void groupEdges(Edges edges) {
        edges.chain(saveOwners(), syncAll(), saveTargets());
        edges.before(syncAll(), deleteTargets());
        edges.before(saveTargets(), deleteOwners());
        edges.before(deleteTargets(), deleteOwners());
        edges.before(unlinkAll(), saveTargets(), deleteTargets());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        SyncRow sync = new SyncRow(this, owner.row());
        boolean settled = isSettled(owner.row());
        edges.include(sync);
        if (settled && isCarriedAlong(owner.row())) {
            rowEdgesOfCarried(edges, owner, sync);
            return;
        }
        boolean onlyItself =
                !owner.related().isEmpty()
                        && owner.related().stream().allMatch(member -> isItself(owner, member));
        if (!settled && !onlyItself) {
            edges.before(owner.action(), sync);
        }
        boolean isCarriedAlong = !onlyItself && keepsItself(owner.row());
        for (OwnerRow.Related member : owner.related()) {
            if (isCarriedAlong && member.action().equals(owner.action())) {
                continue;
            }
            edges.before(sync, member.action());
            if (!settled && !isItself(owner, member)) {
                edges.before(owner.action(), member.action());
            }
        }
    }

    /** Whether an owner is a member of itself, and stays one: its UPDATE then carries the new key into its own row. */
    private boolean keepsItself(FlushRow owner) {
        return passiveUpdates()
                && keys().isCarriedByDatabase()
                && peek(owner).unchanged().stream()
                        .anyMatch(member -> member == owner.state().entity());
    }

    /**
     * The owner goes along with a third row, and nobody but its new members waits for that: those that it keeps are
     * left to the database, so that nothing is written into their rows, and those that are deleted need no new key.
     */
    private void rowEdgesOfCarried(Edges edges, OwnerRow owner, SyncRow sync) {
        History history = peek(owner.row());
        Set<@Nullable Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(history.unchanged());
        Set<@Nullable Object> removed = Collections.newSetFromMap(new IdentityHashMap<>());
        removed.addAll(history.deleted());
        for (OwnerRow.Related member : owner.related()) {
            if (member.isDeleted()) {
                continue;
            }
            Object entity =
                    member.action() instanceof SaveRow save ? save.row().state().entity() : null;
            if (!kept.contains(entity)) {
                edges.before(sync, member.action());
                if (!removed.contains(entity) && !isItself(owner, member)) {
                    edges.before(owner.action(), sync, member.action());
                }
            }
        }
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        UnlinkRow unlink = new UnlinkRow(this, owner.row());
        edges.include(unlink);
        for (OwnerRow.Related member : owner.related()) {
            edges.before(unlink, member.action());
            boolean isItself = member.action().equals(new DeleteRow(owner.row())); // UW-36
            boolean isApart =
                    member.action() instanceof DeleteRow delete
                            && !mayRefer(delete.row(), owner.row());
            if (!isItself && !isApart) {
                edges.before(member.action(), owner.action());
            }
        }
    }

    // Keys -------------------------------------------------------------------------------------

    @Override
    public void unlink(FlushWork work, List<FlushRow> owners) {
        if (skipsUnlink()) {
            return;
        }
        Set<InstanceState> added = work.addedAnywhere(relationship());
        for (FlushRow owner : owners) {
            History history = historyOfDeleted(owner);
            for (Object element : history.deleted()) {
                if (element != null && !hasParent(work, owner, stateOf(owner, element))) {
                    detach(work, owner, element);
                }
            }
            if (unlinksMembers()) {
                for (Object element : history.unchanged()) {
                    if (element != null && !added.contains(stateOf(owner, element))) {
                        detach(work, owner, element);
                    }
                }
            }
        }
    }

    boolean skipsUnlink() {
        return passiveDeletes() == PassiveDeletes.ALL;
    }

    boolean unlinksMembers() {
        return !cascades(Cascade.DELETE);
    }

    @Override
    public void sync(FlushWork work, List<FlushRow> owners) {
        for (FlushRow owner : owners) {
            History history = peek(owner);
            for (Object element : history.added()) {
                attach(work, owner, element);
            }
            if (nullsHolders()) {
                for (Object element : history.deleted()) {
                    if (element != null && !hasParent(work, owner, stateOf(owner, element))) {
                        detach(work, owner, element);
                    }
                }
            }
            if (keyChanged(owner)) {
                for (Object element : history.unchanged()) {
                    follow(work, owner, element);
                }
                for (Object element : history.deleted()) {
                    if (element != null) {
                        letGo(work, owner, stateOf(owner, element));
                    }
                }
            }
        }
    }

    @Override
    void forecastSaved(FlushWork work, FlushRow owner, KeyForecast forecast) {
        History history = peek(owner);
        for (Object element : history.deleted()) {
            if (element != null
                    && nullsHolders()
                    && !hasParent(work, owner, stateOf(owner, element))) {
                forecast.blank(stateOf(owner, element), this);
            }
        }
        for (Object element : history.added()) {
            if (element != null && !isAnothers(work, owner, stateOf(owner, element))) {
                forecast.point(stateOf(owner, element), this, owner.state());
            }
        }
        if (keyChanged(owner)) {
            for (Object element : history.unchanged()) {
                if (element != null && follows(work, owner, stateOf(owner, element))) {
                    forecast.follow(stateOf(owner, element), keys());
                }
            }
            for (Object element : history.deleted()) {
                if (element != null && followsOutside(work, owner, stateOf(owner, element))) {
                    forecast.follow(stateOf(owner, element), keys());
                }
            }
        }
    }

    @Override
    void forecastDeleted(FlushWork work, FlushRow owner, KeyForecast forecast) {
        if (skipsUnlink()) {
            return;
        }
        History history = historyOfDeleted(owner);
        Set<InstanceState> added = work.addedAnywhere(relationship());
        for (Object element : history.deleted()) {
            if (element != null && !hasParent(work, owner, stateOf(owner, element))) {
                forecast.blank(stateOf(owner, element), this);
            }
        }
        for (Object element : history.unchanged()) {
            if (element != null && unlinksMembers() && !added.contains(stateOf(owner, element))) {
                forecast.blank(stateOf(owner, element), this);
            }
        }
    }

    private boolean nullsHolders() {
        return !cascades(Cascade.DELETE_ORPHAN) && passiveDeletes() != PassiveDeletes.ALL;
    }

    /**
     * Whether another owner took the same member, and is the one that counts: the one that the member itself refers
     * to, else the one that took it last (spec AT-44, where the reference leaves it to chance).
     */
    private boolean isAnothers(FlushWork work, FlushRow owner, InstanceState member) {
        if (!work.isContested(relationship(), member)) {
            return false;
        }
        InstanceState named = ownerNamedBy(owner, member);
        FlushRow other = named == null || named == owner.state() ? null : work.set().find(named);
        return other != null
                && other.isSaving()
                && work.addedTo(other, this).contains(member.entity());
    }

    /** What came into an owner, by identity. */
    Set<Object> added(FlushRow owner) {
        Set<Object> added = Collections.newSetFromMap(new IdentityHashMap<>());
        peek(owner).added().stream().filter(Objects::nonNull).forEach(added::add);
        return added;
    }

    private @Nullable InstanceState ownerNamedBy(FlushRow owner, InstanceState member) {
        for (Relationship reverse : relationship().reverses()) {
            if (reverse.content() == Content.REFERENCE && member.isPresent(reverse.slot())) {
                Object named = member.value(reverse.slot());
                return named == null ? null : stateOf(owner, named);
            }
        }
        return member.parent(owner.changes().attribute(relationship()))
                        instanceof InstanceState recorded
                ? recorded
                : null;
    }

    /** Writes the owner's key into a new member. */
    void attach(FlushWork work, FlushRow owner, @Nullable Object element) {
        if (element == null && !relationship().content().isCollection()) {
            return;
        }
        check(owner, element);
        InstanceState member = stateOf(owner, Objects.requireNonNull(element));
        if (isWritten(work, member) && !isAnothers(work, owner, member)) {
            keys().copy(work, owner.state(), member);
            keyWritten(work, member);
        }
    }

    private void detach(FlushWork work, FlushRow owner, Object element) {
        check(owner, element);
        InstanceState member = stateOf(owner, element);
        if (isWritten(work, member)) {
            keys().blank(work, member);
            keyWritten(work, member);
        }
    }

    private void follow(FlushWork work, FlushRow owner, @Nullable Object element) {
        if (element == null) {
            return;
        }
        InstanceState member = stateOf(owner, element);
        if (!follows(work, owner, member)) {
            carry(work, owner, member);
            return;
        }
        if (passiveUpdates()) {
            keys().copyFollowed(work, owner.state(), member);
        } else {
            keys().copy(work, owner.state(), member);
            keyWritten(work, member);
        }
    }

    private boolean follows(FlushWork work, FlushRow owner, InstanceState member) {
        return isWritten(work, member) && !hasLeft(work, owner, member);
    }

    /**
     * Whether a member that an owner still has, since it was loaded afterwards, is another one's by now, or nobody's:
     * so its own reference says.
     */
    private boolean hasLeft(FlushWork work, FlushRow owner, InstanceState member) {
        if (work.addedAnywhere(relationship()).contains(member)) {
            return true;
        }
        FlushRow row = work.set().find(member);
        return row != null
                && relationship().reverses().stream()
                        .filter(reverse -> reverse.content() == Content.REFERENCE)
                        .map(reverse -> row.changes().peek(reverse))
                        .anyMatch(history -> leadsAway(history, owner));
    }

    /** Whether a changed reference leads elsewhere than to an owner. */
    private static boolean leadsAway(History history, FlushRow owner) {
        return history.hasChanges()
                && history.added().stream().noneMatch(now -> now == owner.state().entity());
    }

    private void letGo(FlushWork work, FlushRow owner, InstanceState member) {
        if (followsOutside(work, owner, member)) {
            keys().copyFollowed(work, owner.state(), member);
        } else {
            carry(work, owner, member);
        }
    }

    /**
     * Whether a member that was taken out goes along with its former owner all the same, since nobody touches its
     * reference: neither a relationship, nor the program by hand (spec UW-38).
     */
    private boolean followsOutside(FlushWork work, FlushRow owner, InstanceState member) {
        FlushRow row = isLeftToDatabase() ? work.set().find(member) : null;
        return row != null
                && follows(work, owner, member)
                && keys().holderAttributes().stream().noneMatch(row::isEdited);
    }

    /** Whether the references of members that are taken out are the database's concern, and it keeps them up to date. */
    private boolean isLeftToDatabase() {
        return passiveDeletes() == PassiveDeletes.ALL
                && passiveUpdates()
                && keys().isCarriedByDatabase();
    }

    /** A member that leaves or is deleted is carried along by the database until then. */
    private void carry(FlushWork work, FlushRow owner, InstanceState member) {
        if (passiveUpdates() && (nullsHolders() || keys().isCarriedByDatabase())) {
            keys().carried(work, owner.state(), member);
        } else if (passiveUpdates()) {
            keys().carriedKey(work, owner.state(), member);
        }
    }

    /** Whether a member's key is touched: that of a row that goes away is not. */
    boolean isWritten(FlushWork work, InstanceState member) {
        return !work.set().isDeleting(member);
    }

    /** Called after a member's key was copied or blanked. */
    void keyWritten(FlushWork work, InstanceState member) {}

    final boolean keyChanged(FlushRow owner) {
        return owner.changes().keyChanged(relationship(), keys().pairs());
    }
}

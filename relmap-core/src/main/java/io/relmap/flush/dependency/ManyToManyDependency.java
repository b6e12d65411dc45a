package io.relmap.flush.dependency;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Internal;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.History;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Action.UnlinkRow;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of an association table refer to both ends (spec UW-57 to UW-62, UW-105 to UW-112). */
@Internal
public final class ManyToManyDependency extends Dependency {

    private final Table table;
    private final List<Column> columns;
    private final List<SyncPair> ownerPairs;
    private final List<SyncPair> targetPairs;

    ManyToManyDependency(Relationship relationship) {
        super(relationship);
        this.table = Objects.requireNonNull(relationship.join().secondaryTable());
        this.ownerPairs = relationship.join().synchronizePairs();
        this.targetPairs = relationship.join().secondarySynchronizePairs();
        Set<Column> all = new LinkedHashSet<>();
        ownerPairs.forEach(pair -> all.add(pair.destination()));
        targetPairs.forEach(pair -> all.add(pair.destination()));
        this.columns = List.copyOf(all);
    }

    // Presort ----------------------------------------------------------------------------------

    @Override
    public void presortDeletes(FlushWork work, List<FlushRow> owners) {
        if (passiveDeletes() == PassiveDeletes.FALSE) {
            owners.forEach(owner -> load(owner));
        }
    }

    @Override
    public void presortSaves(FlushWork work, List<FlushRow> owners) {
        for (FlushRow owner : owners) {
            if (work.context().behaviours().isStrict()) {
                owner.changes().comparedWithRows(relationship());
            }
            History history = historyOfSaved(owner);
            for (Object element : history.added()) {
                if (element != null && !work.context().isInSession(stateOf(owner, element))) {
                    reportUnattached(work, owner, stateOf(owner, element));
                }
            }
            if (cascades(Cascade.DELETE_ORPHAN)) {
                for (Object element : history.deleted()) {
                    if (element != null && !hasParent(work, owner, stateOf(owner, element))) {
                        deleteOrphan(work, stateOf(owner, element));
                    }
                }
            }
        }
    }

    private History historyOfSaved(FlushRow owner) {
        return updatesLinks(owner) ? load(owner) : peek(owner);
    }

    /** Whether the flush itself carries the owner's changed key into kept links (spec UW-58). */
    private boolean updatesLinks(FlushRow owner) {
        return !passiveUpdates() && owner.changes().keyChanged(relationship(), ownerPairs);
    }

    // Order ------------------------------------------------------------------------------------

    @Override
    public void groupEdges(Edges edges) {
        edges.before(saveOwners(), syncAll());
        edges.chain(saveTargets(), syncAll(), deleteTargets());
        edges.before(unlinkAll(), saveOwners(), saveTargets(), deleteOwners(), deleteTargets());
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow owner) {
        SyncRow sync = new SyncRow(this, owner.row());
        edges.before(owner.action(), sync);
        for (OwnerRow.Related member : owner.related()) {
            if (member.isDeleted()) {
                edges.before(sync, member.action());
            } else {
                edges.before(member.action(), sync);
            }
        }
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow owner) {
        UnlinkRow unlink = new UnlinkRow(this, owner.row());
        edges.before(unlink, owner.action());
        for (OwnerRow.Related member : owner.related()) {
            edges.before(unlink, member.action());
        }
    }

    // Link rows --------------------------------------------------------------------------------

    /** The link rows that go away with deleted owners (spec UW-59). */
    public LinkRows linksOfDeleted(FlushWork work, List<FlushRow> owners) {
        LinkRows rows = new LinkRows(table, columns, codecs());
        for (FlushRow owner : owners) {
            History history = historyOfDeleted(owner);
            for (Object element : history.unchanged()) {
                unlink(work, owner, element, rows);
            }
            for (Object element : history.deleted()) {
                unlink(work, owner, element, rows);
            }
        }
        return rows;
    }

    private void unlink(FlushWork work, FlushRow owner, @Nullable Object element, LinkRows rows) {
        InstanceState member = memberToLink(work, owner, element, "delete");
        if (member != null && work.links().begin(relationship(), owner.state(), member)) {
            rows.deletes().add(committedRow(work, owner, member));
        }
    }

    /** The link rows of saved owners that come, go, or follow a changed key (spec UW-60). */
    public LinkRows linksOfSaved(FlushWork work, List<FlushRow> owners) {
        LinkRows rows = new LinkRows(table, columns, codecs());
        for (FlushRow owner : owners) {
            History history = historyOfSaved(owner);
            for (Object element : history.added()) {
                InstanceState member = memberToLink(work, owner, element, "add");
                if (member != null
                        && work.links().begin(relationship(), owner.state(), member)
                        && !isHeldByReverse(work, owner, member)) {
                    rows.inserts().add(currentRow(work, owner, member));
                }
            }
            for (Object element : history.deleted()) {
                InstanceState member = memberToLink(work, owner, element, "delete");
                if (member != null && work.links().begin(relationship(), owner.state(), member)) {
                    rows.deletes()
                            .add(
                                    passiveUpdates()
                                            ? currentRow(work, owner, member)
                                            : committedRow(work, owner, member));
                }
            }
            if (updatesLinks(owner)) {
                updateKept(work, owner, history, rows);
            }
        }
        return rows;
    }

    private void updateKept(FlushWork work, FlushRow owner, History history, LinkRows rows) {
        for (Object element : history.unchanged()) {
            InstanceState member = memberToLink(work, owner, element, "key change");
            if (member != null && work.links().begin(relationship(), owner.state(), member)) {
                rows.updates()
                        .add(
                                new LinkRows.Update(
                                        committedRow(work, owner, member),
                                        currentRow(work, owner, member)));
            }
        }
    }

    /** The member's state, or null where nothing is to be written for it (spec UW-62). */
    private @Nullable InstanceState memberToLink(
            FlushWork work, FlushRow owner, @Nullable Object element, String operation) {
        if (element == null && !relationship().content().isCollection()) {
            return null;
        }
        check(owner, element);
        InstanceState member = stateOf(owner, Objects.requireNonNull(element));
        if (!work.context().isInSession(member)) {
            if (!operation.equals("add")) { // said before the first statement
                work.warnNotInSession(member, relationship(), operation);
            }
            return null;
        }
        return member;
    }

    /** Whether a link that seems new was there all the time, as the member's own side knows (UW-108). */
    private boolean isHeldByReverse(FlushWork work, FlushRow owner, InstanceState member) {
        if (owner.state().isPresent(relationship().slot())) {
            return false;
        }
        for (Relationship reverse : relationship().reverses()) {
            if (member.hasIdentity() && member.isPresent(reverse.slot())) {
                FlushRow row = work.set().find(member);
                History history =
                        row != null
                                ? row.changes().peek(reverse)
                                : EntityShape.of(member)
                                        .attribute(reverse.slot())
                                        .history(member, FetchMode.NO_INITIALIZE);
                if (history.unchanged().stream().anyMatch(e -> e == owner.state().entity())) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Object[] currentRow(FlushWork work, FlushRow owner, InstanceState member) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        fill(values, ownerPairs, pair -> current(work, owner.state(), pair));
        fill(values, targetPairs, pair -> current(work, member, pair));
        return values;
    }

    private @Nullable Object[] committedRow(FlushWork work, FlushRow owner, InstanceState member) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        fill(values, ownerPairs, pair -> committed(work, owner.state(), pair));
        fill(values, targetPairs, pair -> committed(work, member, pair));
        return values;
    }

    /** The key that an end's row has now: one that is deleted was not given the object's. */
    private @Nullable Object current(FlushWork work, InstanceState end, SyncPair pair) {
        ColumnAttribute source =
                KeyValues.attribute(end.requireMapper(), pair.source(), relationship());
        FlushRow row = work.set().find(end);
        return row != null && row.isDeleting()
                ? row.stored(source)
                : KeyValues.current(work.context(), end, source);
    }

    private @Nullable Object committed(FlushWork work, InstanceState end, SyncPair pair) {
        return KeyValues.committed(
                work, end, KeyValues.attribute(end.requireMapper(), pair.source(), relationship()));
    }

    private void fill(
            @Nullable Object[] values,
            List<SyncPair> pairs,
            java.util.function.Function<SyncPair, @Nullable Object> valueOf) {
        for (SyncPair pair : pairs) {
            values[columns.indexOf(pair.destination())] =
                    ValueTypes.convert(valueOf.apply(pair), codecOf(pair).javaType());
        }
    }

    private List<Codec<Object>> codecs() {
        return columns.stream().map(this::codecOf).toList();
    }

    private Codec<Object> codecOf(Column column) {
        return java.util.stream.Stream.concat(ownerPairs.stream(), targetPairs.stream())
                .filter(pair -> pair.destination() == column)
                .map(this::codecOf)
                .findFirst()
                .orElseThrow();
    }

    /** A key with a converter is converted for its link too; others go by the link's own column. */
    private Codec<Object> codecOf(SyncPair pair) {
        Mapper end = ownerPairs.contains(pair) ? relationship().owner() : relationship().target();
        ColumnAttribute source = KeyValues.attribute(end, pair.source(), relationship());
        return source.converter() == null
                ? pair.destination().type().objectCodec()
                : source.codec();
    }
}

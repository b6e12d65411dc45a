package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.Committed;
import io.relmap.state.FetchMode;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import io.relmap.state.KeyValue;
import io.relmap.state.Members;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public Mapper related() {
        return relationship().owner();
    }

    @Override
    public boolean hasContent(FlushRow target) {
        return false;
    }

    // Presort ----------------------------------------------------------------------------------

    /**
     * Makes known what refers to targets whose key changes. Where the flush carries the key itself, it does so here:
     * the references are looked up for it (UW-92).
     */
    @Override
    public void presortSaves(FlushWork work, List<FlushRow> targets) {
        if (targets.stream().noneMatch(this::keyChanged)) {
            return;
        }
        for (InstanceState owner : work.context().identityMap().states(relationship().owner())) {
            InstanceState target = targetOf(work, owner);
            FlushRow row = target == null ? null : work.set().find(target);
            if (target == null || row == null || !row.isSaving() || !keyChanged(row)) {
                continue;
            }
            if (passiveUpdates()) {
                work.set().list(owner);
            } else {
                work.set().save(owner);
                keys.copy(work, target, owner);
            }
        }
    }

    @Override
    public boolean takesPart(FlushWork work, List<FlushRow> saved, List<FlushRow> deleted) {
        return passiveUpdates() && saved.stream().anyMatch(this::keyChanged);
    }

    // Order ------------------------------------------------------------------------------------

    /** What the database has carried is written under its new key. */
    @Override
    public void groupEdges(Edges edges) {
        edges.chain(saveTargets(), syncAll(), saveOwners());
        if (isInKeyOfHolder()) {
            edges.before(syncAll(), deleteOwners());
        }
    }

    @Override
    public Collection<InstanceState> relatedTo(FlushWork work, FlushRow target) {
        return referring(work, target).stream().map(FlushRow::state).toList();
    }

    @Override
    public void rowEdgesOfSaved(Edges edges, OwnerRow target) {
        SyncRow sync = new SyncRow(this, target.row());
        boolean onlyItself =
                target.related().stream().allMatch(each -> each.action().equals(target.action()));
        for (OwnerRow.Related holder : target.related()) {
            boolean isKnownByIt = !(holder.action() instanceof DeleteRow) || isInKeyOfHolder();
            if (isKnownByIt && (onlyItself || !holder.action().equals(target.action()))) {
                edges.before(sync, holder.action());
            }
        }
        if (!onlyItself) {
            edges.before(target.action(), sync);
        }
    }

    @Override
    public void rowEdgesOfDeleted(Edges edges, OwnerRow target) {}

    // Keys -------------------------------------------------------------------------------------

    @Override
    public void sync(FlushWork work, List<FlushRow> targets) {
        for (FlushRow target : targets) {
            for (FlushRow holder : referring(work, target)) {
                if (follows(holder)) {
                    keys.copyFollowed(work, target.state(), holder.state());
                } else {
                    keys.carried(work, target.state(), holder.state());
                }
            }
        }
    }

    /** Says what {@link #sync} will write. */
    void forecastSaved(FlushWork work, FlushRow target, KeyForecast forecast) {
        referring(work, target).stream()
                .filter(this::follows)
                .forEach(holder -> forecast.follow(holder.state(), keys));
    }

    /** The objects of the flush whose rows refer to a target, if its key changes. */
    private List<FlushRow> referring(FlushWork work, FlushRow target) {
        if (!target.isSaving() || !keyChanged(target)) {
            return List.of();
        }
        List<@Nullable Object> values = new ArrayList<>();
        keys.forEachColumn((from, to) -> values.add(target.committed(from)));
        List<Object> key = KeyValue.comparable(values);
        return key == null ? List.of() : work.holdersByKey(this).getOrDefault(key, List.of());
    }

    /** The objects of a flush by what their rows refer to. */
    Map<List<Object>, List<FlushRow>> indexHolders(FlushWork work) {
        Map<List<Object>, List<FlushRow>> index = new HashMap<>();
        for (FlushRow holder : work.set().rows(relationship().owner())) {
            List<@Nullable Object> values = new ArrayList<>();
            keys.forEachColumn(
                    (from, to) ->
                            values.add(ValueTypes.convert(holder.committed(to), from.javaType())));
            List<Object> key = holder.isNew() ? null : KeyValue.comparable(values);
            if (key != null) {
                index.computeIfAbsent(key, unused -> new ArrayList<>()).add(holder);
            }
        }
        return index;
    }

    /**
     * Whether an object keeps its reference; the row of another one is carried along until it is written. A value that was
     * set by hand is written, where the reference is not loaded and says nothing of it (spec UW-38, UW-56).
     */
    private boolean follows(FlushRow holder) {
        return !holder.isDeleting()
                && !holder.changes().peek(relationship()).hasChanges()
                && (holder.state().isPresent(relationship().slot())
                        || keys.holderAttributes().stream().noneMatch(holder::isEdited));
    }

    /** Whether what a holder refers to is a part of its own key: its row is then found by what the database carried into it. */
    private boolean isInKeyOfHolder() {
        return keys.holderAttributes().stream()
                .anyMatch(attribute -> attribute.column().primaryKey());
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

package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A relationship whose reference stands in the row of one of its two ends. */
@Internal
public abstract sealed class KeyDependency extends Dependency
        permits OneToManyDependency, ManyToOneDependency {

    private final Mapper holder;
    private final KeySync keys;

    KeyDependency(Relationship relationship, Mapper source, Mapper holder) {
        super(relationship);
        this.holder = holder;
        this.keys = new KeySync(relationship, source, holder);
    }

    /** The entity whose rows hold the reference. */
    public final Mapper holder() {
        return holder;
    }

    /** Copies and blanks the keys. */
    final KeySync keys() {
        return keys;
    }

    /** Whether the reference is written by an UPDATE of its own. */
    boolean isWrittenApart() {
        return false;
    }

    /** Says what {@link #sync} will write for a saved owner. */
    abstract void forecastSaved(FlushWork work, FlushRow owner, KeyForecast forecast);

    /** Says what {@link #unlink} will write for a deleted owner. */
    void forecastDeleted(FlushWork work, FlushRow owner, KeyForecast forecast) {}

    /** The attributes that hold the reference. */
    public final List<ColumnAttribute> holderColumns() {
        return keys.holderAttributes();
    }

    /** The attributes that the reference is copied from. */
    public final List<ColumnAttribute> sourceColumns() {
        return keys.sourceAttributes();
    }

    /**
     * Whether the database itself carries a changed key into the reference, whether the holder's row was written before or
     * is afterwards: it is not found by the reference.
     */
    public final boolean isCarriedAtAnyTime() {
        return passiveUpdates()
                && keys.isCarriedByDatabase()
                && holderColumns().stream().noneMatch(each -> each.column().primaryKey());
    }

    /** Has a holder's reference written by an UPDATE of its own, after the row was saved. */
    public final void writeAfterwards(FlushWork work, FlushRow holder) {
        work.postUpdates().register(holder, keys.holderAttributes());
    }

    /** Blanks the references of holders that are about to be deleted, by an UPDATE of their own. */
    public final void blankBeforeDelete(FlushWork work, List<FlushRow> holders) {
        for (FlushRow holder : holders) {
            keys.blank(work, holder.state());
            work.postUpdates().register(holder, keys.holderAttributes());
        }
    }

    /** Whether the row that is referred to is there already, under the key that it will have (UW-35). */
    final boolean isSettled(FlushRow source) {
        return !source.isNew() && !source.isDeleting() && !sourceChanges(source);
    }

    /** Whether the key by which a row is referred to goes along with the changed key of a third row. */
    final boolean isCarriedAlong(FlushRow source) {
        return sourcesIn(source).anyMatch(source::isFollowing);
    }

    /** Whether a row refers to itself by a key that is known before it is written: one UPDATE does for both. */
    final boolean isItself(OwnerRow owner, OwnerRow.Related related) {
        return related.action().equals(owner.action()) && isKeyKnown(owner.row());
    }

    /** Whether the key by which a row is referred to is known, though the row may not have it yet. */
    final boolean isKeyKnown(FlushRow source) {
        return !source.isNew()
                && sourcesIn(source)
                        .noneMatch(
                                column -> source.isAnnounced(column) || source.isFollowing(column));
    }

    /** Whether one row refers to another as far as is known; what the program has changed since does not count. */
    final boolean mayRefer(FlushRow row, FlushRow source) {
        List<@Nullable Object> held = new ArrayList<>();
        List<@Nullable Object> key = new ArrayList<>();
        List<ColumnAttribute> open = new ArrayList<>();
        keys.forEachColumn(
                (from, to) -> {
                    held.add(ValueTypes.convert(row.committed(to), from.javaType()));
                    key.add(source.committed(from));
                    if (row.committed(to) == null && row.state().isExpired(to)) {
                        open.add(to);
                    }
                });
        List<Object> known = KeyValue.comparable(held);
        return !open.isEmpty() || (known != null && known.equals(KeyValue.comparable(key)));
    }

    private boolean sourceChanges(FlushRow source) {
        return sourcesIn(source)
                .anyMatch(column -> source.isChanged(column) || source.isAnnounced(column));
    }

    private Stream<ColumnAttribute> sourcesIn(FlushRow source) {
        return keys.pairs().stream()
                .map(pair -> source.mapper().findAttribute(pair.source()))
                .flatMap(Stream::ofNullable);
    }
}

package io.relmap.flush.dependency;

import io.relmap.error.BlankPrimaryKeyException;
import io.relmap.error.ErrorCode;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.ValueTypes;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Copies the keys of one relationship into the rows that hold them, or blanks them (spec UW-37 to UW-44). */
final class KeySync {

    private final Relationship relationship;
    private final Mapper sourceMapper;
    private final Mapper holderMapper;
    private final List<SyncPair> pairs;
    private final SharedColumns shared;
    private final List<UpdateCascade> cascades;

    /**
     * @param relationship the relationship
     * @param sourceMapper the entity whose key is referred to
     * @param holderMapper the entity that holds the reference
     */
    KeySync(Relationship relationship, Mapper sourceMapper, Mapper holderMapper) {
        this.relationship = relationship;
        this.sourceMapper = sourceMapper;
        this.holderMapper = holderMapper;
        this.pairs = relationship.join().synchronizePairs();
        this.shared = new SharedColumns(relationship, holderMapper);
        this.cascades = UpdateCascade.of(sourceMapper, holderMapper);
    }

    /** The pairs of columns. */
    List<SyncPair> pairs() {
        return pairs;
    }

    /** The attributes that hold the reference. */
    List<ColumnAttribute> holderAttributes() {
        return pairs.stream().map(this::holderAttribute).toList();
    }

    /** The attributes that the reference is copied from. */
    List<ColumnAttribute> sourceAttributes() {
        return pairs.stream()
                .map(pair -> KeyValues.attribute(sourceMapper, pair.source(), relationship))
                .toList();
    }

    /** The attributes that keys are copied from and to. */
    void forEachColumn(BiConsumer<ColumnAttribute, ColumnAttribute> action) {
        for (SyncPair pair : pairs) {
            action.accept(
                    KeyValues.attribute(sourceMapper, pair.source(), relationship),
                    holderAttribute(pair));
        }
    }

    /** Copies the source's key (spec UW-38). */
    void copy(FlushWork work, InstanceState source, InstanceState holder) {
        for (SyncPair pair : pairs) {
            assign(work, source, holder, pair);
        }
    }

    /**
     * Copies the source's changed key, which the database itself carries on by ON UPDATE CASCADE. The holder's row then
     * holds the new value already (spec UW-92, UW-95).
     */
    void copyFollowed(FlushWork work, InstanceState source, InstanceState holder) {
        FlushRow row = work.set().find(holder);
        List<SyncPair> carried = row == null ? List.of() : carriedInto(row, work, source);
        for (SyncPair pair : pairs) {
            assign(work, source, holder, pair);
        }
        if (row != null) {
            carried.forEach(pair -> row.followed(holderAttribute(pair)));
        }
    }

    /** Whether the database itself carries all of a changed key on. */
    boolean isCarriedByDatabase() {
        return pairs.stream()
                .allMatch(pair -> cascades.stream().anyMatch(each -> each.covers(pair)));
    }

    /**
     * What the database has carried: all that it is expected to, if nobody writes the holder otherwise; else what is
     * declared. The reference writes that once more.
     */
    private List<SyncPair> carriedInto(FlushRow holder, FlushWork work, InstanceState source) {
        if (holder.isListedOnly()) {
            return pairs;
        }
        FlushRow changed = work.set().find(source);
        List<UpdateCascade> reached =
                changed == null || !work.context().behaviours().isStrict()
                        ? List.of()
                        : cascades.stream()
                                .filter(cascade -> cascade.hasReached(changed, holder))
                                .toList();
        return pairs.stream()
                .filter(
                        pair ->
                                carriesKey(pair)
                                        || reached.stream()
                                                .anyMatch(cascade -> cascade.covers(pair)))
                .toList();
    }

    /**
     * Tells the row of a former holder that the database carried the source's changed key into it (spec UW-95): the
     * holder leaves, but until its UPDATE the row has that value, and is found by it if it is part of its key.
     */
    void carried(FlushWork work, InstanceState source, InstanceState holder) {
        carried(work, source, holder, KeySync::isForeignKey);
    }

    /** The same of the holder's own key alone: nobody writes the rest of a holder that keeps its reference. */
    void carriedKey(FlushWork work, InstanceState source, InstanceState holder) {
        carried(work, source, holder, KeySync::carriesKey);
    }

    private void carried(
            FlushWork work,
            InstanceState source,
            InstanceState holder,
            Predicate<SyncPair> isCarried) {
        FlushRow row = work.set().find(holder);
        if (row == null || !holdsFormerKey(work, source, row)) {
            return;
        }
        for (SyncPair pair : pairs) {
            if (isCarried.test(pair)) {
                ColumnAttribute from =
                        KeyValues.attribute(sourceMapper, pair.source(), relationship);
                ColumnAttribute to = holderAttribute(pair);
                Object value = KeyValues.current(work.context(), source, from);
                row.carried(to, ValueTypes.convert(value, to.javaType()));
            }
        }
    }

    /** A row that was NULL for a while, or was told already, was not carried along. */
    private boolean holdsFormerKey(FlushWork work, InstanceState source, FlushRow row) {
        for (SyncPair pair : pairs) {
            ColumnAttribute from = KeyValues.attribute(sourceMapper, pair.source(), relationship);
            ColumnAttribute to = holderAttribute(pair);
            Object former = KeyValues.committed(work, source, from);
            if (!to.codec().same(row.stored(to), ValueTypes.convert(former, to.javaType()))) {
                return false;
            }
        }
        return true;
    }

    private void assign(FlushWork work, InstanceState source, InstanceState holder, SyncPair pair) {
        if (holder.mapper() == null) {
            holder.mapper(
                    holderMapper); // an object outside the session still learns its key (CA-60)
        }
        ColumnAttribute from = KeyValues.attribute(sourceMapper, pair.source(), relationship);
        ColumnAttribute to = holderAttribute(pair);
        Object value =
                ValueTypes.convert(KeyValues.current(work.context(), source, from), to.javaType());
        put(work, holder, to, value);
    }

    /** Blanks the key (spec UW-39). A holder that is being deleted keeps what identifies its row. */
    void blank(FlushWork work, InstanceState holder) {
        List<ColumnAttribute> targets = blankable(work, holder);
        for (ColumnAttribute attribute : targets) {
            put(work, holder, attribute, null);
        }
    }

    /**
     * The columns to be nulled: not those of the holder's own key, if another one suffices to detach (spec
     * UW-41), and not those that another relationship of the holder still gives a value (UW-42).
     */
    private List<ColumnAttribute> blankable(FlushWork work, InstanceState holder) {
        List<ColumnAttribute> outsideKey = new ArrayList<>();
        List<ColumnAttribute> inKey = new ArrayList<>();
        for (SyncPair pair : pairs) {
            ColumnAttribute attribute = holderAttribute(pair);
            if (attribute.column().primaryKey()) {
                inKey.add(attribute);
            } else {
                outsideKey.add(attribute);
            }
        }
        boolean detachable = outsideKey.stream().anyMatch(a -> a.column().nullable());
        if (detachable) {
            outsideKey.removeIf(attribute -> !attribute.column().nullable()); // one NULL suffices
        }
        if (!inKey.isEmpty() && !detachable) {
            checkMayBlank(work, holder, inKey);
            return List.of();
        }
        List<ColumnAttribute> free = shared.withoutStillDefined(work, holder, outsideKey);
        return free.isEmpty() ? outsideKey : free;
    }

    private void checkMayBlank(
            FlushWork work, InstanceState holder, List<ColumnAttribute> keyPart) {
        boolean harmless =
                work.set().isDeleting(holder)
                        || (!holder.hasIdentity()
                                && keyPart.stream().allMatch(a -> holder.column(a) == null));
        if (harmless) {
            return;
        }
        SyncPair pair =
                pairs.stream()
                        .filter(candidate -> candidate.destination() == keyPart.get(0).column())
                        .findFirst()
                        .orElseThrow();
        throw new BlankPrimaryKeyException(
                ErrorCode.BLANK_PRIMARY_KEY,
                holder
                        + " was taken out of "
                        + relationship
                        + ", but its reference "
                        + pair.destination()
                        + " (to "
                        + pair.source()
                        + ") is part of its primary key and cannot become null. Give "
                        + relationship
                        + " the cascade DELETE_ORPHAN or DELETE, or passiveDeletes = ALL");
    }

    private void put(
            FlushWork work,
            InstanceState holder,
            ColumnAttribute attribute,
            @org.jspecify.annotations.Nullable Object value) {
        work.keyRules().wrote(attribute, relationship, holder);
        FlushRow row = work.set().find(holder);
        if (row == null) {
            work.context().assigning(holder, attribute);
            holder.column(attribute, value);
        } else {
            row.assign(attribute, value);
        }
    }

    private ColumnAttribute holderAttribute(SyncPair pair) {
        return KeyValues.attribute(holderMapper, pair.destination(), relationship);
    }

    /** Whether both columns are keys and the one refers to the other by a foreign key. */
    private static boolean carriesKey(SyncPair pair) {
        return pair.source().primaryKey() && pair.destination().primaryKey() && isForeignKey(pair);
    }

    private static boolean isForeignKey(SyncPair pair) {
        for (ForeignKeyConstraint key : pair.destination().table().foreignKeys()) {
            int place = key.columns().indexOf(pair.destination().name());
            if (place >= 0
                    && key.referencedColumns().get(place).equals(pair.source().name())
                    && key.references().name().equals(pair.source().table().tableName().name())) {
                return true;
            }
        }
        return false;
    }
}

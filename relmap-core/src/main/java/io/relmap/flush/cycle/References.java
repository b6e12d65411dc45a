package io.relmap.flush.cycle;

import io.relmap.annotation.Match;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.join.Direction;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.ForeignKeyConstraint;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The references that rows of a flush hold, and which of them may be NULL for a while. */
final class References {

    private final FlushWork work;
    private final Dependencies dependencies;

    References(FlushWork work, Dependencies dependencies) {
        this.work = work;
        this.dependencies = dependencies;
    }

    /** The relationships that stand for a reference from the one row to the other. */
    List<Relationship> between(FlushRow holder, FlushRow referred) {
        Stream<Relationship> references =
                holder.mapper().relationships().stream().filter(r -> leads(r, holder, referred));
        Stream<Relationship> collections =
                referred.mapper().relationships().stream().filter(r -> leads(r, referred, holder));
        return Stream.concat(references, collections)
                .filter(r -> held(r, holder).isPresent())
                .distinct()
                .toList();
    }

    private boolean leads(Relationship relationship, FlushRow owner, FlushRow other) {
        KeyDependency key = dependencies.keyDependency(relationship);
        return key != null
                && key.relatedTo(work, owner).stream()
                        .anyMatch(related -> related == other.state());
    }

    /** Whether one row refers, or referred when the flush began, to another one. */
    boolean refers(FlushRow holder, FlushRow referred) {
        return holder.mapper().relationships().stream()
                        .filter(r -> r.direction() == Direction.MANY_TO_ONE)
                        .anyMatch(r -> leads(r, holder, referred))
                || referred.mapper().relationships().stream()
                        .filter(r -> r.direction() == Direction.ONE_TO_MANY)
                        .anyMatch(r -> leads(r, referred, holder));
    }

    /** Whether a row holds a relationship's reference, and nothing in this flush changes it. */
    boolean keeps(Relationship relationship, FlushRow row) {
        return held(relationship, row)
                .filter(
                        key ->
                                key.holderColumns().stream()
                                        .noneMatch(
                                                column ->
                                                        row.isChanged(column)
                                                                || row.isAnnounced(column)))
                .isPresent();
    }

    /** Whether the database itself keeps a row's reference up to date that nothing in this flush changes otherwise. */
    boolean goesAlong(Relationship relationship, FlushRow row) {
        return !row.isNew()
                && keeps(relationship, row)
                && held(relationship, row).filter(KeyDependency::isCarriedAtAnyTime).isPresent();
    }

    /** What writes a relationship's reference, if it stands in the row. */
    Optional<KeyDependency> held(Relationship relationship, FlushRow row) {
        return Optional.ofNullable(dependencies.keyDependency(relationship))
                .filter(key -> key.holder() == row.mapper());
    }

    /** The same, if the reference may be NULL: one of its columns suffices, unless the key says otherwise. */
    Optional<KeyDependency> optional(Relationship relationship, FlushRow row) {
        return held(relationship, row)
                .filter(
                        key -> {
                            int nullable = nullableColumns(key).size();
                            return nullable == key.holderColumns().size()
                                    || (nullable > 0 && !isMatchedInFull(key));
                        });
    }

    /** The columns of a reference that may be NULL: not those that are part of the row's own key. */
    List<ColumnAttribute> nullableColumns(KeyDependency key) {
        return key.holderColumns().stream()
                .filter(column -> mayBeNull(key.holder(), column))
                .toList();
    }

    static boolean mayBeNull(Mapper mapper, ColumnAttribute attribute) {
        return attribute.column().nullable()
                && !attribute.column().primaryKey()
                && mapper.access().holdsNull(attribute.index());
    }

    /** Of a key with MATCH FULL either all columns are NULL, or none. */
    private static boolean isMatchedInFull(KeyDependency key) {
        return foreignKeys(key).stream()
                .anyMatch(foreignKey -> foreignKey.options().match() == Match.FULL);
    }

    /** The foreign keys that a reference fills, all or in part. */
    static List<ForeignKeyConstraint> foreignKeys(KeyDependency key) {
        List<String> written =
                key.holderColumns().stream().map(column -> column.column().name()).toList();
        return key.holder().table().foreignKeys().stream()
                .filter(foreignKey -> !Collections.disjoint(foreignKey.columns(), written))
                .toList();
    }
}

package io.relmap.flush.unique;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyForecast;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unique values that one row of a flush frees and another takes. The usual order (updates, then inserts,
 * then deletes) would write most of them the wrong way round, and holds only where all rows of an entity go together.
 */
@Internal
public final class Handovers {

    private final FlushSet set;
    private final KeyForecast forecast;
    private final List<Handover> found = new ArrayList<>();

    /** The new objects that take over rows of deleted ones (spec UW-100): an update, nothing is freed. */
    private final Map<FlushRow, FlushRow> successors = new HashMap<>();

    /** The same the other way round. */
    private final Map<FlushRow, FlushRow> formers = new HashMap<>();

    private Handovers(FlushSet set, KeyForecast forecast) {
        this.set = set;
        this.forecast = forecast;
    }

    /** All of them, in the order in which the rows came. */
    public static List<Handover> of(FlushWork work, List<Dependency> dependencies) {
        FlushSet set = work.set();
        List<Mapper> mappers = set.mappers().stream().filter(m -> mayHandOver(set, m)).toList();
        if (mappers.isEmpty()) {
            return List.of();
        }
        Handovers handovers = new Handovers(set, KeyForecast.of(work, dependencies));
        for (Mapper mapper : mappers) {
            handovers.findSuccessors(mapper);
            UniqueKey.of(mapper).forEach(key -> handovers.look(mapper, key));
        }
        return handovers.found;
    }

    /** Nothing is freed unless a row is deleted or updated, and nothing taken unless one is saved. */
    private static boolean mayHandOver(FlushSet set, Mapper mapper) {
        return set.rows(mapper).size() > 1
                && (mapper.generated() == null || !mapper.table().uniqueConstraints().isEmpty())
                && set.rows(mapper).stream().anyMatch(row -> !row.isNew())
                && set.rows(mapper).stream().anyMatch(FlushRow::isSaving);
    }

    private void look(Mapper mapper, UniqueKey key) {
        Map<List<Object>, Freed> freed = new HashMap<>();
        collectFreed(mapper, key, FlushRow::committed, freed);
        CarriedReferences carried = CarriedReferences.of(set, forecast, mapper, key);
        if (!carried.isEmpty()) {
            collectFreed(mapper, key, carried::after, freed);
        }
        if (freed.isEmpty()) {
            return;
        }
        for (FlushRow row : set.saved(mapper)) {
            List<Object> after = after(row, key, FlushRow::committed);
            Freed value = after == null ? null : freed.get(after);
            if (value == null || value.writer() == row) {
                continue;
            }
            FlushRow from = value.writer();
            ColumnAttribute apart = heldUntilApart(from, key);
            boolean inserted = row.isNew() && !formers.containsKey(row);
            boolean isUsual = inserted && !from.isDeleting() && apart == null;
            found.add(
                    new Handover(
                            from,
                            value.holder(),
                            row,
                            key.columns(),
                            key.constraint(),
                            isUsual,
                            apart,
                            key.columns().stream()
                                    .anyMatch(column -> forecast.isWrittenApart(row, column))));
        }
    }

    /** The column of a key whose change comes by an UPDATE of its own, if saving the row changes none of them. */
    private @Nullable ColumnAttribute heldUntilApart(FlushRow row, UniqueKey key) {
        if (row.isDeleting()) {
            return null;
        }
        FlushRow holder = formers.getOrDefault(row, row);
        ColumnAttribute apart = null;
        for (ColumnAttribute column : key.columns()) {
            if (forecast.isWrittenApart(row, column)) {
                apart = mayBeNull(row.mapper(), column) ? column : apart;
            } else if (!column.codec()
                    .same(holder.committed(column), after(row, column, FlushRow::committed))) {
                return null;
            }
        }
        return apart;
    }

    private static boolean mayBeNull(Mapper mapper, ColumnAttribute column) {
        return column.column().nullable() && mapper.access().holdsNull(column.index());
    }

    /** Adds the values that rows give up, of those that they hold before they are written. */
    private void collectFreed(
            Mapper mapper,
            UniqueKey key,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> held,
            Map<List<Object>, Freed> freed) {
        for (FlushRow row : set.rows(mapper)) {
            List<Object> before = row.isNew() || row.isListedOnly() ? null : values(row, key, held);
            FlushRow writer = successors.getOrDefault(row, row);
            if (before != null
                    && (writer.isDeleting() || !before.equals(after(writer, key, held)))) {
                freed.put(before, new Freed(row, writer));
            }
        }
    }

    private void findSuccessors(Mapper mapper) {
        UniqueKey identity = new UniqueKey(mapper.identity(), null);
        Map<List<Object>, FlushRow> deleted = new HashMap<>();
        for (FlushRow row : set.deleted(mapper)) {
            List<Object> key = values(row, identity, FlushRow::committed);
            if (key != null) {
                deleted.put(key, row);
            }
        }
        if (deleted.isEmpty()) {
            return;
        }
        for (FlushRow row : set.saved(mapper)) {
            List<Object> key = row.isNew() ? values(row, identity, forecast::after) : null;
            FlushRow former = key == null ? null : deleted.get(key);
            if (former != null) {
                successors.put(former, row);
                formers.put(row, former);
            }
        }
    }

    private @Nullable List<Object> after(
            FlushRow row,
            UniqueKey key,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> held) {
        return values(row, key, (each, column) -> after(each, column, held));
    }

    /** What a row will hold: a map-backed object that takes one over keeps what it does not set (spec UW-101). */
    private @Nullable Object after(
            FlushRow row,
            ColumnAttribute column,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> held) {
        FlushRow former = formers.get(row);
        boolean isKept =
                former != null
                        && row.mapper().entityClass() == null
                        && !row.isPutInto(column)
                        && !forecast.isWritten(row, column);
        return former != null && isKept ? held.apply(former, column) : forecast.after(row, column);
    }

    /** The values of a key; null if one of them is NULL, which is unique to nobody. */
    private static @Nullable List<Object> values(
            FlushRow row,
            UniqueKey key,
            BiFunction<FlushRow, ColumnAttribute, @Nullable Object> reader) {
        List<@Nullable Object> values = new ArrayList<>(key.columns().size());
        for (ColumnAttribute attribute : key.columns()) {
            values.add(reader.apply(row, attribute));
        }
        return KeyValue.comparable(values);
    }

    /**
     * A value that becomes free.
     *
     * @param holder the row that holds it
     * @param writer what is written to free it: the same row, or the new object that takes it over
     */
    private record Freed(FlushRow holder, FlushRow writer) {}
}

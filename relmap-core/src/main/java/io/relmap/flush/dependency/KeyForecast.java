package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.change.ValueTypes;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.state.InstanceState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What columns will hold once the relationships of a flush have copied and blanked their keys, told before
 * anything is run. Changes no object.
 */
@Internal
public final class KeyForecast {

    /** What the database makes in this flush, a key or what it computes: equal to no value that is there before. */
    private static final Object NOT_YET_KNOWN = new Object();

    private final IdentityHashMap<InstanceState, Map<ColumnAttribute, @Nullable Object>> values =
            new IdentityHashMap<>();

    /** Whether a column is written by an UPDATE of its own alone. */
    private final IdentityHashMap<InstanceState, Map<ColumnAttribute, Boolean>> apart =
            new IdentityHashMap<>();

    /** The references that follow a changed key. */
    private final IdentityHashMap<InstanceState, Set<ColumnAttribute>> following =
            new IdentityHashMap<>();

    private KeyForecast() {}

    /** Asks these dependencies, in their order, what they are going to write. */
    public static KeyForecast of(FlushWork work, List<Dependency> dependencies) {
        KeyForecast forecast = new KeyForecast();
        for (Dependency dependency : dependencies) {
            if (dependency instanceof KeyDependency key) {
                work.set().saved(key.watched()).forEach(o -> key.forecastSaved(work, o, forecast));
                work.set()
                        .deleted(key.watched())
                        .forEach(o -> key.forecastDeleted(work, o, forecast));
            } else if (dependency instanceof KeySwitchDetector detector) {
                work.set()
                        .saved(detector.watched())
                        .forEach(target -> detector.forecastSaved(work, target, forecast));
            }
        }
        return forecast;
    }

    /** Whether a forecast value is known before the flush runs. */
    public static boolean isKnown(@Nullable Object value) {
        return value != NOT_YET_KNOWN;
    }

    /** What a column of a saved row will hold. */
    public @Nullable Object after(FlushRow row, ColumnAttribute attribute) {
        Map<ColumnAttribute, @Nullable Object> planned = values.get(row.state());
        if (planned != null && planned.containsKey(attribute)) {
            return planned.get(attribute);
        }
        return row.expression(attribute) == null ? row.current(attribute) : NOT_YET_KNOWN;
    }

    /** Whether a relationship is going to copy a key into a column of a row, or to blank it. */
    public boolean isWritten(FlushRow row, ColumnAttribute attribute) {
        return values.getOrDefault(row.state(), Map.of()).containsKey(attribute);
    }

    /** Whether a column gets its value only by an UPDATE of its own, after the row was saved (spec UW-63). */
    public boolean isWrittenApart(FlushRow row, ColumnAttribute attribute) {
        return apart.getOrDefault(row.state(), Map.of()).getOrDefault(attribute, false);
    }

    /** Tells the rows of the columns that relationships are going to change, or that follow a changed key (spec UW-35). */
    public void announce(FlushSet set) {
        values.forEach(
                (state, planned) -> {
                    FlushRow row = set.find(state);
                    if (row != null && !row.isNew()) {
                        planned.forEach(row::announce);
                    }
                });
        following.forEach(
                (state, columns) -> {
                    FlushRow row = set.find(state);
                    if (row != null) {
                        columns.forEach(row::announceFollowing);
                    }
                });
    }

    void point(InstanceState holder, KeyDependency by, InstanceState source) {
        by.keys()
                .forEachColumn(
                        (from, to) -> {
                            Object value = source.column(from);
                            put(
                                    holder,
                                    by,
                                    to,
                                    value == null
                                            ? NOT_YET_KNOWN
                                            : ValueTypes.convert(value, to.javaType()));
                        });
    }

    void follow(InstanceState holder, KeySync by) {
        following.computeIfAbsent(holder, key -> new HashSet<>()).addAll(by.holderAttributes());
    }

    void blank(InstanceState holder, KeyDependency by) {
        by.keys().forEachColumn((from, to) -> put(holder, by, to, null));
    }

    private void put(
            InstanceState holder,
            KeyDependency by,
            ColumnAttribute attribute,
            @Nullable Object value) {
        values.computeIfAbsent(holder, key -> new HashMap<>()).put(attribute, value);
        apart.computeIfAbsent(holder, key -> new HashMap<>())
                .merge(attribute, by.isWrittenApart(), Boolean::logicalAnd);
    }
}

package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds relationships that write one column without knowing of each other (spec RC-118 to RC-122). */
final class OverlapCheck {

    /** For each column that is written: by whom, and from which column. */
    private final Map<Column, Map<ConfiguredRelationship, Column>> writers = new HashMap<>();

    /** Adds a relationship; it gets a warning for each column that an earlier one writes too. */
    void add(ConfiguredRelationship relationship) {
        if (relationship.viewOnly()) {
            return;
        }
        List<SyncPair> pairs = new ArrayList<>(relationship.join().synchronizePairs());
        pairs.addAll(relationship.join().secondarySynchronizePairs());
        Map<Column, Column> sources = new LinkedHashMap<>();
        pairs.forEach(pair -> sources.putIfAbsent(pair.destination(), pair.source()));
        sources.forEach((destination, source) -> check(relationship, source, destination));
    }

    private void check(ConfiguredRelationship relationship, Column source, Column destination) {
        Map<ConfiguredRelationship, Column> others =
                writers.computeIfAbsent(destination, key -> new LinkedHashMap<>());
        Map<String, Column> conflicts = new TreeMap<>();
        Map<String, String> names = new TreeMap<>();
        others.forEach(
                (other, from) -> {
                    if (!isExempt(relationship, other)) {
                        conflicts.put(other.toString(), from);
                        names.put(other.name(), other.name());
                    }
                });
        if (!conflicts.isEmpty()) {
            relationship.warn(
                    warning(
                            relationship,
                            new SyncPair(source, destination),
                            conflicts,
                            String.join(",", names.keySet())));
        }
        others.put(relationship, source);
    }

    private static boolean isExempt(ConfiguredRelationship a, ConfiguredRelationship b) {
        return a == b
                || a.reverses().contains(b)
                || a.arguments().overlaps().contains(b.name())
                || b.arguments().overlaps().contains(a.name());
    }

    private static Warning warning(
            ConfiguredRelationship relationship,
            SyncPair pair,
            Map<String, Column> conflicts,
            String names) {
        String others =
                conflicts.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getKey()
                                                + " (copies "
                                                + new SyncPair(entry.getValue(), pair.destination())
                                                + ")")
                        .collect(Collectors.joining(", "));
        return new Warning(
                ErrorCode.OVERLAPPING_WRITES,
                relationship.toString(),
                relationship
                        + " copies "
                        + pair
                        + ", and so do other relationships: "
                        + others
                        + "; if they are two sides of one, link them with backPopulates; if one is"
                        + " only read, set viewOnly = true on it; narrow what is written with"
                        + " foreign() in primaryJoin; or, if this is meant, write overlaps = \""
                        + names
                        + "\"");
    }
}

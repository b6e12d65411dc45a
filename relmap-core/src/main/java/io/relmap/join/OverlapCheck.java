package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds relationships that write one column without knowing of each other (spec RC-118 to RC-122). */
final class OverlapCheck {

    /** For each column that is written: by whom, and from which columns. */
    private final Map<Column, Map<ConfiguredRelationship, Set<Column>>> writers = new HashMap<>();

    /** Adds a relationship; it gets a warning for each column that an earlier one writes too. */
    void add(ConfiguredRelationship relationship) {
        if (relationship.viewOnly()) {
            return;
        }
        List<SyncPair> pairs = new ArrayList<>(relationship.join().synchronizePairs());
        pairs.addAll(relationship.join().secondarySynchronizePairs());
        Map<Column, Set<Column>> sources = new LinkedHashMap<>();
        for (SyncPair pair : pairs) {
            sources.computeIfAbsent(pair.destination(), key -> new LinkedHashSet<>())
                    .add(pair.source());
        }
        sources.forEach((destination, from) -> check(relationship, from, destination));
    }

    private void check(
            ConfiguredRelationship relationship, Set<Column> sources, Column destination) {
        Map<ConfiguredRelationship, Set<Column>> others =
                writers.computeIfAbsent(destination, key -> new LinkedHashMap<>());
        Map<String, String> conflicts = new TreeMap<>();
        Set<String> names = new TreeSet<>();
        others.forEach(
                (other, from) -> {
                    if (!isExempt(relationship, other)) {
                        conflicts.put(other.toString(), copies(from, destination));
                        names.add(other.name());
                    }
                });
        if (!conflicts.isEmpty()) {
            String copies = copies(sources, destination);
            relationship.warn(warning(relationship, copies, conflicts, names));
        }
        others.put(relationship, sources);
    }

    private static String copies(Set<Column> sources, Column destination) {
        return sources.stream().map(Column::toString).collect(Collectors.joining(", "))
                + " to "
                + destination;
    }

    private static boolean isExempt(ConfiguredRelationship a, ConfiguredRelationship b) {
        return a == b
                || a.reverses().contains(b)
                || a.arguments().overlaps().contains(b.name())
                || b.arguments().overlaps().contains(a.name());
    }

    private static Warning warning(
            ConfiguredRelationship relationship,
            String copies,
            Map<String, String> conflicts,
            Set<String> names) {
        String others =
                conflicts.entrySet().stream()
                        .map(entry -> entry.getKey() + " (copies " + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
        return new Warning(
                ErrorCode.OVERLAPPING_WRITES,
                relationship.toString(),
                relationship
                        + " copies "
                        + copies
                        + ", and so do other relationships: "
                        + others
                        + "; if they are two sides of one, link them with backPopulates; if one is"
                        + " only read, set viewOnly = true on it; narrow what is written with"
                        + " foreign() in primaryJoin; or, if this is meant, write overlaps = \""
                        + String.join(",", names)
                        + "\"");
    }
}

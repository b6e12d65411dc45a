package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** By which relationships a flush has written keys into columns of which rows: why a statement sets them. */
@Internal
public final class KeyRules {

    private final IdentityHashMap<ColumnAttribute, Map<Relationship, Set<InstanceState>>> byColumn =
            new IdentityHashMap<>();

    void wrote(ColumnAttribute attribute, Relationship relationship, InstanceState holder) {
        byColumn.computeIfAbsent(attribute, key -> new LinkedHashMap<>(4))
                .computeIfAbsent(
                        relationship, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(holder);
    }

    /** The relationships that wrote into one of these rows, in the order in which they wrote first. */
    public Set<Relationship> of(ColumnAttribute attribute, Collection<FlushRow> rows) {
        Set<Relationship> found = new LinkedHashSet<>();
        byColumn.getOrDefault(attribute, Map.of())
                .forEach(
                        (relationship, holders) -> {
                            if (rows.stream().anyMatch(row -> holders.contains(row.state()))) {
                                found.add(relationship);
                            }
                        });
        return found;
    }
}

package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** By which relationships a flush has written keys into columns: why a statement sets them. */
@Internal
public final class KeyRules {

    private final IdentityHashMap<ColumnAttribute, Set<Relationship>> byColumn =
            new IdentityHashMap<>();

    void wrote(ColumnAttribute attribute, Relationship relationship) {
        byColumn.computeIfAbsent(attribute, key -> new LinkedHashSet<>(2)).add(relationship);
    }

    /** The relationships, in the order in which they wrote; empty for a column that the program sets. */
    public Set<Relationship> of(ColumnAttribute attribute) {
        return byColumn.getOrDefault(attribute, Set.of());
    }
}

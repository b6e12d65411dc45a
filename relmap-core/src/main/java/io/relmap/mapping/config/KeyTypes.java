package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a key and the columns that refer to it have one Java type: values are copied from one to the
 * other, and looked up by it.
 */
final class KeyTypes {

    private final Problems problems;
    private final Set<SyncPair> seen = new HashSet<>();

    KeyTypes(Problems problems) {
        this.problems = problems;
    }

    void check(Collection<Relationship> relationships) {
        for (Relationship relationship : relationships) {
            List<SyncPair> pairs = new ArrayList<>(relationship.join().synchronizePairs());
            pairs.addAll(relationship.join().secondarySynchronizePairs());
            pairs.stream().filter(seen::add).forEach(pair -> check(relationship, pair));
        }
    }

    private void check(Relationship relationship, SyncPair pair) {
        ColumnAttribute source = attribute(relationship, pair.source());
        ColumnAttribute destination = attribute(relationship, pair.destination());
        if (source == null
                || destination == null
                || source.javaType() == destination.javaType()
                || relationship.viewOnly()) {
            return;
        }
        problems.add(
                ErrorCode.INVALID_FIELD,
                relationship
                        + " copies "
                        + pair.source()
                        + " (attribute "
                        + source
                        + ", "
                        + source.javaType().getSimpleName()
                        + ") to "
                        + pair.destination()
                        + " (attribute "
                        + destination
                        + ", "
                        + destination.javaType().getSimpleName()
                        + "); give both fields the same type");
    }

    private static @Nullable ColumnAttribute attribute(
            Relationship relationship, io.relmap.schema.Column column) {
        return Stream.of(relationship.owner(), relationship.target())
                .filter(mapper -> mapper.table() == column.table())
                .map((Mapper mapper) -> mapper.findAttribute(column))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}

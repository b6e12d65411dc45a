package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.TableName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tables' rows go along with deleted rows of which others by ON DELETE CASCADE, as far as entities are mapped to
 * them (spec UW-121). Made once for a mapping; immutable.
 */
@Internal
public final class DeleteCascades {

    private final Map<TableName, Set<TableName>> reached = new HashMap<>();

    /**
     * @param mappers all entities
     */
    public DeleteCascades(Collection<Mapper> mappers) {
        Map<TableName, Set<TableName>> direct = new HashMap<>();
        for (Mapper mapper : mappers) {
            Set<TableName> targets =
                    direct.computeIfAbsent(
                            mapper.table().tableName(), key -> new LinkedHashSet<>());
            keys(mapper).forEach(key -> targets.add(key.references()));
        }
        direct.keySet().forEach(table -> reached.put(table, reachedFrom(table, direct)));
    }

    private static Set<TableName> reachedFrom(
            TableName table, Map<TableName, Set<TableName>> direct) {
        Set<TableName> found = new LinkedHashSet<>();
        Deque<TableName> open = new ArrayDeque<>(direct.getOrDefault(table, Set.of()));
        while (!open.isEmpty()) {
            TableName next = open.pop();
            if (found.add(next)) {
                open.addAll(direct.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    /** The foreign keys by which an entity's rows go along with those that they refer to. */
    public static List<ForeignKeyConstraint> keys(Mapper holder) {
        return holder.table().foreignKeys().stream()
                .filter(key -> key.options().onDelete() == ReferentialAction.CASCADE)
                .toList();
    }

    /** Whether rows of one table go along with rows of another, directly or by way of others. */
    public boolean lead(TableName from, TableName to) {
        return reached.getOrDefault(from, Set.of()).contains(to);
    }
}

package io.relmap.ddl;

import io.relmap.schema.ConstraintNames;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order tables are created, and which keys are added afterwards.
 *
 * @param tables the tables, each after those it refers to by a key that is not in {@code added}
 * @param added the keys that ALTER TABLE adds, by name
 */
record DdlPlan(List<Table> tables, List<AddedKey> added) {

    /**
     * A key that ALTER TABLE adds and drops.
     *
     * @param table the table that holds the key
     * @param key the key
     * @param name its name, its own or one made up
     */
    record AddedKey(Table table, ForeignKeyConstraint key, String name) {

        static AddedKey of(Table table, ForeignKeyConstraint key) {
            String name = ConstraintNames.toCreate(table, key);
            return new AddedKey(
                    table,
                    key,
                    name != null
                            ? name
                            : "fk_"
                                    + table.tableName().name()
                                    + "_"
                                    + String.join("_", key.columns()));
        }
    }

    boolean isAdded(Table table, ForeignKeyConstraint key) {
        return added.stream().anyMatch(each -> each.table.equals(table) && each.key.equals(key));
    }

    /** Plans for some of the tables of a mapping. */
    static DdlPlan of(MetaData metaData, Collection<Table> selection) {
        return new Sorter(metaData, selection).plan();
    }

    private static final class Sorter {

        private final MetaData metaData;
        private final List<Table> tables;
        private final Map<Table, Set<Table>> references = new HashMap<>();

        Sorter(MetaData metaData, Collection<Table> selection) {
            this.metaData = metaData;
            this.tables = selection.stream().sorted(Comparator.comparing(Table::name)).toList();
            for (Table table : tables) {
                Set<Table> referenced = new LinkedHashSet<>();
                for (ForeignKeyConstraint key : table.foreignKeys()) {
                    Table target = target(table, key);
                    if (!key.options().useAlter() && target != table) {
                        referenced.add(target);
                    }
                }
                references.put(table, referenced);
            }
        }

        private Table target(Table table, ForeignKeyConstraint key) {
            return metaData.resolve(table, key).get(0).table();
        }

        DdlPlan plan() {
            Map<Table, Set<Table>> reachable = new HashMap<>();
            tables.forEach(table -> reachable.put(table, reachableFrom(table)));
            List<AddedKey> added = new ArrayList<>();
            for (Table table : tables) {
                for (ForeignKeyConstraint key : table.foreignKeys()) {
                    Table target = target(table, key);
                    boolean onCycle =
                            target != table
                                    && !key.options().useAlter()
                                    && reachable.getOrDefault(target, Set.of()).contains(table);
                    if (onCycle || key.options().useAlter()) {
                        added.add(AddedKey.of(table, key));
                    }
                }
            }
            Map<Table, Set<Table>> acyclic = new HashMap<>();
            references.forEach(
                    (table, all) -> {
                        Set<Table> kept = new HashSet<>(all);
                        kept.removeIf(
                                target -> reachable.getOrDefault(target, Set.of()).contains(table));
                        acyclic.put(table, kept);
                    });
            added.sort(Comparator.comparing(AddedKey::name));
            return new DdlPlan(sorted(acyclic), List.copyOf(added));
        }

        private Set<Table> reachableFrom(Table start) {
            Set<Table> seen = new HashSet<>();
            List<Table> open = new ArrayList<>(references.getOrDefault(start, Set.of()));
            while (!open.isEmpty()) {
                Table next = open.remove(open.size() - 1);
                if (seen.add(next)) {
                    open.addAll(references.getOrDefault(next, Set.of()));
                }
            }
            return seen;
        }

        /** Level by level, each level by name. */
        private List<Table> sorted(Map<Table, Set<Table>> references) {
            List<Table> done = new ArrayList<>();
            List<Table> open = new ArrayList<>(tables);
            while (!open.isEmpty()) {
                Set<Table> waiting = new HashSet<>(open);
                List<Table> level =
                        open.stream()
                                .filter(
                                        table ->
                                                references.getOrDefault(table, Set.of()).stream()
                                                        .noneMatch(waiting::contains))
                                .toList();
                done.addAll(level);
                open.removeAll(level);
            }
            return List.copyOf(done);
        }
    }
}

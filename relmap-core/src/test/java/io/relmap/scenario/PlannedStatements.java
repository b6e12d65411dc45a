package io.relmap.scenario;

import io.relmap.flush.FlushPlan;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.plan.FlushStep;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds the statements that a flush has sent against a plan that was made before it. */
final class PlannedStatements {

    private static final List<String> SAVE = List.of("insert", "update");

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Long> inserts = new TreeMap<>();
    private final Map<String, Long> deletes = new TreeMap<>();

    /** What one step may send. */
    private record Step(List<String> verbs, String table) {}

    /** Reads the plan now: its rows change once they are written. */
    PlannedStatements(FlushPlan plan) {
        plan.steps().forEach(this::read);
    }

    private void read(FlushStep step) {
        if (step instanceof FlushStep.SaveRows save) {
            steps.add(new Step(SAVE, table(save.mapper())));
            count(inserts, save.mapper(), save.rows().stream().filter(FlushRow::isNew).count());
        } else if (step instanceof FlushStep.DeleteRows delete) {
            steps.add(new Step(List.of("delete"), table(delete.mapper())));
            count(deletes, delete.mapper(), delete.rows().size());
        } else if (step instanceof FlushStep.VacateColumns vacate) {
            steps.add(new Step(List.of("update"), table(vacate.mapper())));
        } else if (step instanceof FlushStep.PostUpdate post) {
            steps.add(new Step(List.of("update"), table(post.mapper())));
        } else if (step instanceof FlushStep.WriteLinks links) {
            steps.add(
                    new Step(
                            links.fate() == Fate.SURVIVES
                                    ? List.of("delete", "update", "insert")
                                    : List.of("delete"),
                            name(
                                    Objects.requireNonNull(
                                                    links.dependency()
                                                            .relationship()
                                                            .join()
                                                            .secondaryTable())
                                            .tableName()
                                            .name())));
        }
    }

    /** The objects that a step is about, in order. */
    static List<Object> objects(FlushStep step) {
        return rows(step).stream().map(row -> row.state().entity()).toList();
    }

    private static List<FlushRow> rows(FlushStep step) {
        if (step instanceof FlushStep.SaveRows save) {
            return save.rows();
        } else if (step instanceof FlushStep.DeleteRows delete) {
            return delete.rows();
        } else if (step instanceof FlushStep.SyncRelationship sync) {
            return sync.owners();
        } else if (step instanceof FlushStep.UnlinkRelationship unlink) {
            return unlink.owners();
        } else if (step instanceof FlushStep.BlankReferences blank) {
            return blank.holders();
        } else if (step instanceof FlushStep.WriteLinks links) {
            return links.owners();
        } else if (step instanceof FlushStep.VacateColumns vacate) {
            return vacate.rows().stream().map(Action.VacateRow::row).toList();
        }
        return List.of();
    }

    /** What the plan does not explain; empty if it explains all. */
    List<String> unexplained(StatementLog log) {
        List<String> wrong = new ArrayList<>();
        int place = 0;
        for (List<Object> statement : log.statements()) {
            int next = place;
            while (next < steps.size() && !allows(steps.get(next), statement)) {
                next++;
            }
            if (next == steps.size()) {
                wrong.add(statement + " comes in no step from " + (place + 1) + " on: " + steps);
            } else {
                place = next;
            }
        }
        compareCounts(log, wrong);
        return wrong;
    }

    /** All planned rows are inserted and deleted, but for rows that new objects take over (UW-100). */
    private void compareCounts(StatementLog log, List<String> wrong) {
        inserts.keySet().forEach(table -> compareCounts(log, table, wrong));
        deletes.keySet().stream()
                .filter(table -> !inserts.containsKey(table))
                .forEach(table -> compareCounts(log, table, wrong));
    }

    private void compareCounts(StatementLog log, String table, List<String> wrong) {
        Map<String, List<Long>> sent = new TreeMap<>();
        log.rows().forEach((key, counts) -> sent.put(name(key), counts));
        List<Long> rows = sent.getOrDefault(table, List.of(0L, 0L, 0L));
        long fewerInserts = inserts.getOrDefault(table, 0L) - rows.get(0);
        long fewerDeletes = deletes.getOrDefault(table, 0L) - rows.get(2);
        if (fewerInserts != fewerDeletes || fewerInserts < 0) {
            wrong.add(
                    table
                            + ": planned "
                            + inserts.get(table)
                            + " inserts and "
                            + deletes.get(table)
                            + " deletes, sent "
                            + rows);
        }
    }

    private static boolean allows(Step step, List<Object> statement) {
        return step.verbs().contains(statement.get(0))
                && step.table().equals(name((String) statement.get(1)));
    }

    private static void count(Map<String, Long> counts, Mapper mapper, long rows) {
        counts.merge(table(mapper), rows, Long::sum);
    }

    private static String table(Mapper mapper) {
        return name(mapper.table().tableName().name());
    }

    private static String name(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}

package io.relmap.jdbc;

import io.relmap.annotation.Internal;
import io.relmap.flush.PlannedFlush;
import io.relmap.flush.RowEvents;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.RowSwitch;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.DeleteCascades;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyRules;
import io.relmap.flush.dependency.LinkRows;
import io.relmap.flush.plan.FlushStep;
import io.relmap.flush.plan.RowOrder;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the steps of a flush. Not thread-safe: as its session. */
@Internal
public final class FlushExecutor {

    private final RowWriter rows;
    private final RowSearch search;
    private final LinkWriter links;
    private final ConstraintChecks checks;
    private final RowEvents events;

    /**
     * @param executor sends the statements
     * @param events is told before and after rows are written
     */
    public FlushExecutor(SqlExecutor executor, RowEvents events) {
        this.rows = new RowWriter(executor);
        this.search = new RowSearch(executor);
        this.links = new LinkWriter(executor);
        this.checks = new ConstraintChecks(executor);
        this.events = events;
    }

    /**
     * Runs all steps in order. Keys are copied between the statements, in memory.
     *
     * @throws io.relmap.error.FlushException if a row count does not fit, or a key cannot be written
     * @throws io.relmap.error.DatabaseException if the database refuses a statement
     */
    public void run(PlannedFlush plan) {
        try {
            List<FlushStep> steps = plan.steps();
            DeletedRows deleted = new DeletedRows(plan.work());
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof FlushStep.DeleteRows && deleted.isEmpty()) {
                    learnVersions(steps.subList(i, steps.size()));
                }
                run(plan.work(), steps.get(i), deleted);
            }
            checks.done();
        } catch (RuntimeException | Error e) {
            checks.failed(e);
            throw e;
        }
    }

    /** The versions of expired rows that the first deletes may take along: afterwards they cannot be learnt (UW-123). */
    private static void learnVersions(List<FlushStep> steps) {
        for (FlushStep step : steps) {
            if (step instanceof FlushStep.DeleteRows delete
                    && !DeleteCascades.keys(delete.mapper()).isEmpty()) {
                delete.rows().stream()
                        .filter(row -> !row.isListedOnly())
                        .forEach(FlushRow::learnVersion);
            }
        }
    }

    private void run(FlushWork work, FlushStep step, DeletedRows deleted) {
        if (step instanceof FlushStep.SaveRows save) {
            save(work, save);
        } else if (step instanceof FlushStep.DeleteRows delete) {
            delete(delete, deleted);
        } else if (step instanceof FlushStep.SyncRelationship sync) {
            sync.dependency().sync(work, sync.owners());
        } else if (step instanceof FlushStep.UnlinkRelationship unlink) {
            unlink.dependency().unlink(work, unlink.owners());
        } else if (step instanceof FlushStep.BlankReferences blank) {
            blank.dependency().blankBeforeDelete(work, blank.holders());
        } else if (step instanceof FlushStep.VacateColumns vacate) {
            vacate(work, vacate);
        } else if (step instanceof FlushStep.CheckLater later) {
            checks.putOff(later.toBePutOff());
        } else if (step instanceof FlushStep.CheckNow now) {
            checks.takeUp(now.checks());
        } else if (step instanceof FlushStep.MakeKeys made) {
            rows.makeKeys(made.mapper(), made.rows());
        } else if (step instanceof FlushStep.WriteLinks write) {
            writeLinks(work, write);
        } else if (step instanceof FlushStep.PostUpdate post) {
            List<FlushRow> registered = work.postUpdates().rows(post.mapper(), post.fate());
            rows.update(
                    work.keyRules(),
                    work.carriedKeys(),
                    post.mapper(),
                    newOnesByColumns(work, RowOrder.sorted(registered)),
                    row -> work.postUpdates().unwritten(row));
        }
    }

    /**
     * New rows that are updated in the same columns, next to each other, so that they share a statement. Nobody else
     * waits for the locks of a new row, so its place among the others is free; persistent ones keep the order of
     * their keys.
     */
    private static List<FlushRow> newOnesByColumns(FlushWork work, List<FlushRow> sorted) {
        Map<List<ColumnAttribute>, List<FlushRow>> byColumns = new LinkedHashMap<>();
        List<FlushRow> others = new ArrayList<>();
        for (FlushRow row : sorted) {
            (row.wasInserted()
                            ? byColumns.computeIfAbsent(
                                    work.postUpdates().unwritten(row), key -> new ArrayList<>())
                            : others)
                    .add(row);
        }
        List<FlushRow> ordered = new ArrayList<>(sorted.size());
        byColumns.values().forEach(ordered::addAll);
        ordered.addAll(others);
        return ordered;
    }

    /**
     * The objects keep their values: only their rows lack them, until they are saved, or until a reference is written
     * by an UPDATE of its own.
     */
    private void vacate(FlushWork work, FlushStep.VacateColumns step) {
        Map<FlushRow, Set<ColumnAttribute>> named = new LinkedHashMap<>();
        for (Action.VacateRow vacated : step.rows()) {
            named.computeIfAbsent(vacated.row(), row -> new LinkedHashSet<>())
                    .addAll(vacated.columns());
        }
        Map<FlushRow, List<ColumnAttribute>> columns = new LinkedHashMap<>();
        named.forEach((row, each) -> columns.put(row, List.copyOf(each)));
        columns.forEach(FlushRow::learn); // now: a reload would fill what is taken out
        List<Runnable> returns = new ArrayList<>();
        columns.forEach((row, nulled) -> returns.add(row.takeOut(nulled)));
        try {
            rows.update(
                    new KeyRules(), // no relationship wants these NULLs
                    work.carriedKeys(),
                    step.mapper(),
                    List.copyOf(columns.keySet()),
                    row -> columns.getOrDefault(row, List.of()));
        } finally {
            returns.forEach(Runnable::run);
        }
    }

    /** All rows together, or each by itself where the mapping wants it so (spec UW-80). */
    private void save(FlushWork work, FlushStep.SaveRows step) {
        if (step.mapper().writing().batch()) {
            save(work, step.mapper(), step.rows());
        } else {
            step.rows().forEach(row -> save(work, step.mapper(), List.of(row)));
        }
    }

    /** Updates first, then inserts (spec UW-75). */
    private void save(FlushWork work, Mapper mapper, List<FlushRow> saved) {
        List<FlushRow> updates = new ArrayList<>();
        List<FlushRow> inserts = new ArrayList<>();
        for (FlushRow row : saved) {
            events.before(kind(row), row.state());
            RowSwitch.detect(work.set(), row);
            (row.isNew() && row.switchedFrom() == null ? inserts : updates).add(row);
        }
        rows.update(work.keyRules(), work.carriedKeys(), mapper, updates);
        rows.insert(work.keyRules(), mapper, inserts);
        saved.forEach(row -> events.after(kind(row), row.state()));
    }

    private static RowEvents.Kind kind(FlushRow row) {
        return row.isNew() ? RowEvents.Kind.INSERT : RowEvents.Kind.UPDATE;
    }

    private void delete(FlushStep.DeleteRows step, DeletedRows deleted) {
        // a row that a new object has taken over stays (UW-104)
        List<FlushRow> doomed = step.rows().stream().filter(row -> !row.isListedOnly()).toList();
        if (doomed.isEmpty()) {
            return;
        }
        doomed.forEach(row -> events.before(RowEvents.Kind.DELETE, row.state()));
        RowCounts counts = rows.delete(step.mapper(), doomed);
        if (step.mapper().version() != null || step.mapper().writing().confirmDeletedRows()) {
            StaleRows.checkDeleted(
                    step.mapper().table(),
                    doomed,
                    counts,
                    notFound -> deleted.unexplained(doomed, notFound, search::there));
        }
        deleted.add(doomed);
        doomed.forEach(row -> events.after(RowEvents.Kind.DELETE, row.state()));
    }

    private void writeLinks(FlushWork work, FlushStep.WriteLinks step) {
        LinkRows written =
                step.fate() == Fate.SURVIVES
                        ? step.dependency().linksOfSaved(work, step.owners())
                        : step.dependency().linksOfDeleted(work, step.owners());
        links.write(step.dependency().relationship(), written);
    }
}

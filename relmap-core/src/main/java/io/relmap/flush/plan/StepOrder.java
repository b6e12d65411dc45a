package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.dependency.LaterCheck;
import io.relmap.flush.dependency.ManyToManyDependency;
import io.relmap.flush.plan.FlushStep.BlankReferences;
import io.relmap.flush.plan.FlushStep.DeleteRows;
import io.relmap.flush.plan.FlushStep.PostUpdate;
import io.relmap.flush.plan.FlushStep.SaveRows;
import io.relmap.flush.plan.FlushStep.SyncRelationship;
import io.relmap.flush.plan.FlushStep.UnlinkRelationship;
import io.relmap.flush.plan.FlushStep.VacateColumns;
import io.relmap.flush.plan.FlushStep.WriteLinks;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns the actions of one level into steps (spec UW-30): deletes, then references of their own, then
 * relationships (blanking before copying), then saves; within a kind by entity and relationship name. Rows of one
 * entity, and owners of one relationship, share a step.
 *
 * <p>Checks of constraints that were put off are made up for at the end.
 *
 * <p>An unlink has no predecessor, so it stands in the first level, before all saves: this is the edge from
 * unlinking to saving that spec UW-19 asks for.
 */
final class StepOrder {

    private static final Comparator<Mapper> BY_NAME =
            Comparator.comparing(mapper -> mapper.name().qualified());
    private static final Comparator<Dependency> BY_RELATIONSHIP =
            Comparator.<Dependency, Mapper>comparing(d -> d.relationship().owner(), BY_NAME)
                    .thenComparing(d -> d.relationship().name());

    private final FlushSet set;
    private final Map<Mapper, List<FlushRow>> deletes = new LinkedHashMap<>();
    private final List<PostUpdate> postUpdates = new ArrayList<>();
    private final Map<Dependency, List<FlushRow>> unlinks = new LinkedHashMap<>();
    private final Map<Mapper, List<Action.VacateRow>> vacated = new LinkedHashMap<>();
    private final Map<KeyDependency, List<FlushRow>> blanks = new LinkedHashMap<>();
    private final Map<Dependency, List<FlushRow>> syncs = new LinkedHashMap<>();
    private final Map<Mapper, List<FlushRow>> saves = new LinkedHashMap<>();

    private final List<LaterCheck> checkedLater = new ArrayList<>();
    private final List<LaterCheck> checkedNow;
    private final Map<Mapper, List<FlushRow>> keys = new LinkedHashMap<>();

    private StepOrder(FlushSet set, List<LaterCheck> checkedNow) {
        this.set = set;
        this.checkedNow = checkedNow;
    }

    /** The steps of all levels, one after the other. */
    static List<FlushStep> of(FlushSet set, List<List<Action>> levels) {
        List<FlushStep> steps = new ArrayList<>();
        List<LaterCheck> checkedNow = new ArrayList<>();
        for (List<Action> level : levels) {
            StepOrder order = new StepOrder(set, checkedNow);
            level.forEach(order::sortIn);
            order.emit(steps);
        }
        if (!checkedNow.isEmpty()) { // nothing waits for them, so they come together
            steps.add(new FlushStep.CheckNow(sorted(checkedNow)));
        }
        return steps;
    }

    private void sortIn(Action action) {
        if (action instanceof Action.SaveAll save) {
            put(saves, save.mapper(), set.saved(save.mapper()));
        } else if (action instanceof Action.SaveRow save) {
            if (save.row().isSaving()) {
                put(saves, save.row().mapper(), List.of(save.row()));
            }
        } else if (action instanceof Action.DeleteAll delete) {
            put(deletes, delete.mapper(), set.deleted(delete.mapper()));
        } else if (action instanceof Action.DeleteRow delete) {
            put(deletes, delete.row().mapper(), List.of(delete.row()));
        } else if (action instanceof Action.SyncAll sync) {
            put(syncs, sync.dependency(), set.saved(sync.dependency().watched()));
        } else if (action instanceof Action.SyncRow sync) {
            put(syncs, sync.dependency(), List.of(sync.owner()));
        } else if (action instanceof Action.UnlinkAll unlink) {
            put(unlinks, unlink.dependency(), set.deleted(unlink.dependency().watched()));
        } else if (action instanceof Action.UnlinkRow unlink) {
            put(unlinks, unlink.dependency(), List.of(unlink.owner()));
        } else if (action instanceof Action.BlankRow blank) {
            put(blanks, blank.dependency(), List.of(blank.holder()));
        } else if (action instanceof Action.VacateRow vacate) {
            vacated.computeIfAbsent(vacate.row().mapper(), key -> new ArrayList<>()).add(vacate);
        } else if (action instanceof Action.CheckLater later) {
            checkedLater.add(later.check());
        } else if (action instanceof Action.CheckNow now) {
            checkedNow.add(now.check());
        } else if (action instanceof Action.MakeKey key) {
            put(keys, key.row().mapper(), List.of(key.row()));
        } else if (action instanceof Action.PostUpdateAll post) {
            postUpdates.add(new PostUpdate(post.mapper(), post.fate()));
        }
    }

    private static <K> void put(Map<K, List<FlushRow>> steps, K key, List<FlushRow> rows) {
        if (!rows.isEmpty()) {
            steps.computeIfAbsent(key, unused -> new ArrayList<>()).addAll(rows);
        }
    }

    private void emit(List<FlushStep> steps) {
        if (!checkedLater.isEmpty()) {
            steps.add(new FlushStep.CheckLater(sorted(checkedLater)));
        }
        emit(steps, keys, BY_NAME, key -> new FlushStep.MakeKeys(key, inRowOrder(rows(keys, key))));
        vacated.keySet().stream()
                .sorted(BY_NAME)
                .map(key -> new VacateColumns(key, vacated.getOrDefault(key, List.of())))
                .forEach(steps::add);
        emit(steps, deletes, BY_NAME, key -> deleted(key, RowOrder.sorted(rows(deletes, key))));
        postUpdates.sort(
                Comparator.comparing(PostUpdate::mapper, BY_NAME).thenComparing(PostUpdate::fate));
        steps.addAll(postUpdates);
        emit(
                steps,
                blanks,
                Comparator.<KeyDependency, Dependency>comparing(key -> key, BY_RELATIONSHIP),
                key -> new BlankReferences(key, inRowOrder(rows(blanks, key))));
        emit(steps, unlinks, BY_RELATIONSHIP, key -> unlink(key, rows(unlinks, key)));
        emit(steps, syncs, BY_RELATIONSHIP, key -> sync(key, rows(syncs, key)));
        emit(steps, saves, BY_NAME, key -> saved(key, RowOrder.sorted(rows(saves, key))));
    }

    private static List<LaterCheck> sorted(List<LaterCheck> checks) {
        return checks.stream()
                .sorted(Comparator.comparing(check -> check.qualifiedName().toString()))
                .toList();
    }

    private static FlushStep saved(Mapper mapper, List<FlushRow> rows) {
        return new SaveRows(mapper, OwnReferences.ofNew(mapper, rows).referredFirst(rows));
    }

    private static FlushStep deleted(Mapper mapper, List<FlushRow> rows) {
        return new DeleteRows(mapper, OwnReferences.ofDeleted(mapper, rows).referringFirst(rows));
    }

    private static <K> List<FlushRow> rows(Map<K, List<FlushRow>> all, K key) {
        return all.getOrDefault(key, List.of());
    }

    private static <K> void emit(
            List<FlushStep> steps,
            Map<K, List<FlushRow>> rows,
            Comparator<K> order,
            Function<K, FlushStep> step) {
        rows.keySet().stream().sorted(order).map(step).forEach(steps::add);
    }

    private static FlushStep unlink(Dependency dependency, List<FlushRow> owners) {
        return dependency instanceof ManyToManyDependency links
                ? new WriteLinks(links, Fate.IS_DELETED, inRowOrder(owners))
                : new UnlinkRelationship(dependency, owners);
    }

    private static FlushStep sync(Dependency dependency, List<FlushRow> owners) {
        return dependency instanceof ManyToManyDependency links
                ? new WriteLinks(links, Fate.SURVIVES, inRowOrder(owners))
                : new SyncRelationship(dependency, owners);
    }

    private static List<FlushRow> inRowOrder(List<FlushRow> owners) {
        return RowOrder.sorted(owners);
    }
}

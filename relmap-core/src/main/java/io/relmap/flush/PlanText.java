package io.relmap.flush;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.plan.FlushStep;
import io.relmap.graph.DirectedGraph;
import io.relmap.join.SyncPair;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a plan for people; the causes are the edges that it was sorted by (spec UW-146). */
final class PlanText {

    private final PlannedFlush plan;
    private final DirectedGraph<Action, Cause> graph;

    PlanText(PlannedFlush plan, DirectedGraph<Action, Cause> graph) {
        this.plan = plan;
        this.graph = graph;
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        for (String load : plan.openLoads()) {
            text.append(load).append(", then plan on\n");
        }
        int number = 1;
        for (FlushStep step : plan.steps()) {
            text.append(number++).append(". ").append(step.describe()).append('\n');
            for (String cause : causes(step)) {
                text.append("   ").append(cause).append('\n');
            }
        }
        return text.toString();
    }

    String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        List<FlushStep> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            text.append("  s").append(i + 1);
            text.append("[\"").append(escape(steps.get(i).describe())).append("\"]\n");
        }
        for (int later = 0; later < steps.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Set<String> labels = labels(steps.get(earlier), steps.get(later));
                if (!labels.isEmpty()) {
                    text.append("  s").append(earlier + 1).append(" -->|\"");
                    text.append(escape(String.join("; ", labels)));
                    text.append("\"| s").append(later + 1).append('\n');
                }
            }
        }
        return text.toString();
    }

    private Set<String> labels(FlushStep earlier, FlushStep later) {
        Set<Action> before = new LinkedHashSet<>(actions(earlier));
        Set<String> labels = new LinkedHashSet<>();
        for (Action action : actions(later)) {
            for (DirectedGraph.Edge<Action, Cause> edge : graph.to(action)) {
                if (before.contains(edge.from())) {
                    labels.add(describe(edge.label()));
                }
            }
        }
        return labels;
    }

    /** What the rows of a save or delete wait for: {@code Book#3 after Author#1: Author.books (...)}. */
    private List<String> causes(FlushStep step) {
        Set<String> causes = new LinkedHashSet<>();
        for (Action action : actions(step)) {
            for (DirectedGraph.Edge<Action, Cause> edge : graph.from(action)) {
                boolean opensRing =
                        edge.label() instanceof Cause.ChecksLater
                                || edge.label() instanceof Cause.NeedsKey;
                if (opensRing && row(action) == null && row(edge.to()) != null) {
                    causes.add(row(edge.to()) + ": " + describe(edge.label()));
                }
            }
            for (DirectedGraph.Edge<Action, Cause> edge : graph.to(action)) {
                if (edge.from() instanceof Action.SyncAll sync) {
                    causes.addAll(pairs(step, sync.dependency()));
                } else if (edge.from() instanceof Action.SyncRow sync
                        && row(action) != null
                        && row(action) != sync.owner()) {
                    causes.add(after(action, sync.owner().toString(), edge.label()));
                } else if (edge.label() instanceof Cause.OpensRing && row(edge.from()) != null) {
                    causes.add(row(edge.from()) + ": " + describe(edge.label()));
                } else if (row(action) != null && row(edge.from()) != null) {
                    causes.add(after(action, String.valueOf(row(edge.from())), edge.label()));
                }
            }
        }
        return new ArrayList<>(causes);
    }

    private static String after(Action action, String before, Cause cause) {
        return row(action) + " after " + before + ": " + describe(cause);
    }

    /** The pairs of rows of a whole entity's step that a relationship put in order. */
    private List<String> pairs(FlushStep step, Dependency dependency) {
        if (!(step instanceof FlushStep.SaveRows save)) {
            return List.of();
        }
        Relationship relationship = dependency.relationship();
        Set<FlushRow> written = new HashSet<>(save.rows());
        List<String> found = new ArrayList<>();
        for (FlushRow owner : plan.work().set().saved(relationship.owner())) {
            for (InstanceState related : owner.changes().named(relationship)) {
                FlushRow other = plan.work().set().find(related);
                if (other == null || !other.isSaving()) {
                    continue;
                }
                boolean ownerWaits =
                        relationship.direction() == io.relmap.join.Direction.MANY_TO_ONE;
                FlushRow waiting = ownerWaits ? owner : other;
                FlushRow first = ownerWaits ? other : owner;
                if (written.contains(waiting)) {
                    found.add(waiting + " after " + first + ": " + describe(relationship));
                }
            }
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable FlushRow row(Action action) {
        if (action instanceof Action.SaveRow save) {
            return save.row();
        }
        return action instanceof Action.DeleteRow delete ? delete.row() : null;
    }

    private List<Action> actions(FlushStep step) {
        if (step instanceof FlushStep.SaveRows save) {
            return present(new Action.SaveAll(save.mapper()), save.rows(), Action.SaveRow::new);
        }
        if (step instanceof FlushStep.DeleteRows delete) {
            return present(
                    new Action.DeleteAll(delete.mapper()), delete.rows(), Action.DeleteRow::new);
        }
        if (step instanceof FlushStep.SyncRelationship sync) {
            return present(sync.dependency(), true, sync.owners());
        }
        if (step instanceof FlushStep.UnlinkRelationship unlink) {
            return present(unlink.dependency(), false, unlink.owners());
        }
        if (step instanceof FlushStep.BlankReferences blank) {
            return blank.holders().stream()
                    .<Action>map(holder -> new Action.BlankRow(blank.dependency(), holder))
                    .toList();
        }
        if (step instanceof FlushStep.VacateColumns vacate) {
            return List.copyOf(vacate.rows());
        }
        if (step instanceof FlushStep.CheckLater later) {
            return later.checks().stream().<Action>map(Action.CheckLater::new).toList();
        }
        if (step instanceof FlushStep.CheckNow now) {
            return now.checks().stream().<Action>map(Action.CheckNow::new).toList();
        }
        if (step instanceof FlushStep.MakeKeys made) {
            return made.rows().stream().<Action>map(Action.MakeKey::new).toList();
        }
        if (step instanceof FlushStep.WriteLinks links) {
            return present(
                    links.dependency(), links.fate() == Action.Fate.SURVIVES, links.owners());
        }
        if (step instanceof FlushStep.PostUpdate post) {
            return List.of(new Action.PostUpdateAll(post.mapper(), post.fate()));
        }
        return List.of();
    }

    private List<Action> present(Dependency dependency, boolean saved, List<FlushRow> owners) {
        return saved
                ? present(
                        new Action.SyncAll(dependency),
                        owners,
                        owner -> new Action.SyncRow(dependency, owner))
                : present(
                        new Action.UnlinkAll(dependency),
                        owners,
                        owner -> new Action.UnlinkRow(dependency, owner));
    }

    private List<Action> present(
            Action whole,
            List<FlushRow> rows,
            java.util.function.Function<FlushRow, Action> single) {
        return graph.contains(whole) ? List.of(whole) : rows.stream().map(single).toList();
    }

    private static String describe(Cause cause) {
        if (cause instanceof Cause.ByRelationship by) {
            return describe(by.relationship());
        }
        if (cause instanceof Cause.HandsOver handsOver) {
            return "takes over " + handsOver.mapper().table() + "." + handsOver.columns();
        }
        if (cause instanceof Cause.ChecksLater later) {
            return describe(later.insteadOf())
                    + " is checked later, since it closes a ring of rows";
        }
        if (cause instanceof Cause.NeedsKey needs) {
            return describe(needs.insteadOf()) + " is written before the row that it refers to";
        }
        if (cause instanceof Cause.OpensRing opens) {
            return describe(opens.relationship())
                    + " written apart, since it closes a ring of rows";
        }
        if (cause instanceof Cause.ByForeignKey by) {
            return "foreign key " + by.holder().table() + "." + by.key().columns();
        }
        if (cause instanceof Cause.ByOwnReference by) {
            return "rows of " + by.mapper().table() + " refer to each other";
        }
        return "saves come before deletes";
    }

    private static String describe(Relationship relationship) {
        return relationship
                + " ("
                + relationship.join().synchronizePairs().stream()
                        .map(SyncPair::destination)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String escape(String text) {
        return text.replace("\"", "#quot;");
    }

    /** The entities that the plan writes. */
    Set<Mapper> mappers() {
        return new LinkedHashSet<>(plan.work().set().mappers());
    }
}

package io.relmap.flush.plan;

import io.relmap.annotation.Internal;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.unique.Handover;
import io.relmap.flush.unique.Handovers;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.Levels;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.Mapper;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The sorted actions of a flush.
 *
 * @param graph what comes before what, and why
 * @param levels the actions that can be run, level by level
 * @param stuck the actions that wait for each other, and those that wait for them; empty if all can be run
 */
@Internal
public record ActionPlan(
        DirectedGraph<Action, Cause> graph, List<List<Action>> levels, List<Action> stuck) {

    /** Collects all that is affected, and sorts it. Loads what must be known, and sends nothing. */
    public static ActionPlan of(FlushWork work, Dependencies dependencies) {
        List<Dependency> participants = Presort.run(work, dependencies);
        DirectedGraph<Action, Cause> graph = GroupGraph.of(work, participants);
        List<Handover> handovers =
                work.context().behaviours().isStrict(BehaviourPoint.UNIQUE_VALUES)
                        ? Handovers.of(work, participants)
                        : List.of();
        Set<Mapper> byRow = RowGraph.cyclicEntities(graph);
        byRow.addAll(byRow(work, handovers));
        if (!byRow.isEmpty()) {
            graph = RowGraph.of(work, graph, byRow, participants);
            RowGraph.connect(
                    graph, handovers.stream().filter(h -> byRow.contains(h.from().mapper())));
        }
        return of(graph);
    }

    /** A value that a delete frees may put deletes of any entity before saves, so all of them go by row. */
    private static Collection<Mapper> byRow(FlushWork work, List<Handover> handovers) {
        return handovers.stream().anyMatch(handover -> handover.from().isDeleting())
                ? work.set().mappers()
                : handovers.stream()
                        .filter(handover -> !handover.isUsual())
                        .map(handover -> handover.from().mapper())
                        .toList();
    }

    /** Sorts actions. */
    public static ActionPlan of(DirectedGraph<Action, Cause> graph) {
        Levels<Action> levels = Levels.of(graph, action -> action instanceof Action.Gate);
        return new ActionPlan(graph, levels.levels(), levels.stuck());
    }

    /** The steps in order. */
    public List<FlushStep> steps(FlushWork work) {
        return StepOrder.of(work.set(), levels);
    }
}

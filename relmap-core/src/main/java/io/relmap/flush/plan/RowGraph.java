package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.DeleteAll;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.Gate;
import io.relmap.flush.dependency.Action.SaveAll;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.SyncAll;
import io.relmap.flush.dependency.Action.UnlinkAll;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.Edges;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyForecast;
import io.relmap.flush.dependency.KeySwitchDetector;
import io.relmap.flush.dependency.OwnerRow;
import io.relmap.flush.unique.Handover;
import io.relmap.graph.Cycles;
import io.relmap.graph.DirectedGraph;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts one action for each row in the place of the entities that lie on a cycle (spec UW-22 to UW-28). The
 * other entities keep their actions as a whole.
 */
final class RowGraph {

    private final FlushWork work;
    private final DirectedGraph<Action, Cause> groups;
    private final Set<Mapper> cyclic;
    private final DirectedGraph<Action, Cause> graph = new DirectedGraph<>();

    private RowGraph(FlushWork work, DirectedGraph<Action, Cause> groups, Set<Mapper> cyclic) {
        this.work = work;
        this.groups = groups;
        this.cyclic = cyclic;
    }

    /** The entities whose saves or deletes lie on a cycle. */
    static Set<Mapper> cyclicEntities(DirectedGraph<Action, Cause> groups) {
        return Cycles.nodesOn(groups).stream()
                .flatMap(action -> entityOf(action).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The row that gives up a unique value is written before the one that takes it. */
    static void connect(DirectedGraph<Action, Cause> graph, Stream<Handover> handovers) {
        handovers.forEach(
                handover -> {
                    FlushRow from = handover.from();
                    Action freed = from.isDeleting() ? new DeleteRow(from) : new SaveRow(from);
                    Cause cause =
                            new Cause.HandsOver(
                                    from.mapper(),
                                    handover.columns(),
                                    handover.constraint(),
                                    handover.holder());
                    if (handover.heldUntilApart() == null) {
                        graph.connectToo(freed, new SaveRow(handover.to()), cause);
                    } else {
                        letGo(graph, handover, handover.heldUntilApart(), cause);
                    }
                });
    }

    /**
     * All UPDATEs of their own of an entity's rows are one action, and may come in any order: the value is NULL for a
     * while before them.
     */
    private static void letGo(
            DirectedGraph<Action, Cause> graph,
            Handover handover,
            ColumnAttribute column,
            Cause cause) {
        Action vacate = new Action.VacateRow(handover.from(), List.of(column));
        graph.connectToo(new SaveRow(handover.from()), vacate, cause);
        graph.connectToo(
                vacate, new Action.PostUpdateAll(handover.from().mapper(), Fate.SURVIVES), cause);
        if (!handover.isTakenApart()) {
            graph.connectToo(vacate, new SaveRow(handover.to()), cause);
        }
    }

    /**
     * Rewrites a graph.
     *
     * @param work the flush
     * @param groups the graph of whole entities
     * @param byRow the entities that lie on cycles, or are to go by row for another reason
     * @param dependencies the dependencies that take part
     */
    static DirectedGraph<Action, Cause> of(
            FlushWork work,
            DirectedGraph<Action, Cause> groups,
            Set<Mapper> byRow,
            List<Dependency> dependencies) {
        RowGraph builder = new RowGraph(work, groups, byRow);
        dependencies.stream().filter(builder::goesByRow).forEach(builder::saveListed);
        KeyForecast.of(work, dependencies).announce(work.set());
        builder.addNodes();
        builder.copyEdges();
        for (Dependency dependency : dependencies) {
            if (builder.goesByRow(dependency)) {
                builder.addRowEdges(dependency);
            }
        }
        builder.addOwnReferences();
        return builder.graph;
    }

    /** References that stand in the columns alone order as well, as far as they close no cycle (UW-20). */
    private void addOwnReferences() {
        for (Mapper mapper : cyclic) {
            List<FlushRow> saved = work.set().saved(mapper);
            OwnReferences inserted = OwnReferences.ofNew(mapper, saved);
            for (FlushRow row : saved) {
                for (FlushRow other : inserted.from(row)) {
                    connect(mapper, new SaveRow(other), new SaveRow(row));
                }
            }
            List<FlushRow> doomed = work.set().deleted(mapper);
            OwnReferences deleted = OwnReferences.ofDeleted(mapper, doomed);
            for (FlushRow row : doomed) {
                for (FlushRow other : deleted.from(row)) {
                    connect(mapper, new DeleteRow(row), new DeleteRow(other));
                }
            }
        }
    }

    private void connect(Mapper mapper, Action first, Action second) {
        if (graph.edge(first, second) == null && !graph.reaches(second, first)) {
            graph.connect(first, second, new Cause.ByOwnReference(mapper));
        }
    }

    private static List<Mapper> entityOf(Action action) {
        if (action instanceof SaveAll save) {
            return List.of(save.mapper());
        }
        return action instanceof DeleteAll delete ? List.of(delete.mapper()) : List.of();
    }

    private boolean goesByRow(Dependency dependency) {
        return cyclic.contains(dependency.watched());
    }

    /** A related object that the flush only knows of counts as saved here (spec UW-25). */
    private void saveListed(Dependency dependency) {
        FlushSet set = work.set();
        if (dependency instanceof KeySwitchDetector) {
            return; // it orders those that are saved anyway
        }
        for (FlushRow owner : set.saved(dependency.watched())) {
            for (InstanceState state : dependency.relatedTo(work, owner)) {
                FlushRow row = set.find(state);
                if (row != null && row.isListedOnly() && cyclic.contains(row.mapper())) {
                    set.save(state); // leaves one alone whose delete was cancelled (UW-104)
                }
            }
        }
    }

    private void addNodes() {
        for (Action action : groups.nodes()) {
            expand(action).forEach(graph::add);
        }
        for (Mapper mapper : cyclic) {
            List<Action> saves = expand(new SaveAll(mapper));
            List<Action> deletes = expand(new DeleteAll(mapper));
            if (!saves.isEmpty() && !deletes.isEmpty()) {
                Gate gate = new Gate(mapper);
                Cause cause = new Cause.SavesFirst(mapper);
                saves.forEach(save -> graph.connect(save, gate, cause));
                deletes.forEach(delete -> graph.connect(gate, delete, cause));
            }
        }
    }

    /** What stands for an action of the graph of entities; nothing if row edges are made afresh. */
    private List<Action> expand(Action action) {
        FlushSet set = work.set();
        if (action instanceof SaveAll save && cyclic.contains(save.mapper())) {
            return set.saved(save.mapper()).stream().<Action>map(SaveRow::new).toList();
        }
        if (action instanceof DeleteAll delete && cyclic.contains(delete.mapper())) {
            return set.deleted(delete.mapper()).stream().<Action>map(DeleteRow::new).toList();
        }
        boolean madeAfresh =
                (action instanceof SyncAll sync && goesByRow(sync.dependency()))
                        || (action instanceof UnlinkAll unlink && goesByRow(unlink.dependency()));
        return madeAfresh ? List.of() : List.of(action);
    }

    private void copyEdges() {
        for (DirectedGraph.Edge<Action, Cause> edge : groups.edges()) {
            boolean withinCycle =
                    cyclic.containsAll(entityOf(edge.from()))
                            && cyclic.containsAll(entityOf(edge.to()))
                            && !entityOf(edge.from()).isEmpty()
                            && !entityOf(edge.to()).isEmpty();
            if (!withinCycle) {
                for (Action from : expand(edge.from())) {
                    for (Action to : expand(edge.to())) {
                        graph.connect(from, to, edge.label());
                    }
                }
            }
        }
    }

    private void addRowEdges(Dependency dependency) {
        Mapper owners = dependency.watched();
        Edges edges = new Edges(graph, dependency.relationship());
        for (FlushRow row : work.set().saved(owners)) {
            List<OwnerRow.Related> related = related(dependency, row);
            if (!related.isEmpty() || dependency.hasContent(row)) {
                dependency.rowEdgesOfSaved(edges, new OwnerRow(row, new SaveRow(row), related));
            }
        }
        for (FlushRow row : work.set().deleted(owners)) {
            // its links go even if the objects at their other ends take no part
            if (!dependency.relatedTo(work, row).isEmpty()) {
                List<OwnerRow.Related> related = related(dependency, row);
                dependency.rowEdgesOfDeleted(edges, new OwnerRow(row, new DeleteRow(row), related));
            }
        }
    }

    private List<OwnerRow.Related> related(Dependency dependency, FlushRow owner) {
        Mapper target = dependency.related();
        List<OwnerRow.Related> found = new ArrayList<>();
        for (InstanceState state : dependency.relatedTo(work, owner)) {
            if (!cyclic.contains(target)) {
                return List.of(
                        new OwnerRow.Related(new SaveAll(target), Fate.SURVIVES),
                        new OwnerRow.Related(new DeleteAll(target), Fate.IS_DELETED));
            }
            FlushRow row = work.set().find(state);
            if (row != null) {
                found.add(
                        row.isDeleting()
                                ? new OwnerRow.Related(new DeleteRow(row), Fate.IS_DELETED)
                                : new OwnerRow.Related(new SaveRow(row), Fate.SURVIVES));
            }
        }
        return found;
    }
}

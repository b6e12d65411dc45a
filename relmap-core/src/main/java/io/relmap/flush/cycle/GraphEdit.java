package io.relmap.flush.cycle;

import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Cause;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.DirectedGraph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A graph with the changes that are to be made to it. */
final class GraphEdit {

    private final DirectedGraph<Action, Cause> graph;
    private final Set<Edge<Action, Cause>> dropped = new HashSet<>();
    private final List<Edge<Action, Cause>> justDropped = new ArrayList<>();
    private final DirectedGraph<Action, Cause> added = new DirectedGraph<>();

    GraphEdit(DirectedGraph<Action, Cause> graph) {
        this.graph = graph;
    }

    /** The edges that start at an action, without the dropped ones. */
    List<Edge<Action, Cause>> from(Action action) {
        return graph.from(action).stream().filter(edge -> !dropped.contains(edge)).toList();
    }

    /** The edges that end at an action, without the dropped ones. */
    List<Edge<Action, Cause>> to(Action action) {
        return graph.to(action).stream().filter(edge -> !dropped.contains(edge)).toList();
    }

    void drop(Edge<Action, Cause> edge) {
        if (dropped.add(edge)) {
            justDropped.add(edge);
        }
    }

    boolean isDropped(Edge<Action, Cause> edge) {
        return dropped.contains(edge);
    }

    /** The edges that were dropped since this was asked last. */
    List<Edge<Action, Cause>> takeDropped() {
        List<Edge<Action, Cause>> taken = List.copyOf(justDropped);
        justDropped.clear();
        return taken;
    }

    void add(Action from, Action to, Cause cause) {
        added.connect(from, to, cause);
    }

    /** The graph as it is to be. */
    DirectedGraph<Action, Cause> result() {
        DirectedGraph<Action, Cause> result = new DirectedGraph<>();
        graph.nodes().forEach(result::add);
        graph.edges().stream()
                .filter(edge -> !dropped.contains(edge))
                .forEach(edge -> result.connectToo(edge.from(), edge.to(), edge.label()));
        added.edges().forEach(edge -> result.connectToo(edge.from(), edge.to(), edge.label()));
        return result;
    }
}

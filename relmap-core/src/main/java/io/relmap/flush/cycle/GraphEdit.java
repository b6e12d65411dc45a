package io.relmap.flush.cycle;

import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Cause;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.DirectedGraph.Edge;
import java.util.HashSet;
import java.util.Set;

/** A graph with the changes that are to be made to it. */
final class GraphEdit {

    private final DirectedGraph<Action, Cause> graph;
    private final Set<Edge<Action, Cause>> dropped = new HashSet<>();
    private final DirectedGraph<Action, Cause> added = new DirectedGraph<>();

    GraphEdit(DirectedGraph<Action, Cause> graph) {
        this.graph = graph;
    }

    /** The graph as it was. */
    DirectedGraph<Action, Cause> graph() {
        return graph;
    }

    void drop(Edge<Action, Cause> edge) {
        dropped.add(edge);
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
                .forEach(edge -> result.connect(edge.from(), edge.to(), edge.label()));
        added.edges().forEach(edge -> result.connect(edge.from(), edge.to(), edge.label()));
        return result;
    }
}

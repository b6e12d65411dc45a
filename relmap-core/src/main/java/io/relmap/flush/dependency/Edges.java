package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.graph.DirectedGraph;
import io.relmap.mapping.Relationship;

/** Takes the edges that one relationship asks for. */
@Internal
public final class Edges {

    private final DirectedGraph<Action, Cause> graph;
    private final Cause cause;

    /** Edges of a relationship go into this graph. */
    public Edges(DirectedGraph<Action, Cause> graph, Relationship relationship) {
        this.graph = graph;
        this.cause = new Cause.ByRelationship(relationship);
    }

    /** The first action is finished before each of the others starts. */
    void before(Action first, Action... others) {
        for (Action other : others) {
            graph.connect(first, other, cause);
        }
    }

    /** The actions are run one after the other. */
    void chain(Action... actions) {
        for (int i = 1; i < actions.length; i++) {
            graph.connect(actions[i - 1], actions[i], cause);
        }
    }

    /** The action takes part even if nothing comes before or after it. */
    void include(Action action) {
        graph.add(action);
    }
}

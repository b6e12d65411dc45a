package io.relmap.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The nodes of a graph in levels: level 0 has no predecessors, level n only predecessors in lower levels
 * (spec UW-29).
 *
 * @param levels the levels, each in the order in which its nodes came
 * @param stuck the nodes that lie on rings or behind one, and so have no level
 */
public record Levels<N>(List<List<N>> levels, List<N> stuck) {

    /** Sorts a graph. */
    public static <N> Levels<N> of(DirectedGraph<N, ?> graph) {
        return of(graph, node -> false);
    }

    /**
     * Sorts a graph that has gates among its nodes. A gate only bundles edges: what comes after it stands
     * one level behind what comes before, as if each had an edge to each. Gates are in no level.
     */
    public static <N> Levels<N> of(DirectedGraph<N, ?> graph, Predicate<N> isGate) {
        int size = graph.size();
        List<N> nodes = graph.nodes();
        int[] waiting = new int[size];
        for (int node = 0; node < size; node++) {
            waiting[node] = graph.to(nodes.get(node)).size();
        }
        int[] level = new int[size];
        int[] ready = new int[size];
        int end = 0;
        for (int node = 0; node < size; node++) {
            if (waiting[node] == 0) {
                ready[end++] = node;
            }
        }
        for (int next = 0; next < end; next++) {
            int node = ready[next];
            int after = level[node] + (isGate.test(nodes.get(node)) ? 0 : 1);
            for (int successor : graph.successors(node)) {
                level[successor] = Math.max(level[successor], after);
                if (--waiting[successor] == 0) {
                    ready[end++] = successor;
                }
            }
        }
        return collect(nodes, waiting, level, isGate);
    }

    private static <N> Levels<N> collect(
            List<N> nodes, int[] waiting, int[] level, Predicate<N> isGate) {
        List<List<N>> levels = new ArrayList<>();
        List<N> stuck = new ArrayList<>();
        for (int number = 0; number < nodes.size(); number++) {
            N node = nodes.get(number);
            if (waiting[number] > 0) {
                stuck.add(node);
            } else if (!isGate.test(node)) {
                while (levels.size() <= level[number]) {
                    levels.add(new ArrayList<>());
                }
                levels.get(level[number]).add(node);
            }
        }
        return new Levels<>(levels, stuck);
    }
}

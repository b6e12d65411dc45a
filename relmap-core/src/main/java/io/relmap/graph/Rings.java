package io.relmap.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds a concrete ring, to be shown to a reader. */
public final class Rings {

    private Rings() {}

    /**
     * A shortest ring among some nodes, as its edges in order: each starts where the one before it ends,
     * the first where the last ends. Null if there is none.
     */
    public static <N, L> @Nullable List<DirectedGraph.Edge<N, L>> shortest(
            DirectedGraph<N, L> graph, Collection<N> among) {
        Set<N> allowed = new HashSet<>(among);
        List<DirectedGraph.Edge<N, L>> best = null;
        for (N start : among) {
            List<DirectedGraph.Edge<N, L>> ring = path(graph, start, start, allowed::contains);
            if (ring != null && (best == null || ring.size() < best.size())) {
                best = ring;
                if (best.size() == 1) {
                    break;
                }
            }
        }
        return best;
    }

    /** Some ring among some nodes, found by walking back from the first; null if there is none. */
    public static <N, L> @Nullable List<DirectedGraph.Edge<N, L>> any(
            DirectedGraph<N, L> graph, Collection<N> among) {
        Set<N> allowed = new HashSet<>(among);
        Set<N> tried = new HashSet<>();
        for (N start : among) {
            N node = walkBack(graph, start, allowed, tried);
            if (node != null) {
                return path(graph, node, node, allowed::contains);
            }
        }
        return null;
    }

    /** A shortest path of at least one edge over nodes that pass the test, or null. */
    static <N, L> @Nullable List<DirectedGraph.Edge<N, L>> path(
            DirectedGraph<N, L> graph, N start, N end, Predicate<N> allowed) {
        Map<N, DirectedGraph.Edge<N, L>> reachedBy = new HashMap<>();
        Deque<N> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            for (DirectedGraph.Edge<N, L> edge : graph.from(queue.remove())) {
                if (allowed.test(edge.to()) && reachedBy.putIfAbsent(edge.to(), edge) == null) {
                    if (edge.to().equals(end)) {
                        return trace(reachedBy, edge, start);
                    }
                    queue.add(edge.to());
                }
            }
        }
        return null;
    }

    private static <N, L> List<DirectedGraph.Edge<N, L>> trace(
            Map<N, DirectedGraph.Edge<N, L>> reachedBy, DirectedGraph.Edge<N, L> last, N start) {
        List<DirectedGraph.Edge<N, L>> edges = new ArrayList<>(List.of(last));
        DirectedGraph.Edge<N, L> edge = last;
        while (!edge.from().equals(start)) {
            edge = reachedBy.get(edge.from());
            if (edge == null) {
                throw new IllegalStateException("a path has no beginning");
            }
            edges.add(edge);
        }
        Collections.reverse(edges);
        return edges;
    }

    /** Goes from predecessor to predecessor until a node comes twice; that one lies on a ring. */
    private static <N, L> @Nullable N walkBack(
            DirectedGraph<N, L> graph, N start, Set<N> allowed, Set<N> tried) {
        Set<N> walk = new HashSet<>();
        N node = start;
        while (node != null && !tried.contains(node)) {
            if (!walk.add(node)) {
                return node;
            }
            node = predecessor(graph, node, allowed);
        }
        tried.addAll(walk);
        return null;
    }

    private static <N, L> @Nullable N predecessor(
            DirectedGraph<N, L> graph, N node, Set<N> allowed) {
        for (DirectedGraph.Edge<N, L> edge : graph.to(node)) {
            if (allowed.contains(edge.from())) {
                return edge.from();
            }
        }
        return null;
    }
}

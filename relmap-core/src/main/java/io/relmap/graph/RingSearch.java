package io.relmap.graph;

import io.relmap.graph.DirectedGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds one ring after the other among some nodes, while edges are taken away. Nodes that nothing leads to any more
 * are left out as soon as that is so; hence every other one has a predecessor, and a walk from predecessor to
 * predecessor ends in a ring. The walk is kept from ring to ring as far as its edges are there, so that a new
 * ring costs no new look at the whole graph. Not thread-safe.
 *
 * @param <N> the nodes
 * @param <L> the labels of the edges
 */
public final class RingSearch<N, L> {

    private static final int NOWHERE = -1;

    private final List<N> nodes;
    private final Map<N, Integer> numbers = new HashMap<>();
    private final List<List<Edge<N, L>>> incoming = new ArrayList<>();
    private final List<List<Edge<N, L>>> outgoing = new ArrayList<>();
    private final Map<Edge<N, L>, Boolean> there = new HashMap<>();
    private final int[] waiting;
    private final int[] nextIncoming;
    private final boolean[] left;
    private final int[] placeInWalk;
    private final List<Integer> walk = new ArrayList<>();
    private final List<Edge<N, L>> walked = new ArrayList<>();
    private int connected = Integer.MAX_VALUE;
    private int first;

    /**
     * A search over the edges between some nodes of a graph.
     *
     * @param among the nodes; their order decides which ring is found first
     */
    public RingSearch(DirectedGraph<N, L> graph, List<N> among) {
        nodes = List.copyOf(among);
        int size = nodes.size();
        for (N node : nodes) {
            numbers.put(node, numbers.size());
            incoming.add(new ArrayList<>(2));
            outgoing.add(new ArrayList<>(2));
        }
        waiting = new int[size];
        nextIncoming = new int[size];
        left = new boolean[size];
        placeInWalk = new int[size];
        Arrays.fill(placeInWalk, NOWHERE);
        for (int to = 0; to < size; to++) {
            for (Edge<N, L> edge : graph.to(nodes.get(to))) {
                Integer from = numbers.get(edge.from());
                if (from != null) {
                    incoming.get(to).add(edge);
                    outgoing.get(from).add(edge);
                    there.put(edge, true);
                    waiting[to]++;
                }
            }
        }
        for (int node = 0; node < size; node++) {
            leaveOut(node);
        }
    }

    /**
     * The edges of a ring in order: each starts where the one before it ends, the first where the last ends. Null if
     * there is none left. Found again unless one of its edges is dropped.
     */
    public @Nullable List<Edge<N, L>> next() {
        cutWalk();
        if (walk.isEmpty()) {
            while (first < nodes.size() && left[first]) {
                first++;
            }
            if (first == nodes.size()) {
                return null;
            }
            goTo(first);
        }
        while (true) {
            Edge<N, L> edge = predecessor(last());
            int from = number(edge.from());
            if (placeInWalk[from] != NOWHERE) {
                return shortestThrough(from);
            }
            walked.add(edge);
            goTo(from);
        }
    }

    /** Takes an edge away, if it is there. */
    public void drop(Edge<N, L> edge) {
        if (there.replace(edge, true, false)) {
            leaveOut(loses(edge));
        }
    }

    /** The edges that lead from other nodes of the search to one of them, and may still lie on a ring. */
    public List<Edge<N, L>> to(N node) {
        return incoming.get(number(node)).stream().filter(this::isThere).toList();
    }

    /** The edges that lead from a node to others of the search, and may still lie on a ring. */
    public List<Edge<N, L>> from(N node) {
        return outgoing.get(number(node)).stream().filter(this::isThere).toList();
    }

    /** Notes that an edge is gone; returns the node that it led to. */
    private int loses(Edge<N, L> edge) {
        int to = number(edge.to());
        waiting[to]--;
        int place = placeInWalk[to];
        if (place != NOWHERE && place < walked.size() && walked.get(place).equals(edge)) {
            connected = Math.min(connected, place + 1);
        }
        return to;
    }

    /** Leaves out a node if nothing leads to it, and then those behind it. */
    private void leaveOut(int node) {
        Deque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (waiting[next] > 0 || left[next]) {
                continue;
            }
            left[next] = true;
            if (placeInWalk[next] != NOWHERE) {
                connected = Math.min(connected, placeInWalk[next]);
            }
            for (Edge<N, L> edge : outgoing.get(next)) {
                if (there.replace(edge, true, false)) {
                    open.push(loses(edge));
                }
            }
        }
    }

    // The walk ---------------------------------------------------------------------------------

    private void goTo(int node) {
        placeInWalk[node] = walk.size();
        walk.add(node);
    }

    private int last() {
        return walk.get(walk.size() - 1);
    }

    /** Keeps of the walk what is still connected. */
    private void cutWalk() {
        while (walk.size() > connected) {
            placeInWalk[walk.remove(walk.size() - 1)] = NOWHERE;
            if (!walked.isEmpty()) {
                walked.remove(walked.size() - 1);
            }
        }
        connected = Integer.MAX_VALUE;
    }

    private boolean isThere(Edge<N, L> edge) {
        return there.getOrDefault(edge, false);
    }

    /** The first edge that leads to a node; there is one, or the node would be left out. */
    private Edge<N, L> predecessor(int node) {
        List<Edge<N, L>> edges = incoming.get(node);
        while (!isThere(edges.get(nextIncoming[node]))) {
            nextIncoming[node]++;
        }
        return edges.get(nextIncoming[node]);
    }

    private int number(N node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalArgumentException(node + " is not among the nodes of this search");
        }
        return number;
    }

    // The ring ---------------------------------------------------------------------------------

    /** A shortest ring through a node that lies on one. */
    private List<Edge<N, L>> shortestThrough(int node) {
        Map<Integer, Edge<N, L>> reachedBy = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!reachedBy.containsKey(node)) {
            for (Edge<N, L> edge : outgoing.get(open.remove())) {
                int to = number(edge.to());
                if (isThere(edge) && reachedBy.putIfAbsent(to, edge) == null) {
                    open.add(to);
                }
            }
        }
        List<Edge<N, L>> ring = new ArrayList<>();
        int place = node;
        do {
            Edge<N, L> edge = Objects.requireNonNull(reachedBy.get(place));
            ring.add(edge);
            place = number(edge.from());
        } while (place != node);
        Collections.reverse(ring);
        return ring;
    }
}

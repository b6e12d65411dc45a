package io.relmap.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and labelled edges between them. Nodes are compared by {@code equals}. Not thread-safe.
 *
 * @param <N> the nodes
 * @param <L> what an edge says of itself
 */
public final class DirectedGraph<N, L> {

    private final Map<N, Integer> numbers = new HashMap<>();
    private final List<N> nodes = new ArrayList<>();
    private final List<List<Edge<N, L>>> outgoing = new ArrayList<>();
    private final List<List<Edge<N, L>>> incoming = new ArrayList<>();

    /**
     * An edge: {@code from} comes before {@code to}.
     *
     * @param from where it starts
     * @param to where it ends
     * @param label what it says of itself
     */
    public record Edge<N, L>(N from, N to, L label) {}

    /** Adds a node, unless it is there. */
    public void add(N node) {
        number(node);
    }

    /** Adds an edge, and its ends where they are new. A second edge between two nodes is ignored. */
    public void connect(N from, N to, L label) {
        int start = number(from);
        int end = number(to);
        List<Edge<N, L>> out = outgoing.get(start);
        List<Edge<N, L>> in = incoming.get(end);
        List<Edge<N, L>> shorter = out.size() <= in.size() ? out : in;
        for (Edge<N, L> edge : shorter) {
            if (edge.from().equals(from) && edge.to().equals(to)) {
                return;
            }
        }
        Edge<N, L> edge = new Edge<>(from, to, label);
        out.add(edge);
        in.add(edge);
    }

    /** Adds an edge even if there is one between the two nodes, unless that one says the same. */
    public void connectToo(N from, N to, L label) {
        Edge<N, L> edge = new Edge<>(from, to, label);
        List<Edge<N, L>> out = outgoing.get(number(from));
        List<Edge<N, L>> in = incoming.get(number(to));
        if (!(out.size() <= in.size() ? out : in).contains(edge)) {
            out.add(edge);
            in.add(edge);
        }
    }

    /** The nodes in the order in which they came. */
    public List<N> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** Whether the node is there. */
    public boolean contains(N node) {
        return numbers.containsKey(node);
    }

    /** The edges that start at a node. */
    public List<Edge<N, L>> from(N node) {
        Integer number = numbers.get(node);
        return number == null
                ? List.of()
                : Collections.unmodifiableList(outgoing.get(number.intValue()));
    }

    /** The edges that end at a node. */
    public List<Edge<N, L>> to(N node) {
        Integer number = numbers.get(node);
        return number == null
                ? List.of()
                : Collections.unmodifiableList(incoming.get(number.intValue()));
    }

    /** The edge between two nodes, or null. */
    public @Nullable Edge<N, L> edge(N from, N to) {
        for (Edge<N, L> edge : from(from)) {
            if (edge.to().equals(to)) {
                return edge;
            }
        }
        return null;
    }

    /** All edges, by the node they start at. */
    public List<Edge<N, L>> edges() {
        return outgoing.stream().flatMap(List::stream).toList();
    }

    /** Whether a path leads from one node to another. A node reaches itself only by a ring. */
    public boolean reaches(N start, N end) {
        return Rings.path(this, start, end, node -> true) != null;
    }

    /** How many nodes there are. */
    public int size() {
        return nodes.size();
    }

    /** The place of a node among {@link #nodes()}. */
    int numberOf(N node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalArgumentException(node + " is no node of this graph");
        }
        return number;
    }

    /** The places of the nodes that follow the node at a place. */
    int[] successors(int number) {
        return outgoing.get(number).stream().mapToInt(edge -> numberOf(edge.to())).toArray();
    }

    private int number(N node) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        int number = nodes.size();
        numbers.put(node, number);
        nodes.add(node);
        outgoing.add(new ArrayList<>(2));
        incoming.add(new ArrayList<>(2));
        return number;
    }
}

package io.relmap.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the nodes that lie on a directed cycle, by Tarjan's algorithm. */
public final class Cycles {

    private static final int UNSEEN = -1;

    private final int[][] successors;
    private final int[] index;
    private final int[] low;
    private final int[] nextEdge;
    private final boolean[] onStack;
    private final boolean[] cyclic;
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<List<Integer>> components = new ArrayList<>();
    private int counter;

    private Cycles(int[][] successors) {
        this.successors = successors;
        int size = successors.length;
        index = new int[size];
        low = new int[size];
        nextEdge = new int[size];
        onStack = new boolean[size];
        cyclic = new boolean[size];
        java.util.Arrays.fill(index, UNSEEN);
    }

    /** The nodes from which a path leads back to themselves, in the graph's order. */
    public static <N> Set<N> nodesOn(DirectedGraph<N, ?> graph) {
        Cycles search = search(graph);
        Set<N> found = new LinkedHashSet<>();
        for (int node = 0; node < graph.size(); node++) {
            if (search.cyclic[node]) {
                found.add(graph.nodes().get(node));
            }
        }
        return found;
    }

    /**
     * The same nodes, those together that reach each other: rings in different components have nothing to do
     * with each other. Components and their nodes are in the graph's order.
     */
    public static <N> List<List<N>> components(DirectedGraph<N, ?> graph) {
        Cycles search = search(graph);
        return search.components.stream()
                .map(component -> component.stream().sorted().toList())
                .sorted(Comparator.comparing(component -> component.get(0)))
                .map(component -> component.stream().map(graph.nodes()::get).toList())
                .toList();
    }

    private static Cycles search(DirectedGraph<?, ?> graph) {
        int size = graph.size();
        int[][] successors = new int[size][];
        for (int node = 0; node < size; node++) {
            successors[node] = graph.successors(node);
        }
        Cycles search = new Cycles(successors);
        for (int node = 0; node < size; node++) {
            if (search.index[node] == UNSEEN) {
                search.explore(node);
            }
        }
        return search;
    }

    private void explore(int root) {
        Deque<Integer> path = new ArrayDeque<>();
        open(root, path);
        while (!path.isEmpty()) {
            int node = path.peek();
            if (nextEdge[node] < successors[node].length) {
                follow(node, successors[node][nextEdge[node]++], path);
            } else {
                path.pop();
                if (!path.isEmpty()) {
                    low[path.peek()] = Math.min(low[path.peek()], low[node]);
                }
                if (low[node] == index[node]) {
                    close(node);
                }
            }
        }
    }

    private void open(int node, Deque<Integer> path) {
        index[node] = counter;
        low[node] = counter;
        counter++;
        stack.push(node);
        onStack[node] = true;
        path.push(node);
    }

    private void follow(int node, int successor, Deque<Integer> path) {
        if (successor == node) {
            cyclic[node] = true;
        } else if (index[successor] == UNSEEN) {
            open(successor, path);
        } else if (onStack[successor]) {
            low[node] = Math.min(low[node], index[successor]);
        }
    }

    /** Takes the component of its first node from the stack. */
    private void close(int first) {
        boolean several = stack.peek() != first;
        List<Integer> component = new ArrayList<>();
        int node;
        do {
            node = stack.pop();
            onStack[node] = false;
            cyclic[node] |= several;
            component.add(node);
        } while (node != first);
        if (cyclic[first]) {
            components.add(component);
        }
    }
}

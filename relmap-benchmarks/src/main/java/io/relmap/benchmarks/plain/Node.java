package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.workload.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a tree. */
final class Node {

    long id;
    @Nullable Node parent;
    final int number;
    final String label;
    final List<Node> children = new ArrayList<>(0);

    Node(long id, int number, String label) {
        this.id = id;
        this.number = number;
        this.label = label;
    }

    void add(Node child) {
        child.parent = this;
        children.add(child);
    }

    /** New ones by their numbers, linked. */
    static Node[] make(int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = new Node(0, i, Values.label(i));
            if (i > 0) {
                nodes[Values.parentOf(i)].add(nodes[i]);
            }
        }
        return nodes;
    }
}

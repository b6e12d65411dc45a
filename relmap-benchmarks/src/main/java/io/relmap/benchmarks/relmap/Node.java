package io.relmap.benchmarks.relmap;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.benchmarks.workload.Values;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

/** A node of a tree. */
@Entity
final class Node {

    @Id
    @GeneratedValue(sequence = "node_seq")
    @Nullable Long id;

    int number;
    String label = "";

    @ForeignKey("node.id")
    @Relationship(backPopulates = "children")
    final ToOne<Node> parent = ToOne.of(this);

    @Relationship(backPopulates = "parent")
    final ToList<Node> children = ToList.of(this);

    Node() {}

    /** New ones by their numbers, linked. */
    static Node[] make(int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = new Node();
            nodes[i].number = i;
            nodes[i].label = Values.label(i);
            if (i > 0) {
                nodes[Values.parentOf(i)].children.add(nodes[i]);
            }
        }
        return nodes;
    }
}

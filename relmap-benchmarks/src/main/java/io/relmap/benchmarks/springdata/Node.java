package io.relmap.benchmarks.springdata;

import io.relmap.benchmarks.workload.Values;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** A node with the key of its parent; the program links. */
@Table("node")
class Node {

    @Id Long id;

    @Column("parent_id")
    Long parentId;

    int number;
    String label;

    @Transient Node parent;
    @Transient List<Node> children = new ArrayList<>();

    void add(Node child) {
        child.parent = this;
        children.add(child);
    }

    static Node[] make(int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = new Node();
            nodes[i].number = i;
            nodes[i].label = Values.label(i);
            if (i > 0) {
                nodes[Values.parentOf(i)].add(nodes[i]);
            }
        }
        return nodes;
    }
}

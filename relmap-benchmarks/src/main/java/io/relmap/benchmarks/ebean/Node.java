package io.relmap.benchmarks.ebean;

import io.relmap.benchmarks.workload.Values;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** A node of a tree. */
@Entity
@Table(name = "node")
public class Node {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "node")
    @SequenceGenerator(name = "node", sequenceName = "node_seq", allocationSize = 1)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    private Node parent;

    private int number;
    private String label;

    @OneToMany(mappedBy = "parent", cascade = CascadeType.PERSIST)
    private List<Node> children = new ArrayList<>();

    public Node() {}

    /** New ones by their numbers, linked. */
    static Node[] make(int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = new Node();
            nodes[i].number = i;
            nodes[i].label = Values.label(i);
            if (i > 0) {
                nodes[i].parent = nodes[Values.parentOf(i)];
                nodes[i].parent.getChildren().add(nodes[i]);
            }
        }
        return nodes;
    }

    Long getId() {
        return id;
    }

    Node getParent() {
        return parent;
    }

    int getNumber() {
        return number;
    }

    String getLabel() {
        return label;
    }

    List<Node> getChildren() {
        return children;
    }
}

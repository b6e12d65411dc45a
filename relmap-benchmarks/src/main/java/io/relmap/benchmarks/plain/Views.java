package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.workload.GraphView;
import io.relmap.benchmarks.workload.TreeView;

/** How the plain objects are walked. */
final class Views {

    static final GraphView<Author, Book, Review> GRAPH =
            new GraphView<>(
                    author -> author.name,
                    author -> author.books,
                    book -> book.title,
                    book -> book.price,
                    book -> book.author,
                    book -> book.reviews,
                    review -> review.body,
                    review -> review.stars,
                    review -> review.book);

    static final TreeView<Node> TREE =
            new TreeView<>(node -> node.number, node -> node.children, node -> node.parent);

    private Views() {}
}

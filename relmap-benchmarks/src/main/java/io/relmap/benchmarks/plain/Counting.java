package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.workload.Workloads.GraphCount;
import io.relmap.benchmarks.workload.Workloads.TreeCount;
import java.util.List;

/** Walks what was loaded. */
final class Counting {

    private Counting() {}

    static GraphCount graph(List<Author> authors) {
        int books = 0;
        int reviews = 0;
        int backLinks = 0;
        long prices = 0;
        long stars = 0;
        long letters = 0;
        for (Author author : authors) {
            letters += author.name.length();
            for (Book book : author.books) {
                books++;
                prices += book.price;
                letters += book.title.length();
                backLinks += book.author == author ? 1 : 0;
                for (Review review : book.reviews) {
                    reviews++;
                    stars += review.stars;
                    letters += review.body.length();
                    backLinks += review.book == book ? 1 : 0;
                }
            }
        }
        return new GraphCount(authors.size(), books, reviews, prices, stars, letters, backLinks);
    }

    static TreeCount tree(Node node) {
        int nodes = 1;
        int depth = 0;
        int backLinks = 0;
        long numbers = node.number;
        for (Node child : node.children) {
            TreeCount below = tree(child);
            nodes += below.nodes();
            depth = Math.max(depth, below.depth());
            numbers += below.numbers();
            backLinks += (child.parent == node ? 1 : 0) + (int) below.backLinks();
        }
        return new TreeCount(nodes, depth + 1, numbers, backLinks);
    }
}

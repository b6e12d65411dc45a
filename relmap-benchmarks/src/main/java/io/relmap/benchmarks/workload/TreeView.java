package io.relmap.benchmarks.workload;

import io.relmap.benchmarks.workload.Workloads.TreeCount;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How to walk a contender's nodes.
 *
 * @param parent of a node, null for the root; null as a whole where nodes have no link back
 */
public record TreeView<N>(
        ToIntFunction<N> number,
        Function<N, ? extends Collection<N>> children,
        @Nullable Function<N, @Nullable N> parent) {

    /** Walks from the one of these that has the number of the root. */
    public TreeCount count(Collection<N> nodes) {
        return nodes.stream()
                .filter(node -> number.applyAsInt(node) == 0)
                .map(this::below)
                .findFirst()
                .orElse(new TreeCount(0, 0, 0, null));
    }

    private TreeCount below(N node) {
        int nodes = 1;
        int depth = 0;
        int backLinks = 0;
        long numbers = number.applyAsInt(node);
        for (N child : children.apply(node)) {
            TreeCount found = below(child);
            nodes += found.nodes();
            depth = Math.max(depth, found.depth());
            numbers += found.numbers();
            Integer links = found.backLinks();
            if (links != null && parent != null) {
                backLinks += links + (parent.apply(child) == node ? 1 : 0);
            }
        }
        return new TreeCount(nodes, depth + 1, numbers, parent == null ? null : backLinks);
    }
}

package io.relmap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.graph.DirectedGraph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What must hold for sorting and cycle search over any graph. */
class GraphPropertiesTest {

    @Provide
    Arbitrary<List<Tuple2<Integer, Integer>>> edges() {
        Arbitrary<Integer> nodes = Arbitraries.integers().between(0, 9);
        return nodes.tuple2().list().ofMaxSize(25);
    }

    @Property
    void everyNodeStandsBehindItsPredecessors(
            @ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = graph(edges);
        Levels<Integer> sorted = Levels.of(graph);
        Map<Integer, Integer> levelOf = levels(sorted);
        for (Edge<Integer, String> edge : graph.edges()) {
            if (levelOf.containsKey(edge.to())) {
                assertThat(levelOf).containsKey(edge.from());
                assertThat(levelOf.get(edge.from())).isLessThan(levelOf.get(edge.to()));
            }
        }
    }

    @Property
    void everyNodeStandsAsEarlyAsItCan(@ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = graph(edges);
        Map<Integer, Integer> levelOf = levels(Levels.of(graph));
        levelOf.forEach(
                (node, level) -> {
                    int latest =
                            graph.to(node).stream()
                                    .mapToInt(edge -> levelOf.get(edge.from()))
                                    .max()
                                    .orElse(-1);
                    assertThat(level).isEqualTo(latest + 1);
                });
    }

    @Property
    void allNodesAreSortedOrStuckAndStuckMeansARing(
            @ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = graph(edges);
        Levels<Integer> sorted = Levels.of(graph);
        List<Integer> all = new ArrayList<>(sorted.stuck());
        sorted.levels().forEach(all::addAll);
        assertThat(all).containsExactlyInAnyOrderElementsOf(graph.nodes());
        assertThat(sorted.stuck().isEmpty()).isEqualTo(Cycles.nodesOn(graph).isEmpty());
    }

    @Property
    void ringAfterRingIsFoundUntilNoneIsLeft(
            @ForAll("edges") List<Tuple2<Integer, Integer>> edges, @ForAll int choice) {
        DirectedGraph<Integer, String> graph = graph(edges);
        RingSearch<Integer, String> search = new RingSearch<>(graph, graph.nodes());
        Set<Edge<Integer, String>> left = new HashSet<>(graph.edges());
        List<Edge<Integer, String>> ring = search.next();
        while (ring != null) {
            assertThat(left).containsAll(ring);
            for (int i = 0; i < ring.size(); i++) {
                assertThat(ring.get(i).to()).isEqualTo(ring.get((i + 1) % ring.size()).from());
            }
            assertThat(ring.stream().map(Edge::from)).doesNotHaveDuplicates();
            Edge<Integer, String> dropped = ring.get(Math.floorMod(choice, ring.size()));
            left.remove(dropped);
            search.drop(dropped);
            ring = search.next();
        }
        DirectedGraph<Integer, String> rest = new DirectedGraph<>();
        left.forEach(edge -> rest.connect(edge.from(), edge.to(), edge.label()));
        assertThat(Cycles.nodesOn(rest)).isEmpty();
    }

    @Property
    void aNodeIsCyclicExactlyIfItReachesItself(
            @ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = graph(edges);
        Set<Integer> expected = new HashSet<>();
        for (Integer node : graph.nodes()) {
            if (reachable(graph, node).contains(node)) {
                expected.add(node);
            }
        }
        assertThat(Cycles.nodesOn(graph)).isEqualTo(expected);
    }

    @Property
    void aRingIsAClosedChainOfEdges(@ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = graph(edges);
        List<Integer> stuck = Levels.of(graph).stuck();
        assertIsRing(Rings.any(graph, stuck), stuck);
        assertIsRing(Rings.shortest(graph, stuck), stuck);
    }

    private static void assertIsRing(
            @org.jspecify.annotations.Nullable List<Edge<Integer, String>> ring,
            List<Integer> stuck) {
        if (stuck.isEmpty()) {
            assertThat(ring).isNull();
            return;
        }
        assertThat(ring).isNotNull().isNotEmpty();
        for (int i = 0; i < ring.size(); i++) {
            assertThat(ring.get(i).to()).isEqualTo(ring.get((i + 1) % ring.size()).from());
        }
        assertThat(ring.stream().map(Edge::from)).doesNotHaveDuplicates();
    }

    @Property
    void aGateOrdersWithoutTakingALevel(@ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> direct = new DirectedGraph<>();
        DirectedGraph<Integer, String> gated = new DirectedGraph<>();
        for (int node = 0; node < 20; node++) {
            direct.add(node);
            gated.add(node);
        }
        int gate = 100;
        for (Tuple2<Integer, Integer> edge : edges) {
            gated.connect(edge.get1(), gate, "");
            gated.connect(gate, edge.get2() + 10, "");
            for (Tuple2<Integer, Integer> other : edges) {
                direct.connect(edge.get1(), other.get2() + 10, "");
            }
        }
        assertThat(Levels.of(gated, node -> node == gate).levels())
                .isEqualTo(Levels.of(direct).levels());
    }

    private static Set<Integer> reachable(DirectedGraph<Integer, String> graph, Integer start) {
        Set<Integer> found = new HashSet<>();
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (Edge<Integer, String> edge : graph.from(open.remove(open.size() - 1))) {
                if (found.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return found;
    }

    private static DirectedGraph<Integer, String> graph(List<Tuple2<Integer, Integer>> edges) {
        DirectedGraph<Integer, String> graph = new DirectedGraph<>();
        edges.forEach(edge -> graph.connect(edge.get1(), edge.get2(), "because"));
        return graph;
    }

    private static Map<Integer, Integer> levels(Levels<Integer> sorted) {
        Map<Integer, Integer> levels = new HashMap<>();
        for (int level = 0; level < sorted.levels().size(); level++) {
            for (Integer node : sorted.levels().get(level)) {
                levels.put(node, level);
            }
        }
        return levels;
    }

    @Property
    void anEdgeIsKeptOnce(@ForAll("edges") List<Tuple2<Integer, Integer>> edges) {
        assertThat(graph(edges).edges().stream().map(e -> Tuple.of(e.from(), e.to())))
                .doesNotHaveDuplicates()
                .containsAll(edges);
    }
}

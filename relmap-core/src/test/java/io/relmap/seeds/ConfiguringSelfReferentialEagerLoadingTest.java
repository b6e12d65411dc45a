package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Configuring Self-Referential Eager Loading")
class ConfiguringSelfReferentialEagerLoadingTest {

    static class TwoDeep {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            String data;

            @Relationship(lazy = Lazy.JOINED, joinDepth = 2)
            final ToList<Node> children = ToList.of(this);
        }
    }

    static class NoDepth {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            String data;

            @Relationship(lazy = Lazy.JOINED)
            final ToList<Node> children = ToList.of(this);
        }
    }

    static class Plain {
        static class Node {
            Integer id;
            Integer parentId;
            String data;
            final ToList<Node> children = ToList.of(this);
        }
    }

    private static void twoDeep(Code m) {
        m.map(
                "Node",
                AdjacencyListTest.NODE,
                n -> n.list("children", "Node", r -> r.lazy(Lazy.JOINED).joinDepth(2)));
    }

    private static void noDepth(Code m) {
        m.map(
                "Node",
                AdjacencyListTest.NODE,
                n -> n.list("children", "Node", r -> r.lazy(Lazy.JOINED)));
    }

    static Stream<Example> twoDeep() {
        return Example.of(
                Way.annotated(TwoDeep.Node.class),
                Way.inCode(ConfiguringSelfReferentialEagerLoadingTest::twoDeep, Plain.Node.class),
                Way.dynamic(ConfiguringSelfReferentialEagerLoadingTest::twoDeep));
    }

    static Stream<Example> noDepth() {
        return Example.of(
                Way.annotated(NoDepth.Node.class),
                Way.inCode(ConfiguringSelfReferentialEagerLoadingTest::noDepth, Plain.Node.class),
                Way.dynamic(ConfiguringSelfReferentialEagerLoadingTest::noDepth));
    }

    /** Four nodes, one below the other. */
    private static void save(Example example) {
        Object root = example.make("Node", "data", "1");
        Object above = root;
        for (String data : new String[] {"2", "3", "4"}) {
            Object below = example.make("Node", "data", data);
            example.all(above, "children").add(below);
            above = below;
        }
        example.save(root);
    }

    @ParameterizedTest
    @MethodSource("twoDeep")
    @DisplayName("One statement joins two levels; the third is loaded when it is asked for (LO-50)")
    void oneStatementJoinsTwoLevels(Example example) {
        save(example);
        example.session(
                session -> {
                    Object root = session.query("Node").where("data = '1'").one();
                    assertThat(example.selects()).hasSize(1);
                    assertThat(example.selects().get(0).split("LEFT OUTER JOIN|LEFT JOIN"))
                            .hasSize(3);
                    Object second = example.all(root, "children").iterator().next();
                    Object third = example.all(second, "children").iterator().next();
                    assertThat(example.selects()).hasSize(1);
                    assertThat(Inspect.of(third).attribute("children").isLoaded()).isFalse();
                    assertThat(example.all(third, "children")).hasSize(1);
                    assertThat(example.selects().size()).isGreaterThan(1);
                });
    }

    @ParameterizedTest
    @MethodSource("noDepth")
    @DisplayName("Without a depth the eager load does not take place at all (LO-50)")
    void withoutADepthTheEagerLoadDoesNotTakePlace(Example example) {
        save(example);
        example.session(
                session -> {
                    Object root = session.query("Node").where("data = '1'").one();
                    assertThat(example.selects().get(0)).doesNotContain("JOIN");
                    assertThat(Inspect.of(root).attribute("children").isLoaded()).isFalse();
                });
    }
}

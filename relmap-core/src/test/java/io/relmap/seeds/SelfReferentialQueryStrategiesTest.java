package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.query.Query;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the documents alias an entity by hand, relmap goes by paths: each step has an alias of its own. */
@DisplayName("Seeds: Self-Referential Query Strategies")
class SelfReferentialQueryStrategiesTest {

    static class Annotated {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            String data;

            @Relationship(backPopulates = "parent")
            final ToList<Node> children = ToList.of(this);

            @Relationship(backPopulates = "children")
            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    static class Plain {
        static class Node {
            Integer id;
            Integer parentId;
            String data;
            final ToList<Node> children = ToList.of(this);
            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    private static void code(Code m) {
        m.map(
                "Node",
                AdjacencyListTest.NODE,
                n ->
                        n.list(
                                "children",
                                "Node",
                                r -> r.backref("parent", b -> b.remoteSide("Node.id"))));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Node.class),
                Way.inCode(SelfReferentialQueryStrategiesTest::code, Plain.Node.class),
                Way.dynamic(SelfReferentialQueryStrategiesTest::code));
    }

    /** root above child2 above subchild1; below child1 there is another subchild1. */
    private record Tree(Object child2, Object subchild1) {

        static Tree savedIn(Example example) {
            Object root = example.make("Node", "data", "root");
            Object child1 = example.make("Node", "data", "child1");
            Object child2 = example.make("Node", "data", "child2");
            Object subchild1 = example.make("Node", "data", "subchild1");
            example.all(root, "children").addAll(List.of(child1, child2));
            example.all(child1, "children").add(example.make("Node", "data", "subchild1"));
            example.all(child2, "children").add(subchild1);
            example.save(root);
            return new Tree(child2, subchild1);
        }
    }

    private static void finds(
            Example example, Object expected, UnaryOperator<Query<Object>> query) {
        example.session(
                session ->
                        assertThat(query.apply(session.query("Node")).list())
                                .extracting(node -> example.get(node, "id"))
                                .containsExactly(example.get(expected, "id")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A query for one node is like any other")
    void aQueryForOneNodeIsLikeAnyOther(Example example) {
        Tree tree = Tree.savedIn(example);
        finds(example, tree.child2(), nodes -> nodes.where("data = 'child2'"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A condition on the parent joins the table under another name (RC-83, RC-85)")
    void aConditionOnTheParentJoinsTheTableAgain(Example example) {
        Tree tree = Tree.savedIn(example);
        finds(
                example,
                tree.subchild1(),
                nodes ->
                        nodes.join("parent")
                                .where("data = 'subchild1'")
                                .where("parent.data = :data", Map.of("data", "child2")));
        assertThat(example.selects()).hasSize(1);
        assertThat(example.selects().get(0)).containsOnlyOnce("JOIN");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A longer path joins once for each step, and every step can be spoken of (RC-84)")
    void aLongerPathJoinsOnceForEachStep(Example example) {
        Tree tree = Tree.savedIn(example);
        finds(
                example,
                tree.subchild1(),
                nodes ->
                        nodes.where(
                                "data = 'subchild1' and parent.data = 'child2'"
                                        + " and parent.parent.data = 'root'"));
        assertThat(example.selects().get(0).split("JOIN")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("Conditions on the children and on the node itself do not get in each other's way")
    void conditionsOnChildrenAndOnTheNodeStandBesideEachOther(Example example) {
        Tree tree = Tree.savedIn(example);
        finds(
                example,
                tree.child2(),
                nodes -> nodes.where("children.data = 'subchild1'").where("data = 'child2'"));
    }
}

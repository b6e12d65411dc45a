package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Backref;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Adjacency List Relationships")
class AdjacencyListTest {

    static final Table NODE =
            Tables.named("node").id().reference("parent_id", "node.id").text("data").build();

    /** The rows of the tree that the document draws: parent, then node. */
    private static final String[] TREE = {
        "null, root",
        "root, child1",
        "root, child2",
        "child2, subchild1",
        "child2, subchild2",
        "root, child3"
    };

    private static Iterable<String> tree(Example example) {
        return example.rows(
                "select p.data, c.data from node c left join node p on p.id = c.parent_id"
                        + " order by c.data");
    }

    static class Children {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            @Column(length = 50)
            String data;

            @Relationship final ToList<Node> children = ToList.of(this);
        }
    }

    static class PlainChildren {
        static class Node {
            Integer id;
            Integer parentId;
            String data;
            final ToList<Node> children = ToList.of(this);
        }
    }

    private static void children(Code m) {
        m.map("Node", NODE, n -> n.list("children", "Node", r -> {}));
    }

    static Stream<Example> children() {
        return Example.of(
                Way.annotated(Children.Node.class),
                Way.inCode(AdjacencyListTest::children, PlainChildren.Node.class),
                Way.dynamic(AdjacencyListTest::children));
    }

    @ParameterizedTest
    @MethodSource("children")
    @DisplayName("A table that refers to itself is one-to-many by default (RC-51, RC-73)")
    void oneToManyByDefault(Example example) {
        assertThat(example.relationship("Node", "children").direction())
                .isEqualTo(Direction.ONE_TO_MANY);
        Object root = example.make("Node", "data", "root");
        Object child2 = example.make("Node", "data", "child2");
        example.all(child2, "children").add(example.make("Node", "data", "subchild1"));
        example.all(child2, "children").add(example.make("Node", "data", "subchild2"));
        example.all(root, "children").add(example.make("Node", "data", "child1"));
        example.all(root, "children").add(child2);
        example.all(root, "children").add(example.make("Node", "data", "child3"));

        example.save(root);

        assertThat(tree(example)).containsExactlyInAnyOrder(TREE);
        example.session(
                session -> {
                    Object found = session.query("Node").where("data = 'child2'").one();
                    assertThat(example.all(found, "children"))
                            .extracting(node -> example.get(node, "data"))
                            .containsExactlyInAnyOrder("subchild1", "subchild2");
                });
    }

    static class Parent {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            @Column(length = 50)
            String data;

            @Relationship(remoteSide = "Node.id")
            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    /** A {@code ToOne} of a class to itself needs no argument: it cannot mean anything else. */
    static class ParentByItsHolder {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            @Column(length = 50)
            String data;

            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    static class PlainParent {
        static class Node {
            Integer id;
            Integer parentId;
            String data;
            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    private static void parent(Code m) {
        m.map("Node", NODE, n -> n.reference("parent", "Node", r -> r.remoteSide("Node.id")));
    }

    static Stream<Example> parent() {
        return Example.of(
                Way.annotated(Parent.Node.class).with("remoteSide"),
                Way.annotated(ParentByItsHolder.Node.class).with("a holder alone"),
                Way.inCode(AdjacencyListTest::parent, PlainParent.Node.class).with("remoteSide"),
                Way.dynamic(AdjacencyListTest::parent).with("remoteSide"));
    }

    @ParameterizedTest
    @MethodSource("parent")
    @DisplayName("The id as remote side makes it many-to-one (RC-50, RC-73, RC-75)")
    void theIdAsRemoteSideMakesItManyToOne(Example example) {
        assertThat(example.relationship("Node", "parent").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
        assertThat(example.copies("Node", "parent")).containsExactly("node.id -> node.parent_id");
        Object root = example.make("Node", "data", "root");
        Object child = example.make("Node", "data", "child1");
        example.set(child, "parent", root);

        example.save(child);

        assertThat(tree(example)).containsExactlyInAnyOrder("null, root", "root, child1");
        example.session(
                session -> {
                    Object found = session.query("Node").where("data = 'child1'").one();
                    assertThat(example.get(example.get(found, "parent"), "data")).isEqualTo("root");
                });
    }

    static class BothWays {
        @Entity
        static class Node {
            @Id @GeneratedValue Integer id;

            @ForeignKey("node.id")
            Integer parentId;

            @Column(length = 50)
            String data;

            @Relationship(backref = "parent", backrefArguments = @Backref(remoteSide = "Node.id"))
            final ToList<Node> children = ToList.of(this);

            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    static class PlainBothWays {
        static class Node {
            Integer id;
            Integer parentId;
            String data;
            final ToList<Node> children = ToList.of(this);
            final ToOne<Node> parent = ToOne.of(this);
        }
    }

    private static void bothWays(Code m) {
        m.map(
                "Node",
                NODE,
                n ->
                        n.list(
                                "children",
                                "Node",
                                r -> r.backref("parent", b -> b.remoteSide(NODE.column("id")))));
    }

    static Stream<Example> bothWays() {
        return Example.of(
                Way.annotated(BothWays.Node.class),
                Way.inCode(AdjacencyListTest::bothWays, PlainBothWays.Node.class),
                Way.dynamic(AdjacencyListTest::bothWays));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    @DisplayName("Both directions agree over a backref with a remote side (RC-101, RC-104)")
    void bothDirectionsAgree(Example example) {
        Object root = example.make("Node", "data", "root");
        Object child1 = example.make("Node", "data", "child1");
        Object child2 = example.make("Node", "data", "child2");
        Object child3 = example.make("Node", "data", "child3");
        Object subchild1 = example.make("Node", "data", "subchild1");
        Object subchild2 = example.make("Node", "data", "subchild2");
        example.all(root, "children").add(child1);
        example.set(child2, "parent", root);
        example.all(child2, "children").add(subchild1);
        example.set(subchild2, "parent", child2);
        example.set(child3, "parent", root);
        assertThat(example.all(root, "children")).containsExactly(child1, child2, child3);
        assertThat(example.get(subchild1, "parent")).isSameAs(child2);

        example.save(subchild2);

        assertThat(tree(example)).containsExactlyInAnyOrder(TREE);
        example.session(
                session -> {
                    Object found = session.query("Node").where("data = 'subchild1'").one();
                    Object above = example.get(found, "parent");
                    assertThat(example.all(above, "children")).hasSize(2).contains(found);
                    assertThat(example.get(example.get(above, "parent"), "data")).isEqualTo("root");
                });
    }
}

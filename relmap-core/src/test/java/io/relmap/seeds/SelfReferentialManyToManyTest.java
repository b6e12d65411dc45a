package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.join.Direction;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Self-Referential Many-to-Many Relationship")
class SelfReferentialManyToManyTest {

    private static final Table NODE = Tables.named("node").id().text("label").build();
    private static final Table NODE_TO_NODE =
            Tables.named("node_to_node")
                    .keyReference("left_node_id", "node.id", Options.NONE)
                    .keyReference("right_node_id", "node.id", Options.NONE)
                    .build();

    static class Annotated {
        @Entity
        @AssociationTable(
                name = "node_to_node",
                value = {
                    @Link(column = "left_node_id", references = "node.id"),
                    @Link(column = "right_node_id", references = "node.id")
                })
        static class Node {
            @Id @GeneratedValue Integer id;
            String label;

            @Relationship(
                    secondary = "node_to_node",
                    primaryJoin = "Node.id==node_to_node.c.left_node_id",
                    secondaryJoin = "Node.id==node_to_node.c.right_node_id",
                    backref = "leftNodes")
            final ToList<Node> rightNodes = ToList.of(this);

            final ToList<Node> leftNodes = ToList.of(this);
        }
    }

    static class Plain {
        static class Node {
            Integer id;
            String label;
            final ToList<Node> rightNodes = ToList.of(this);
            final ToList<Node> leftNodes = ToList.of(this);
        }
    }

    private static void texts(Code m) {
        m.map(
                "Node",
                NODE,
                n ->
                        n.list(
                                "rightNodes",
                                "Node",
                                r ->
                                        r.secondary("node_to_node")
                                                .primaryJoin("Node.id==node_to_node.c.left_node_id")
                                                .secondaryJoin(
                                                        "Node.id==node_to_node.c.right_node_id")
                                                .backref("leftNodes")));
        m.table(NODE_TO_NODE);
    }

    /** The classical mapping, {@code primaryjoin=node.c.id==node_to_node.c.left_node_id}. */
    private static void columns(Code m) {
        m.map(
                "Node",
                NODE,
                n ->
                        n.list(
                                "rightNodes",
                                "Node",
                                r ->
                                        r.secondary(NODE_TO_NODE)
                                                .primaryJoin(idIs("left_node_id"))
                                                .secondaryJoin(idIs("right_node_id"))
                                                .backref("leftNodes")));
    }

    private static void lambdas(Code m) {
        m.map(
                "Node",
                NODE,
                n ->
                        n.list(
                                "rightNodes",
                                "Node",
                                r ->
                                        r.secondary(() -> NODE_TO_NODE)
                                                .primaryJoin(() -> idIs("left_node_id"))
                                                .secondaryJoin(() -> idIs("right_node_id"))
                                                .backref("leftNodes")));
        m.table(NODE_TO_NODE);
    }

    private static Expression idIs(String column) {
        return Binary.eq(
                ColumnRef.of(NODE.column("id")), ColumnRef.of(NODE_TO_NODE.column(column)));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Node.class),
                inCode(SelfReferentialManyToManyTest::texts).with("texts"),
                inCode(SelfReferentialManyToManyTest::columns).with("columns"),
                inCode(SelfReferentialManyToManyTest::lambdas).with("lambdas"),
                Way.dynamic(SelfReferentialManyToManyTest::texts).with("texts"),
                Way.dynamic(SelfReferentialManyToManyTest::columns).with("columns"),
                Way.dynamic(SelfReferentialManyToManyTest::lambdas).with("lambdas"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.Node.class);
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("The backref turns the two joins round (RC-56, RC-89, RC-107)")
    void theBackrefTurnsTheTwoJoinsRound(Example example) {
        assertThat(example.relationship("Node", "rightNodes").direction())
                .isEqualTo(Direction.MANY_TO_MANY);
        assertThat(example.relationship("Node", "rightNodes").join())
                .hasToString(
                        "node.id = node_to_node.left_node_id | node.id = node_to_node.right_node_id");
        assertThat(example.relationship("Node", "leftNodes").join())
                .hasToString(
                        "node.id = node_to_node.right_node_id | node.id = node_to_node.left_node_id");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("Right nodes and left nodes agree, in memory and when loaded")
    void rightNodesAndLeftNodesAgree(Example example) {
        Object a = example.make("Node", "label", "a");
        Object b = example.make("Node", "label", "b");
        Object c = example.make("Node", "label", "c");
        example.all(a, "rightNodes").add(b);
        example.all(c, "leftNodes").add(a);
        example.all(b, "rightNodes").add(c);
        assertThat(example.all(a, "rightNodes")).containsExactly(b, c);
        assertThat(example.all(c, "leftNodes")).containsExactly(a, b);

        example.save(a);

        assertThat(
                        example.rows(
                                "select l.label, r.label from node_to_node e"
                                        + " join node l on l.id = e.left_node_id"
                                        + " join node r on r.id = e.right_node_id order by 1, 2"))
                .containsExactly("a, b", "a, c", "b, c");
        example.session(
                session -> {
                    Object found = session.query("Node").where("label = 'b'").one();
                    assertThat(example.all(found, "rightNodes"))
                            .extracting(node -> example.get(node, "label"))
                            .containsExactly("c");
                    assertThat(example.all(found, "leftNodes"))
                            .extracting(node -> example.get(node, "label"))
                            .containsExactly("a");
                });
    }
}

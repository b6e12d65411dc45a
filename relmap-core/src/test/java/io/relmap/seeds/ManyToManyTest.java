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
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Many To Many")
class ManyToManyTest {

    private static final Table LEFT = Tables.named("left").id().build();
    private static final Table RIGHT = Tables.named("right").id().build();
    private static final Table ASSOCIATION =
            Tables.named("association")
                    .reference("left_id", "left.id")
                    .reference("right_id", "right.id")
                    .build();

    static class OneWay {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id"),
                    @Link(column = "right_id", references = "right.id")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
        }
    }

    static class PlainOneWay {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
        }
    }

    /** {@code secondary=association_table}. */
    private static void oneWay(Code m) {
        m.map("Parent", LEFT, p -> p.list("children", "Child", r -> r.secondary(ASSOCIATION)));
        m.map("Child", RIGHT);
    }

    static Stream<Example> oneWay() {
        return Example.of(
                Way.annotated(OneWay.Parent.class, OneWay.Child.class),
                Way.inCode(
                        ManyToManyTest::oneWay, PlainOneWay.Parent.class, PlainOneWay.Child.class),
                Way.dynamic(ManyToManyTest::oneWay));
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    @DisplayName("The association table links the two, without an entity of its own (RC-29, RC-68)")
    void theAssociationTableLinksTheTwo(Example example) {
        assertThat(example.relationship("Parent", "children").direction())
                .isEqualTo(Direction.MANY_TO_MANY);
        assertThat(example.copies("Parent", "children"))
                .containsExactly(
                        "left.id -> association.left_id", "right.id -> association.right_id");
        Object child = example.make("Child");
        Object first = example.make("Parent");
        Object second = example.make("Parent");
        example.all(first, "children").add(child);
        example.all(second, "children").add(child);

        example.save(first, second);

        assertThat(example.rows("select left_id, right_id from association order by left_id"))
                .containsExactly("1, 1", "2, 1");
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 2), "children"))
                                .containsExactly(session.get("Child", 1)));
    }

    static class BackPopulates {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id"),
                    @Link(column = "right_id", references = "right.id")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", backPopulates = "parents")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", backPopulates = "children")
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class Backref {
        @Entity(table = "left")
        @AssociationTable(
                name = "association",
                value = {
                    @Link(column = "left_id", references = "left.id"),
                    @Link(column = "right_id", references = "right.id")
                })
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", backref = "parents")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    private static void backPopulates(Code m) {
        m.map(
                "Parent",
                LEFT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r -> r.secondary(ASSOCIATION).backPopulates("parents")));
        m.map(
                "Child",
                RIGHT,
                c ->
                        c.list(
                                "parents",
                                "Parent",
                                r -> r.secondary(ASSOCIATION).backPopulates("children")));
    }

    private static void backref(Code m) {
        m.map(
                "Parent",
                LEFT,
                p -> p.list("children", "Child", r -> r.secondary(ASSOCIATION).backref("parents")));
        m.map("Child", RIGHT);
    }

    /** {@code secondary=lambda: association_table}. */
    private static void supplier(Code m) {
        m.map(
                "Parent",
                LEFT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r -> r.secondary(() -> ASSOCIATION).backref("parents")));
        m.map("Child", RIGHT);
        m.table(ASSOCIATION);
    }

    /** {@code secondary="association"}. */
    private static void tableName(Code m) {
        m.map(
                "Parent",
                LEFT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r -> r.secondary("association").backref("parents")));
        m.map("Child", RIGHT);
        m.table(ASSOCIATION);
    }

    static Stream<Example> bothWays() {
        return Example.of(
                Way.annotated(BackPopulates.Parent.class, BackPopulates.Child.class)
                        .with("backPopulates"),
                Way.annotated(Backref.Parent.class, Backref.Child.class).with("backref"),
                Way.inCode(ManyToManyTest::backPopulates, Plain.Parent.class, Plain.Child.class)
                        .with("backPopulates"),
                Way.inCode(ManyToManyTest::backref, Plain.Parent.class, Plain.Child.class)
                        .with("backref"),
                Way.inCode(ManyToManyTest::supplier, Plain.Parent.class, Plain.Child.class)
                        .with("a supplier of the table"),
                Way.inCode(ManyToManyTest::tableName, Plain.Parent.class, Plain.Child.class)
                        .with("the table's name"),
                Way.dynamic(ManyToManyTest::backPopulates).with("backPopulates"),
                Way.dynamic(ManyToManyTest::backref).with("backref"),
                Way.dynamic(ManyToManyTest::supplier).with("a supplier of the table"),
                Way.dynamic(ManyToManyTest::tableName).with("the table's name"));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    @DisplayName("Both sides hold a collection over one table (RC-103, RC-107, RC-123, RC-125)")
    void bothSidesHoldACollectionOverOneTable(Example example) {
        assertThat(example.copies("Child", "parents"))
                .containsExactly(
                        "right.id -> association.right_id", "left.id -> association.left_id");
        Object parent = example.make("Parent");
        Object first = example.make("Child");
        Object second = example.make("Child");
        example.all(parent, "children").add(first);
        example.all(second, "parents").add(parent);
        assertThat(example.all(parent, "children")).containsExactly(first, second);
        assertThat(example.all(first, "parents")).containsExactly(parent);

        example.save(parent);

        assertThat(example.rows("select left_id, right_id from association order by right_id"))
                .containsExactly("1, 1", "1, 2");
        example.session(
                session -> {
                    Object found = session.get("Parent", 1);
                    Object child = session.get("Child", 1);
                    assertThat(example.all(child, "parents")).containsExactly(found);
                    example.all(child, "parents").remove(found);
                    assertThat(example.all(found, "children"))
                            .containsExactly(session.get("Child", 2));
                });
        assertThat(example.rows("select left_id, right_id from association"))
                .containsExactly("1, 2");
    }
}

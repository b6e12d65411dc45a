package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("Seeds: One To Many")
class OneToManyTest {

    private static final Table PARENT = Tables.named("parent").id().build();
    private static final Table CHILD =
            Tables.named("child").id().reference("parent_id", "parent.id").build();

    static class OneWay {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;
            @Relationship final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;
        }
    }

    static class PlainOneWay {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
        }
    }

    private static void oneWay(Code m) {
        m.map("Parent", PARENT, parent -> parent.list("children", "Child", r -> {}));
        m.map("Child", CHILD);
    }

    static Stream<Example> oneWay() {
        return Example.of(
                Way.annotated(OneWay.Parent.class, OneWay.Child.class),
                Way.inCode(
                        OneToManyTest::oneWay, PlainOneWay.Parent.class, PlainOneWay.Child.class),
                Way.dynamic(OneToManyTest::oneWay));
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    @DisplayName("The child's foreign key makes a collection of children (RC-30, RC-69, RC-74)")
    void theChildsForeignKeyMakesACollection(Example example) {
        assertThat(example.relationship("Parent", "children").direction())
                .isEqualTo(Direction.ONE_TO_MANY);
        assertThat(example.copies("Parent", "children"))
                .containsExactly("parent.id -> child.parent_id");
        Object parent = example.make("Parent");
        example.all(parent, "children").add(example.make("Child"));
        example.all(parent, "children").add(example.make("Child"));

        example.save(parent);

        assertThat(example.rows("select id, parent_id from child order by id"))
                .containsExactly("1, 1", "2, 1");
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 1), "children")).hasSize(2));
    }

    static class BackPopulates {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "parent")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            @Relationship(backPopulates = "children")
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    /** The holder {@code Child.parent} is what the backref makes of it. */
    static class Backref {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backref = "parent")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    /** Nothing of {@code Child} tells of its parent: the backref is reached by its name. */
    static class VirtualBackref {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backref = "parent")
            final ToList<Child> children = ToList.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    private static void backPopulates(Code m) {
        m.map("Parent", PARENT, p -> p.list("children", "Child", r -> r.backPopulates("parent")));
        m.map(
                "Child",
                CHILD,
                c -> c.reference("parent", "Parent", r -> r.backPopulates("children")));
    }

    private static void backref(Code m) {
        m.map("Parent", PARENT, p -> p.list("children", "Child", r -> r.backref("parent")));
        m.map("Child", CHILD);
    }

    static Stream<Example> bothWays() {
        return Example.of(
                Way.annotated(BackPopulates.Parent.class, BackPopulates.Child.class)
                        .with("backPopulates"),
                Way.annotated(Backref.Parent.class, Backref.Child.class).with("backref"),
                Way.annotated(VirtualBackref.Parent.class, VirtualBackref.Child.class)
                        .with("backref without a field"),
                Way.inCode(OneToManyTest::backPopulates, Plain.Parent.class, Plain.Child.class)
                        .with("backPopulates"),
                Way.inCode(OneToManyTest::backref, Plain.Parent.class, Plain.Child.class)
                        .with("backref"),
                Way.dynamic(OneToManyTest::backPopulates).with("backPopulates"),
                Way.dynamic(OneToManyTest::backref).with("backref"));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    @DisplayName("The child gets a parent with many-to-one semantics (RC-36, RC-101, RC-110)")
    void theChildGetsAParent(Example example) {
        assertThat(example.relationship("Child", "parent").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
        Object parent = example.make("Parent");
        Object first = example.make("Child");
        Object second = example.make("Child");
        example.all(parent, "children").add(first);
        assertThat(example.get(first, "parent")).isSameAs(parent);
        example.set(second, "parent", parent);
        assertThat(example.all(parent, "children")).containsExactly(first, second);

        example.save(parent);

        assertThat(example.rows("select id, parent_id from child order by id"))
                .containsExactly("1, 1", "2, 1");
        example.session(
                session -> {
                    Object child = session.get("Child", 2);
                    Object found = example.get(child, "parent");
                    assertThat(example.all(found, "children")).hasSize(2).contains(child);
                });
    }
}

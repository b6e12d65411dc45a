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

@DisplayName("Seeds: Many To One")
class ManyToOneTest {

    private static final Table PARENT =
            Tables.named("parent").id().reference("child_id", "child.id").build();
    private static final Table CHILD = Tables.named("child").id().build();

    static class OneWay {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @ForeignKey("child.id")
            Integer childId;

            @Relationship final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;
        }
    }

    static class PlainOneWay {
        static class Parent {
            Integer id;
            Integer childId;
            final ToOne<Child> child = ToOne.of(this);
        }

        static class Child {
            Integer id;
        }
    }

    private static void oneWay(Code m) {
        m.map("Parent", PARENT, parent -> parent.reference("child", "Child", r -> {}));
        m.map("Child", CHILD);
    }

    static Stream<Example> oneWay() {
        return Example.of(
                Way.annotated(OneWay.Parent.class, OneWay.Child.class),
                Way.inCode(
                        ManyToOneTest::oneWay, PlainOneWay.Parent.class, PlainOneWay.Child.class),
                Way.dynamic(ManyToOneTest::oneWay));
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    @DisplayName("The parent's foreign key makes a reference to one child (RC-30, RC-69, RC-74)")
    void theParentsForeignKeyMakesAReference(Example example) {
        assertThat(example.relationship("Parent", "child").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
        assertThat(example.copies("Parent", "child"))
                .containsExactly("child.id -> parent.child_id");
        Object child = example.make("Child");
        Object parent = example.make("Parent");
        Object other = example.make("Parent");
        example.set(parent, "child", child);
        example.set(other, "child", child);

        example.save(parent, other);

        assertThat(example.rows("select id, child_id from parent order by id"))
                .containsExactly("1, 1", "2, 1");
        example.session(
                session ->
                        assertThat(example.get(session.get("Parent", 1), "child"))
                                .isSameAs(session.get("Child", 1)));
    }

    static class BackPopulates {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @ForeignKey("child.id")
            Integer childId;

            @Relationship(backPopulates = "parents")
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "child")
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class Backref {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @ForeignKey("child.id")
            Integer childId;

            @Relationship(backref = "parents")
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            Integer childId;
            final ToOne<Child> child = ToOne.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Parent> parents = ToList.of(this);
        }
    }

    private static void backPopulates(Code m) {
        m.map(
                "Parent",
                PARENT,
                p -> p.reference("child", "Child", r -> r.backPopulates("parents")));
        m.map("Child", CHILD, c -> c.list("parents", "Parent", r -> r.backPopulates("child")));
    }

    private static void backref(Code m) {
        m.map("Parent", PARENT, p -> p.reference("child", "Child", r -> r.backref("parents")));
        m.map("Child", CHILD);
    }

    static Stream<Example> bothWays() {
        return Example.of(
                Way.annotated(BackPopulates.Parent.class, BackPopulates.Child.class)
                        .with("backPopulates"),
                Way.annotated(Backref.Parent.class, Backref.Child.class).with("backref"),
                Way.inCode(ManyToOneTest::backPopulates, Plain.Parent.class, Plain.Child.class)
                        .with("backPopulates"),
                Way.inCode(ManyToOneTest::backref, Plain.Parent.class, Plain.Child.class)
                        .with("backref"),
                Way.dynamic(ManyToOneTest::backPopulates).with("backPopulates"),
                Way.dynamic(ManyToOneTest::backref).with("backref"));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    @DisplayName("The child gets a collection of parents (RC-36, RC-101, RC-110)")
    void theChildGetsACollectionOfParents(Example example) {
        assertThat(example.relationship("Child", "parents").direction())
                .isEqualTo(Direction.ONE_TO_MANY);
        Object child = example.make("Child");
        Object first = example.make("Parent");
        Object second = example.make("Parent");
        example.set(first, "child", child);
        example.all(child, "parents").add(second);
        assertThat(example.all(child, "parents")).containsExactly(first, second);
        assertThat(example.get(second, "child")).isSameAs(child);

        example.save(child);

        assertThat(example.rows("select id, child_id from parent order by id"))
                .containsExactly("1, 1", "2, 1");
        example.session(
                session -> {
                    Object found = session.get("Child", 1);
                    assertThat(example.all(found, "parents")).hasSize(2);
                    example.set(session.get("Parent", 1), "child", null);
                    assertThat(example.all(found, "parents")).hasSize(1);
                });
        assertThat(example.rows("select id, child_id from parent order by id"))
                .containsExactly("1, null", "2, 1");
    }
}

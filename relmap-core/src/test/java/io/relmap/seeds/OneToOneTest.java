package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Backref;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.mapping.Content;
import io.relmap.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code uselist=False} is a {@code ToOne} on the side whose key the other one holds; for entities without
 * a class it is {@code reference(...)}, or {@code scalar()} in a backref.
 */
@DisplayName("Seeds: One To One")
class OneToOneTest {

    /** Parent and child under a key of the child. */
    private static final Table PARENT = Tables.named("parent").id().build();

    private static final Table CHILD =
            Tables.named("child").id().reference("parent_id", "parent.id").build();

    /** The other way round: parent and child under a key of the parent. */
    private static final Table REFERRING =
            Tables.named("parent").id().reference("child_id", "child.id").build();

    private static final Table REFERRED = Tables.named("child").id().build();

    static class BackPopulates {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "parent")
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            @Relationship(backPopulates = "child")
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    static class WithBackref {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backref = "parent")
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            final ToOne<Child> child = ToOne.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    private static void backPopulates(Code m) {
        m.map("Parent", PARENT, p -> p.reference("child", "Child", r -> r.backPopulates("parent")));
        m.map("Child", CHILD, c -> c.reference("parent", "Parent", r -> r.backPopulates("child")));
    }

    private static void backref(Code m) {
        m.map("Parent", PARENT, p -> p.reference("child", "Child", r -> r.backref("parent")));
        m.map("Child", CHILD);
    }

    static Stream<Example> fromOneToMany() {
        return Example.of(
                Way.annotated(BackPopulates.Parent.class, BackPopulates.Child.class)
                        .with("backPopulates"),
                Way.annotated(WithBackref.Parent.class, WithBackref.Child.class).with("backref"),
                Way.inCode(OneToOneTest::backPopulates, Plain.Parent.class, Plain.Child.class)
                        .with("backPopulates"),
                Way.inCode(OneToOneTest::backref, Plain.Parent.class, Plain.Child.class)
                        .with("backref"),
                Way.dynamic(OneToOneTest::backPopulates).with("backPopulates"),
                Way.dynamic(OneToOneTest::backref).with("backref"));
    }

    @ParameterizedTest
    @MethodSource("fromOneToMany")
    @DisplayName("A one-to-many that holds one child (RC-74, RC-75)")
    void aOneToManyThatHoldsOneChild(Example example) {
        assertThat(example.relationship("Parent", "child").direction())
                .isEqualTo(Direction.ONE_TO_MANY);
        bothSidesAreScalar(example);
        assertThat(example.rows("select id, parent_id from child order by id"))
                .containsExactlyElementsOf(List.of("1, 1"));
    }

    private static void bothSidesAreScalar(Example example) {
        assertThat(example.relationship("Parent", "child").content()).isEqualTo(Content.REFERENCE);
        assertThat(example.relationship("Child", "parent").content()).isEqualTo(Content.REFERENCE);
        Object parent = example.make("Parent");
        Object child = example.make("Child");
        example.set(parent, "child", child);
        assertThat(example.get(child, "parent")).isSameAs(parent);
        example.set(child, "parent", null);
        assertThat(example.get(parent, "child")).isNull();
        example.set(child, "parent", parent);
        assertThat(example.get(parent, "child")).isSameAs(child);

        example.save(parent);

        example.session(
                session -> {
                    Object found = session.get("Parent", 1);
                    assertThat(example.get(example.get(found, "child"), "parent")).isSameAs(found);
                });
    }

    static class ManyToOne {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @ForeignKey("child.id")
            Integer childId;

            @Relationship(backPopulates = "parent")
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "child")
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    /** {@code backref("parent", uselist=False)} for which the child has no field. */
    static class ScalarBackref {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @ForeignKey("child.id")
            Integer childId;

            @Relationship(backref = "parent", backrefArguments = @Backref(scalar = true))
            final ToOne<Child> child = ToOne.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;
        }
    }

    static class PlainManyToOne {
        static class Parent {
            Integer id;
            Integer childId;
            final ToOne<Child> child = ToOne.of(this);
        }

        static class Child {
            Integer id;
            final ToOne<Parent> parent = ToOne.of(this);
        }
    }

    private static void manyToOne(Code m) {
        m.map(
                "Parent",
                REFERRING,
                p -> p.reference("child", "Child", r -> r.backPopulates("parent")));
        m.map(
                "Child",
                REFERRED,
                c -> c.reference("parent", "Parent", r -> r.backPopulates("child")));
    }

    private static void scalarBackref(Code m) {
        m.map(
                "Parent",
                REFERRING,
                p -> p.reference("child", "Child", r -> r.backref("parent", b -> b.scalar())));
        m.map("Child", REFERRED);
    }

    static Stream<Example> fromManyToOne() {
        return Example.of(
                Way.annotated(ManyToOne.Parent.class, ManyToOne.Child.class).with("backPopulates"),
                Way.annotated(ScalarBackref.Parent.class, ScalarBackref.Child.class)
                        .with("backref"),
                Way.inCode(
                                OneToOneTest::manyToOne,
                                PlainManyToOne.Parent.class,
                                PlainManyToOne.Child.class)
                        .with("backPopulates"),
                Way.inCode(
                                OneToOneTest::scalarBackref,
                                PlainManyToOne.Parent.class,
                                PlainManyToOne.Child.class)
                        .with("backref"),
                Way.dynamic(OneToOneTest::manyToOne).with("backPopulates"),
                Way.dynamic(OneToOneTest::scalarBackref).with("backref"));
    }

    @ParameterizedTest
    @MethodSource("fromManyToOne")
    @DisplayName("A many-to-one whose reverse holds one parent (RC-74, RC-75, RC-104)")
    void aManyToOneWhoseReverseHoldsOneParent(Example example) {
        assertThat(example.relationship("Parent", "child").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
        bothSidesAreScalar(example);
        assertThat(example.rows("select id, child_id from parent")).containsExactly("1, 1");
    }
}

package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Association Object")
class AssociationObjectTest {

    static final Table LEFT = Tables.named("left").id().build();
    static final Table RIGHT = Tables.named("right").id().build();
    static final Table ASSOCIATION =
            Tables.named("association")
                    .keyReference("left_id", "left.id", Options.NONE)
                    .keyReference("right_id", "right.id", Options.NONE)
                    .text("extra_data")
                    .build();

    static class OneWay {
        @Entity
        static class Association {
            @Id
            @ForeignKey("left.id")
            Integer leftId;

            @Id
            @ForeignKey("right.id")
            Integer rightId;

            @Column(length = 50)
            String extraData;

            @Relationship final ToOne<Child> child = ToOne.of(this);
        }

        @Entity(table = "left")
        static class Parent {
            @Id @GeneratedValue Integer id;
            @Relationship final ToList<Association> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
        }
    }

    static class PlainOneWay {
        static class Association {
            Integer leftId;
            Integer rightId;
            String extraData;
            final ToOne<Child> child = ToOne.of(this);
        }

        static class Parent {
            Integer id;
            final ToList<Association> children = ToList.of(this);
        }

        static class Child {
            Integer id;
        }
    }

    private static void oneWay(Code m) {
        m.map("Association", ASSOCIATION, a -> a.reference("child", "Child", r -> {}));
        m.map("Parent", LEFT, p -> p.list("children", "Association", r -> {}));
        m.map("Child", RIGHT);
    }

    static Stream<Example> oneWay() {
        return Example.of(
                Way.annotated(OneWay.Association.class, OneWay.Parent.class, OneWay.Child.class),
                Way.inCode(
                        AssociationObjectTest::oneWay,
                        PlainOneWay.Association.class,
                        PlainOneWay.Parent.class,
                        PlainOneWay.Child.class),
                Way.dynamic(AssociationObjectTest::oneWay));
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    @DisplayName("Children are reached over objects that carry data of their own")
    void childrenAreReachedOverObjectsWithData(Example example) {
        Object parent = example.make("Parent");
        Object association = example.make("Association", "extra_data", "some data");
        example.set(association, "child", example.make("Child"));
        example.all(parent, "children").add(association);

        example.save(parent);

        assertThat(example.rows("select left_id, right_id, extra_data from association"))
                .containsExactly("1, 1, some data");
        example.session(
                session -> {
                    for (Object found : example.all(session.get("Parent", 1), "children")) {
                        assertThat(example.get(found, "extra_data")).isEqualTo("some data");
                        assertThat(example.get(found, "child")).isSameAs(session.get("Child", 1));
                    }
                    assertThat(session.get("Association", List.of(1, 1))).isNotNull();
                });
    }

    static class BackPopulates {
        @Entity
        static class Association {
            @Id
            @ForeignKey("left.id")
            Integer leftId;

            @Id
            @ForeignKey("right.id")
            Integer rightId;

            @Column(length = 50)
            String extraData;

            @Relationship(backPopulates = "parents")
            final ToOne<Child> child = ToOne.of(this);

            @Relationship(backPopulates = "children")
            final ToOne<Parent> parent = ToOne.of(this);
        }

        @Entity(table = "left")
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "parent")
            final ToList<Association> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;

            @Relationship(backPopulates = "child")
            final ToList<Association> parents = ToList.of(this);
        }
    }

    /** As the older documents write it: a backref on either side, with holders that wait for them. */
    static class Backrefs {
        @Entity
        static class Association {
            @Id
            @ForeignKey("left.id")
            Integer leftId;

            @Id
            @ForeignKey("right.id")
            Integer rightId;

            @Column(length = 50)
            String extraData;

            @Relationship(backref = "parents")
            final ToOne<Child> child = ToOne.of(this);

            final ToOne<Parent> parent = ToOne.of(this);
        }

        @Entity(table = "left")
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backref = "parent")
            final ToList<Association> children = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
            final ToList<Association> parents = ToList.of(this);
        }
    }

    static class Plain {
        static class Association {
            Integer leftId;
            Integer rightId;
            String extraData;
            final ToOne<Child> child = ToOne.of(this);
            final ToOne<Parent> parent = ToOne.of(this);
        }

        static class Parent {
            Integer id;
            final ToList<Association> children = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Association> parents = ToList.of(this);
        }
    }

    private static void backPopulates(Code m) {
        m.map(
                "Association",
                ASSOCIATION,
                a -> {
                    a.reference("child", "Child", r -> r.backPopulates("parents"));
                    a.reference("parent", "Parent", r -> r.backPopulates("children"));
                });
        m.map(
                "Parent",
                LEFT,
                p -> p.list("children", "Association", r -> r.backPopulates("parent")));
        m.map("Child", RIGHT, c -> c.list("parents", "Association", r -> r.backPopulates("child")));
    }

    private static void backrefs(Code m) {
        m.map(
                "Association",
                ASSOCIATION,
                a -> a.reference("child", "Child", r -> r.backref("parents")));
        m.map("Parent", LEFT, p -> p.list("children", "Association", r -> r.backref("parent")));
        m.map("Child", RIGHT);
    }

    private static final Class<?>[] PLAIN = {
        Plain.Association.class, Plain.Parent.class, Plain.Child.class
    };

    static Stream<Example> bothWays() {
        return Example.of(
                Way.annotated(
                                BackPopulates.Association.class,
                                BackPopulates.Parent.class,
                                BackPopulates.Child.class)
                        .with("backPopulates"),
                Way.annotated(
                                Backrefs.Association.class,
                                Backrefs.Parent.class,
                                Backrefs.Child.class)
                        .with("backrefs"),
                Way.inCode(AssociationObjectTest::backPopulates, PLAIN).with("backPopulates"),
                Way.inCode(AssociationObjectTest::backrefs, PLAIN).with("backrefs"),
                Way.dynamic(AssociationObjectTest::backPopulates).with("backPopulates"),
                Way.dynamic(AssociationObjectTest::backrefs).with("backrefs"));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    @DisplayName("Both ends know their associations (RC-101, RC-110)")
    void bothEndsKnowTheirAssociations(Example example) {
        Object parent = example.make("Parent");
        Object child = example.make("Child");
        Object association = example.make("Association", "extra_data", "some data");
        example.set(association, "child", child);
        example.all(parent, "children").add(association);
        assertThat(example.get(association, "parent")).isSameAs(parent);
        assertThat(example.all(child, "parents")).containsExactly(association);

        example.save(parent);

        example.session(
                session -> {
                    Object found = session.get("Child", 1);
                    Object link = example.all(found, "parents").iterator().next();
                    assertThat(example.get(link, "extra_data")).isEqualTo("some data");
                    assertThat(example.get(link, "parent")).isSameAs(session.get("Parent", 1));
                    session.delete(link);
                });
        assertThat(example.writes()).containsExactly("DELETE association");
        assertThat(example.rows("select left_id from association")).isEmpty();
    }
}

package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Ordering;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference parts of the documents show in examples of their own. */
@DisplayName("Seeds: Relationships API, and the page of parameters")
class RelationshipsApiTest {

    private static final Table PARENT = Tables.named("parent").id().build();
    private static final Table CHILD =
            Tables.named("child").id().reference("parent_id", "parent.id").build();
    private static final Table A = Tables.named("a").id().build();
    private static final Table B = Tables.named("b").id().reference("a_id", "a.id").build();

    static class Ordered {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(orderBy = "Child.id")
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
        }
    }

    private static void text(Code m) {
        m.map("Parent", PARENT, p -> p.list("children", "Child", r -> r.orderBy("Child.id")));
        m.map("Child", CHILD);
    }

    /** {@code relationship(lambda: Child, order_by=lambda: Child.id)}. */
    private static void lambdas(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.relationship(
                                "children",
                                () -> Plain.Child.class,
                                r -> r.orderBy(RelationshipsApiTest::byId)));
        m.map("Child", CHILD);
    }

    private static void lambda(Code m) {
        m.map(
                "Parent",
                PARENT,
                p -> p.list("children", "Child", r -> r.orderBy(RelationshipsApiTest::byId)));
        m.map("Child", CHILD);
    }

    private static List<Ordering> byId() {
        return List.of(Ordering.asc(ColumnRef.of(CHILD.column("id"))));
    }

    static Stream<Example> ordered() {
        return Example.of(
                Way.annotated(Ordered.Parent.class, Ordered.Child.class),
                inCode(RelationshipsApiTest::text).with("a text"),
                inCode(RelationshipsApiTest::lambdas).with("lambdas"),
                Way.dynamic(RelationshipsApiTest::text).with("a text"),
                Way.dynamic(RelationshipsApiTest::lambda).with("a lambda"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.Parent.class, Plain.Child.class);
    }

    @ParameterizedTest
    @MethodSource("ordered")
    @DisplayName("A collection is loaded in the order of orderBy, told at once or late (RC-123)")
    void aCollectionIsLoadedInOrder(Example example) {
        assertThat(example.relationship("Parent", "children").join().useList()).isTrue();
        example.save(example.make("Parent"));
        for (int id : new int[] {30, 10, 20}) {
            example.save(example.make("Child", "id", id, "parent_id", 1));
        }
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 1), "children"))
                                .extracting(child -> example.get(child, "id"))
                                .containsExactly(10, 20, 30));
    }

    static class CascadeBackrefs {
        @Entity(name = "A", table = "a")
        static class EntityA {
            @Id @GeneratedValue Integer id;

            @Relationship(
                    backref = "a",
                    cascadeBackrefs = false,
                    backrefArguments = @Backref(cascadeBackrefs = false))
            final ToList<EntityB> bs = ToList.of(this);
        }

        @Entity(name = "B", table = "b")
        static class EntityB {
            @Id @GeneratedValue Integer id;

            @ForeignKey("a.id")
            Integer aId;

            final ToOne<EntityA> a = ToOne.of(this);
        }
    }

    static class PlainCascadeBackrefs {
        static class A {
            Integer id;
            final ToList<B> bs = ToList.of(this);
        }

        static class B {
            Integer id;
            Integer aId;
            final ToOne<A> a = ToOne.of(this);
        }
    }

    private static void cascadeBackrefs(Code m) {
        m.map(
                "A",
                A,
                a ->
                        a.list(
                                "bs",
                                "B",
                                r ->
                                        r.cascadeBackrefs(false)
                                                .backref("a", b -> b.cascadeBackrefs(false))));
        m.map("B", B);
    }

    static Stream<Example> cascadeBackrefs() {
        return Example.of(
                Way.annotated(CascadeBackrefs.EntityA.class, CascadeBackrefs.EntityB.class),
                Way.inCode(
                        RelationshipsApiTest::cascadeBackrefs,
                        PlainCascadeBackrefs.A.class,
                        PlainCascadeBackrefs.B.class),
                Way.dynamic(RelationshipsApiTest::cascadeBackrefs));
    }

    @ParameterizedTest
    @MethodSource("cascadeBackrefs")
    @DisplayName("Without cascadeBackrefs, what comes by the other side does not enter the session")
    void whatComesByTheOtherSideDoesNotEnterTheSession(Example example) {
        example.session(
                session -> {
                    Object a = example.make("A");
                    Object b = example.make("B");
                    session.add(a);
                    example.set(b, "a", a);
                    assertThat(example.all(a, "bs")).containsExactly(b);
                    assertThat(session.contains(b)).isFalse();

                    Object anotherA = example.make("A");
                    Object anotherB = example.make("B");
                    session.add(anotherB);
                    example.all(anotherA, "bs").add(anotherB);
                    assertThat(example.get(anotherB, "a")).isSameAs(anotherA);
                    assertThat(session.contains(anotherA)).isFalse();
                    session.rollback();
                });
    }

    static class SubqueryBack {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(backref = "parent", backrefArguments = @Backref(lazy = Lazy.SUBQUERY))
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

    static class PlainSubqueryBack {
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

    private static void subqueryBack(Code m) {
        m.map(
                "Parent",
                PARENT,
                p ->
                        p.list(
                                "children",
                                "Child",
                                r -> r.backref("parent", b -> b.lazy(Lazy.SUBQUERY))));
        m.map("Child", CHILD);
    }

    static Stream<Example> subqueryBack() {
        return Example.of(
                Way.annotated(SubqueryBack.Parent.class, SubqueryBack.Child.class),
                Way.inCode(
                        RelationshipsApiTest::subqueryBack,
                        PlainSubqueryBack.Parent.class,
                        PlainSubqueryBack.Child.class),
                Way.dynamic(RelationshipsApiTest::subqueryBack));
    }

    @ParameterizedTest
    @MethodSource("subqueryBack")
    @DisplayName("A backref loads its own way: backref('parent', lazy='subquery') (RC-104)")
    void aBackrefLoadsItsOwnWay(Example example) {
        Object parent = example.make("Parent");
        example.all(parent, "children").add(example.make("Child"));
        example.save(parent);
        example.session(
                session -> {
                    Object child = session.query("Child").one();
                    assertThat(Inspect.of(child).attribute("parent").isLoaded()).isTrue();
                    assertThat(example.selects()).hasSize(2);
                });
    }
}
